"""The copy is what the journal says after whatever happens to it, and says so itself when it is not."""

import os
import shutil
import stat
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from office import CONSOLE, PAPERS, SHOPS, TODAY, Office, pack
from zhangtu.journal import epoch, redacting
from zhangtu.journal import queries as journal
from zhangtu.journal.writing import act
from zhangtu.ledgers import actions, definitions, replaying, texts
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.mirror import client, columns, keeping, lists, queries, wire
from zhangtu.mirror.file import NAME, Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import NotNow
from zhangtu.people import queries as people

pytestmark = pytest.mark.usefixtures("owner")
MASKED = "13800000009"


def seen(actor: Any = CONSOLE) -> list[tuple[int, Any]]:
    page = lists.rows("shops", people.scope(actor))
    assert page.fresh
    return [(row.id, row.values["name"]) for row in page.rows]


def versions(owner: Owner, name: str = "shops") -> list[tuple[Any, ...]]:
    """Row, from, to, name, staff, unit, withdrawn of every version."""
    force = definitions.in_force(name)
    chosen = "_row, _from, _to, f1, f7, _unit, _withdrawn, _until"
    with owner.mirror.file.cursor() as cursor:
        return list(
            cursor.execute(f"SELECT {chosen} FROM {columns.table(force)} ORDER BY _from").fetchall()  # noqa: S608
        )


def told(row: int) -> list[tuple[Any, ...]]:
    """The same, put together from the row's entries one by one."""
    found: list[tuple[Any, ...]] = []
    values: dict[str, Any] = {"@withdrawn": "false"}
    entries = [one for one in journal.history("shops", row) if one.action != "unmask"]
    for place, one in enumerate(entries):
        values.update(one.values)
        after = entries[place + 1] if place + 1 < len(entries) else None
        plain = {key: None if text == "null" else texts.value_of(text) for key, text in values.items()}
        staff = plain.get("7")
        found.append(
            (
                row, one.number, None if after is None else after.number, plain["1"],
                None if staff is None else float(staff), plain["@unit"], plain["@withdrawn"] or False,
                None if after is None else after.at,
            )
        )  # fmt: skip
    return found


def many_changes(office: Office) -> list[int]:
    rows = []
    for place in range(4):
        row = actions.create("shops", {"name": f"店{place}", "staff": place}, actor=office.eastern)
        row = actions.amend(row.uid, {"staff": None}, actor=office.eastern, seen=row.version)
        row = actions.amend(
            row.uid, {"staff": 9, "name": f"鋪{place}"}, actor=office.eastern, seen=row.version
        )
        if place % 2:
            row = actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="停业")
            actions.restore(row.uid, actor=office.chief, seen=row.version, reason="复业")
        rows.append(row.id)
    return rows


def test_every_version_is_there_however_many_entries_come_at_once(office: Office, owner: Owner) -> None:
    rows = many_changes(office)
    assert len(seen()) == 4
    for row in rows:
        assert [(*one[:4], None if one[4] is None else float(one[4]), *one[5:]) for one in versions(owner)
                if one[0] == row] == told(row)  # fmt: skip
    whole = versions(owner)
    for row in rows:
        view = next(one for one in ledgers.rows("shops", people.scope(CONSOLE)).rows if one.id == row)
        actions.amend(view.uid, {"staff": 11}, actor=office.eastern, seen=view.version)
        seen()
    assert len(versions(owner)) == len(whole) + 4
    one_by_one = versions(owner)
    owner.mirror.renew()
    assert isinstance(queries.page("shops", people.scope(CONSOLE)), NotNow)
    owner.build()
    assert versions(owner) == one_by_one


def test_slices_of_any_length_give_the_same(
    office: Office, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_changes(office)
    seen()
    whole = versions(owner)
    for length in (1, 2, 3, 7):
        monkeypatch.setattr(keeping, "SLICE", length)
        owner.mirror.renew()
        owner.build()
        assert versions(owner) == whole


def test_what_is_not_committed_is_not_in_the_mirror(office: Office, owner: Owner) -> None:
    kept = seen()
    with suppress(RuntimeError), act(actor=office.eastern):
        actions.create("shops", {"name": "未成"}, actor=office.eastern)
        page = lists.rows("shops", people.scope(CONSOLE))
        assert (len(page.rows), page.fresh) == (len(kept) + 1, False)
        raise RuntimeError
    assert seen() == kept
    assert owner.mirror.mark == journal.last_number()


def test_another_life_of_the_store_makes_another_copy(office: Office, owner: Owner, home: Path) -> None:
    actions.create("shops", {"name": "店"}, actor=office.eastern)
    assert len(seen()) == 1
    client.settle(None)
    owner.stop()
    epoch.renew()
    other = Owner(home, Allowed(memory=64, threads=1))
    assert other.trouble() == "another store"
    assert other.take()
    assert other.mirror.building
    other.build()
    client.settle(other)
    assert len(seen()) == 1
    other.stop()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.0])
def test_a_damaged_file_is_made_anew(office: Office, owner: Owner, home: Path, share: float) -> None:
    for place in range(20):
        actions.create("shops", {"name": f"店{place}", "note": "说明" * 300}, actor=office.eastern)
    kept = seen()
    client.settle(None)
    owner.stop()
    size = (home / NAME).stat().st_size
    os.truncate(home / NAME, int(size * share))
    again = Owner(home, Allowed(memory=64, threads=1))
    assert again.take()
    again.build()
    client.settle(again)
    # what can't be read is found when it is read: the store answers that question
    page = lists.rows("shops", people.scope(CONSOLE))
    assert [(row.id, row.values["name"]) for row in page.rows] == kept
    again.build()
    assert seen() == kept
    again.stop()


def test_what_was_followed_is_there_after_a_new_start(office: Office, owner: Owner, home: Path) -> None:
    actions.create("shops", {"name": "店"}, actor=office.eastern)
    kept = seen()
    client.settle(None)
    owner.stop()
    again = Owner(home, Allowed(memory=64, threads=1))
    assert again.trouble() == ""
    assert again.take()
    assert not again.mirror.building
    client.settle(again)
    assert seen() == kept
    assert stat.S_IMODE((home / NAME).stat().st_mode) == 0o600
    again.stop()


def test_only_one_process_or_place_owns_it(owner: Owner, home: Path) -> None:
    other = Owner(home, Allowed(memory=64, threads=1))
    assert not other.take()
    assert other.trouble() == ""
    owner.stop()
    assert other.take()
    other.stop()


def test_a_new_field_widens_the_table_and_a_masked_one_leaves_the_file(
    office: Office, owner: Owner, home: Path, tmp_path: Path
) -> None:
    secret = "某某某某的秘密住处"  # noqa: S105 - a value, no password
    actions.create("shops", {"name": "店", "note": secret}, actor=office.eastern)
    assert len(seen()) == 1
    wider = SHOPS.replace(
        "checks:", "  - {no: 17, name: sort, type: text, title: {zh: 类, en: Sort}}\nchecks:"
    )
    definitions.put_in_force(
        pack(tmp_path / "wider", shops=wider, papers=PAPERS), actor=CONSOLE, reason="加一栏"
    )
    actions.create("shops", {"name": "二店", "sort": "茶"}, actor=office.eastern)
    kept = owner.mirror.file.path.stat().st_ino
    found = lists.rows("shops", people.scope(CONSOLE), where=[Filter("sort", Op.IS, "茶")])
    assert ([row.title for row in found.rows], found.fresh) == (["二店"], True)
    assert owner.mirror.file.path.stat().st_ino == kept
    masked = wider.replace("en: Note}, search: yes", "en: Note}, personal: yes")
    definitions.put_in_force(
        pack(tmp_path / "masked", shops=masked, papers=PAPERS), actor=CONSOLE, reason="涉及个人"
    )
    assert not lists.rows("shops", people.scope(CONSOLE)).fresh
    owner.build()
    assert len(seen()) == 2
    owner.stop()
    assert secret.encode() not in b"".join(path.read_bytes() for path in home.glob("mirror.duckdb*"))


def test_values_about_persons_never_reach_the_file(office: Office, owner: Owner, home: Path) -> None:
    row = actions.create("shops", {"name": "店", "phone": MASKED, "owner": "赵甲乙"}, actor=office.eastern)
    replaying.keep_journal()
    redacting.redact("shops", row.id, ["4"], actor=office.chief, authority="某法第一条", reason="本人要求")
    assert len(seen()) == 1
    owner.stop()
    for path in home.glob("mirror.duckdb*"):
        assert MASKED.encode() not in path.read_bytes()
        assert "赵甲乙".encode() not in path.read_bytes()


def test_another_thread_of_this_process_and_another_process_are_told_the_same(
    office: Office, owner: Owner, home: Path
) -> None:
    actions.create("shops", {"name": "店", "staff": 3, "opened": TODAY}, actor=office.eastern)
    asked = {"by": ["opened", "staff"], "sums": ["staff"]}
    scope = people.scope(CONSOLE)
    here = (seen(), queries.groups("shops", scope, **asked), queries.page("shops", scope))  # type: ignore[arg-type]
    client.settle(None)
    there = (seen(), queries.groups("shops", scope, **asked), queries.page("shops", scope))  # type: ignore[arg-type]
    assert here == there
    assert stat.S_IMODE((home / wire.NAME).stat().st_mode) == 0o600
    actions.create("shops", {"name": "二店"}, actor=office.eastern)
    assert len(seen()) == 2
    owner.stop()
    page = lists.rows("shops", scope)
    assert (len(page.rows), page.fresh) == (2, False)


def test_whoever_asks_while_it_is_built_is_told_how_far_it_is(
    office: Office, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_changes(office)
    monkeypatch.setattr(keeping, "SLICE", 5)
    owner.mirror.renew()
    owner.mirror.advance()
    page = lists.rows("shops", people.scope(CONSOLE))
    assert not page.fresh
    assert 0 < page.share < 1
    assert len(page.rows) == 4


def test_a_thread_of_its_own_builds_it(office: Office, owner: Owner, home: Path) -> None:
    many_changes(office)
    client.settle(None)
    owner.stop()
    shutil.copy(home / NAME, home / "kept")
    (home / NAME).unlink()
    other = Owner(home, Allowed(memory=64, threads=1))
    ready = threading.Event()
    build = other.build

    def told_when_built() -> None:
        build()
        ready.set()

    other.build = told_when_built  # type: ignore[method-assign]
    other.start()
    assert ready.wait(20)
    client.settle(other)
    assert len(seen()) == 4
    other.stop()


def test_rows_handed_to_somebody_who_may_not_see_them_are_none(office: Office) -> None:
    row = actions.create("shops", {"name": "店"}, actor=office.eastern)
    assert ledgers.of_numbers("shops", people.scope(office.western), [row.id]) == ()
    nobody = replace(people.scope(office.western), units=frozenset(), posts=frozenset())
    assert lists.rows("shops", nobody).rows == ()
    assert people.scope(office.western, TODAY + timedelta(days=1)).units
