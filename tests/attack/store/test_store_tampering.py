"""Somebody with the database's password changes what no ledger shows; ``verify`` says what was done."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from office import CONSOLE, Office
from zhangtu.api import tokens
from zhangtu.journal import guards, sealing
from zhangtu.journal.findings import Note
from zhangtu.journal.heads import parse
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, definitions, filing
from zhangtu.ledgers.importing import applying, preparing
from zhangtu.people import actions as people
from zhangtu.people.scope import Right

Place = SimpleNamespace
TEMPORARY = "00000000-0000-0000-0000-000000000001"


def said() -> set[str]:
    definitions.forget()
    return {
        ":".join([one.kind.value, *(one.facts[word] for word in ("thing", "source") if word in one.facts)])
        for one in verify().findings
    }


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def uid_text(uid: UUID | str) -> str:
    text = str(uid)
    return f"'{text}'" if connection.features.has_native_uuid_field else f"'{text.replace('-', '')}'"


@pytest.fixture
def place(town: Office, settings: Any, tmp_path: Path) -> Place:
    file = filing.bring([b"words"], "a.txt", actor=town.eastern)
    one = actions.create("shops", {"name": "一店", "code": "a", "photo": [file]}, actor=town.eastern)
    two = actions.create("shops", {"name": "二店", "code": "b"}, actor=town.western)
    actions.amend(one.uid, {"staff": "1"}, actor=town.eastern, seen=one.version)
    sheet = tmp_path / "shops.csv"
    sheet.write_text("名称,编码\n三店,w-1\n四店,w-2\n五店,w-3\n", "utf-8")
    made = preparing.prepare(sheet, "shops", actor=town.chief)
    applying.apply(UUID(made.manifest.uid), actor=town.chief)
    people.open_account(town.eastern.person, "yier", actor=CONSOLE)
    tokens.issue("scale", post=town.eastern.post, rights=(Right.READ,), actor=CONSOLE)
    sealing.seal()
    home = Path(settings.ZHANGTU_HOME)
    return Place(office=town, one=one, two=two, home=home, sheet=sheet)


def test_nothing_is_found_where_nothing_was_done(place: Place) -> None:
    assert said() == set(), place


#: Way → statements; ``{one}`` and ``{two}`` are rows, ``{post}`` a clerk's post.
WAYS: dict[str, tuple[set[str], tuple[str, ...]]] = {
    "a grant where none was ever given": (
        {"row_strange"},
        (
            "INSERT INTO people_grant (id, post, ledger, rights, begins) {grant}",
        ),
    ),
    "more rights for a token": ({"row_differs"}, ("UPDATE api_token SET rights = 'read unmask'",)),
    "another password": ({"row_differs"}, ("UPDATE people_account SET password = 'x'",)),
    "a better role": ({"row_differs"}, ("UPDATE people_postrow SET role = 'chief' WHERE post = {post}",)),
    "somebody else's post": (
        {"row_differs"}, ("UPDATE people_holding SET post = {chief} WHERE post = {post}",),
    ),
    "another version": (
        {"derived:version"}, ("UPDATE ledgers_row SET version = version - 1 WHERE id = {one}",),
    ),
    "hidden in an import there is not": (
        {"derived:pending"}, ("UPDATE ledgers_row SET pending = 99 WHERE id = {one}",),
    ),
    "hidden in one there is": (
        {"derived:pending"},
        ("UPDATE ledgers_row SET pending = (SELECT max(id) FROM ledgers_import) WHERE id = {one}",),
    ),
    "an import shown no more": ({"derived:import"}, ("UPDATE ledgers_import SET shown = false",)),
    "an import gone": ({"derived:import", "derived:pending"}, ("DELETE FROM ledgers_import",)),
    "an import in another ledger": ({"derived:import"}, ("UPDATE ledgers_import SET ledger = ledger + 1",)),
    "two rows change names": (
        {"row_differs"},
        (
            "UPDATE ledgers_row SET uid = {temporary} WHERE id = {one}",
            "UPDATE ledgers_row SET uid = {first} WHERE id = {two}",
            "UPDATE ledgers_row SET uid = {second} WHERE id = {one}",
        ),
    ),
    "a file's line": ({"row_missing"}, ("DELETE FROM ledgers_file",)),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_is_changed_beside_the_journal_is_found(place: Place, way: str) -> None:
    expected, statements = WAYS[way]
    facts = {
        "one": place.one.id, "two": place.two.id, "post": place.office.eastern.post,
        "chief": place.office.chief.post, "temporary": uid_text(TEMPORARY),
        "grant": f"VALUES (1, {place.office.eastern.post}, 'tips', 'read', '2025-01-01')",
        "first": uid_text(place.one.uid), "second": uid_text(place.two.uid),
    }  # fmt: skip
    run(*(statement.format(**facts) for statement in statements))
    assert said() == expected


@pytest.mark.parametrize("table", ["ledgers_row", "ledgers_import", "people_person", "journal_entry"])
def test_a_strange_trigger_is_found(place: Place, table: str) -> None:
    assert place.home
    if connection.vendor == "postgresql":
        run(
            "CREATE FUNCTION evil() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER evil AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION evil()",
        )
    else:
        run(f"CREATE TRIGGER evil AFTER INSERT ON {table} BEGIN SELECT 1; END")
    assert said() == {"guard"}


def more(place: Place) -> list[str]:
    """One more entry and seal; the lines of the log."""
    actions.create("shops", {"name": "六店"}, actor=place.office.eastern)
    sealing.seal()
    return (place.home / "heads.log").read_text("utf-8").splitlines(keepends=True)


def write(place: Place, *lines: str) -> None:
    (place.home / "heads.log").write_text("".join(lines), "utf-8")


def test_a_log_cut_in_its_last_line_is_remarked_and_mended(place: Place) -> None:
    lines = more(place)
    write(place, *lines[:-1], lines[-1][:-40])
    assert said() == set()
    assert [one.note for one in verify().remarks if one.note is Note.LOG_BEHIND]
    assert len(more(place)) == len(lines) + 1
    assert said() == set()


def test_a_log_without_its_first_line_is_found(place: Place) -> None:
    write(place, *more(place)[1:])
    assert said() == {"log_missing"}


def test_an_older_head_told_again_is_no_newer_one(place: Place) -> None:
    first, second = more(place)
    write(place, first, second, first)
    assert said() == set()
    write(place, first, first)
    assert said() == set()  # as if the last line were cut: the next seal adds it
    assert verify(heads=[parse(second)]).sound
    run(*(one for one in guards.statements(connection.vendor) if one.startswith("DROP TRIGGER")))
    run(
        "UPDATE journal_seal SET root = (SELECT s.root FROM journal_seal s ORDER BY s.size LIMIT 1),"
        " signature = (SELECT s.signature FROM journal_seal s ORDER BY s.size LIMIT 1)"
        " WHERE size = (SELECT max(s.size) FROM journal_seal s)"
    )
    guards.put_back(using="default")
    write(place, first, second)
    assert said() == {"seal_signature", "seal_chain"}


def test_another_secret_signs_for_nobody(place: Place, settings: Any) -> None:
    head = more(place)[-1]
    settings.SECRET_KEY = "somebody else's"  # noqa: S105 - no secret
    assert said() == {"seal_key", "head_key:log"}
    more(place)
    assert "seal_key" in said()
    assert not verify(heads=[parse(head)]).sound
