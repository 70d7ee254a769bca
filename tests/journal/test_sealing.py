"""Seals cover what was written, are signed and chained, and stand in the log outside the database too."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from room import CLERK

from zhangtu.journal import epoch, headlog, heads, merkle, queries, sealing, signing
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.writing import Change, act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.ZHANGTU_HOME = tmp_path / "home"
    return tmp_path / "home"


def _write(count: int) -> None:
    with act(actor=CLERK) as one:
        one.write_many([Change("things", row, "create", {"1": "1"}) for row in range(count)])


def test_an_empty_journal_has_no_head() -> None:
    assert sealing.seal() is None
    assert not headlog.path().exists()


def test_a_seal_covers_what_was_written() -> None:
    _write(5)
    head = sealing.seal()
    assert head is not None
    assert (head.size, head.previous, head.epoch) == (5, b"", epoch.current())
    assert head.root == merkle.root_of([entry.digest for entry in queries.entries_after(0, 9)])
    assert head.key == signing.public_key()
    assert head.signed_by_its_key()
    assert sealing.seal() == head
    assert heads.read_file(headlog.path()) == [head]


def test_the_next_seal_goes_on_from_the_last(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    _write(5)
    first = sealing.seal()
    _write(3)
    seen: list[tuple[int, int]] = []
    with django_assert_max_num_queries(15):
        second = sealing.seal(lambda done, of: seen.append((done, of)))
    assert first is not None
    assert second is not None
    assert seen == [(8, 8)]
    assert second.previous == first.digest
    assert second.at >= first.at
    assert second.root == merkle.root_of([entry.digest for entry in queries.entries_after(0, 9)])
    assert heads.read_file(headlog.path()) == [first, second]


@pytest.mark.parametrize("left", [0, 1, 30])
def test_a_head_a_crash_kept_out_of_the_log_is_added(left: int) -> None:
    _write(1)
    sealing.seal()
    _write(1)
    whole = sealing.seal()
    text = headlog.path().read_text()
    first, _, second = text.partition("\n")
    headlog.path().write_text(f"{first}\n{second[:left]}")
    assert sealing.seal() == whole
    assert headlog.path().read_text() == text
    headlog.path().unlink()
    sealing.seal()
    assert headlog.path().read_text() == text


def test_a_seal_that_contradicts_itself_is_built_upon_by_nobody() -> None:
    _write(3)
    sealing.seal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, root, previous, at, epoch, key, signature FROM journal_seal")
        _, *rest = cursor.fetchone()
        cursor.execute(
            "INSERT INTO journal_seal (size, frontier, root, previous, at, epoch, key, signature) "
            "VALUES (4, %s, %s, %s, %s, %s, %s, %s)",
            [bytes(32), *rest],
        )
    _write(3)
    with pytest.raises(JournalRefusedError, match="contradicts itself"):
        sealing.seal()


def test_another_secret_is_another_key(settings: Settings) -> None:
    settings.SECRET_KEY = "a" * 64
    first = signing.public_key()
    assert first == signing.public_key()
    settings.SECRET_KEY = "b" * 64
    assert signing.public_key() != first


def test_a_head_is_read_as_it_was_written() -> None:
    _write(2)
    head = sealing.seal()
    assert head is not None
    assert heads.parse(head.line) == head
    for name, other in (("size", 3), ("root", "00" * 32), ("at", 1), ("epoch", "x"), ("previous", "00")):
        bent = head.line.replace(f'"{name}":', f'"{name}x":').replace("}", f',"{name}":{other!r}}}')
        assert not heads.parse(bent.replace("'", '"')).signed_by_its_key()


@pytest.mark.parametrize("text", ["", "{}", "[]", "1", "\ud83d", '{"format":"zhangtu head 2"}'])
def test_what_is_no_head_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "head"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(heads.NotAHeadError):
        heads.read_file(file)


def test_an_epoch_can_be_renewed() -> None:
    first = epoch.current()
    _write(2)
    second = epoch.renew()
    assert first
    assert epoch.current() == second != first
    assert [(one.epoch, one.size) for one in epoch.every()] == [(first, 0), (second, 2)]


def test_heads_of_a_life_before_a_restore_hide_no_missing_line() -> None:
    _write(2)
    sealing.seal()
    _write(3)
    first = sealing.seal()
    assert first is not None
    lines = headlog.path().read_text().splitlines()
    later = heads.signed(replace(first, size=99), signing.private_key())
    headlog.path().write_text(f"{lines[0]}\n{later.line}\n")
    _write(1)
    second = sealing.seal()
    assert heads.read_file(headlog.path())[1:] == [later, first, second]
