"""The mirror killed, cut in half, deleted, of another version or epoch, behind: never a wrong figure."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from office import CONSOLE, TODAY, Office
from zhangtu.journal import epoch
from zhangtu.kernel.periods import PeriodKind, of
from zhangtu.ledgers import actions, definitions
from zhangtu.measures import asking, queries
from zhangtu.mirror import client, columns, keeping
from zhangtu.mirror.file import NAME, Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people
from zhangtu.schema.specs import Measure, Title

NOVEMBER = of(PeriodKind.MONTH, TODAY)
STAFF = Measure("staff", Title("人数"), "shops", "sum(staff)", at="period_end")


@pytest.fixture(autouse=True)
def no_reference(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Figures come from the mirror or not at all."""
    monkeypatch.setattr(asking, "SMALL", 0)
    return


def told() -> object:
    """The figure; the share of the mirror that is built where there is none."""
    found = queries.figures([STAFF], people.scope(CONSOLE), periods=[NOVEMBER])
    return found.cells[0].value if found.fresh else found.share


def enter(office: Office, count: int) -> None:
    for place in range(count):
        actions.create("shops", {"name": f"店{place}", "staff": 1}, actor=office.eastern)


def halved(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def asked(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute(statement)


def shops() -> str:
    return columns.table(definitions.in_force("shops"))


@pytest.mark.parametrize(
    "harm",
    [
        halved,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"nothing"),
        lambda path: asked(path, "UPDATE mark SET format = 0"),
        lambda path: asked(path, "UPDATE mark SET epoch = 'another'"),
        lambda path: asked(path, "UPDATE mark SET entry = entry + 1000"),
        lambda path: asked(path, f"DELETE FROM {shops()} WHERE _row < 3"),  # noqa: S608 - our own name
    ],
    ids=["halved", "deleted", "overwritten", "other version", "other epoch", "ahead", "rows lost"],
)
def test_a_file_harmed_between_two_lives(
    office: Office, owner: Owner, home: Path, harm: Callable[[Path], None]
) -> None:
    enter(office, 5)
    assert told() == 5
    owner.stop()
    client.settle(None)
    harm(home / NAME)
    again = Owner(home, Allowed(memory=128, threads=1))
    assert again.take()
    client.settle(again)
    try:
        assert told() in (0.0, 1.0)
        again.build()
        assert told() == 5
    finally:
        again.stop()


def test_while_it_is_built_figures_say_how_far_it_is(
    office: Office, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(office, 12)
    assert told() == 12
    monkeypatch.setattr(keeping, "SLICE", 7)
    owner.mirror.renew()
    seen = []
    while not owner.mirror.advance():
        seen.append(told())
    assert len(seen) > 2
    assert seen == sorted(seen)  # type: ignore[type-var]  # shares, all of them
    assert all(isinstance(one, float) and one < 1 for one in seen)
    assert told() == 12


def test_behind_it_catches_up_before_it_answers(office: Office, owner: Owner) -> None:
    for count in range(1, 6):
        enter(office, 1)
        assert told() == count
    assert owner.mirror.mark


def test_another_copy_in_its_place_is_noticed(office: Office, owner: Owner, home: Path) -> None:
    enter(office, 3)
    assert told() == 3
    owner.stop()
    shutil.copy(home / NAME, home / "old")
    epoch.renew()
    enter(office, 2)
    shutil.copy(home / "old", home / NAME)
    again = Owner(home, Allowed(memory=128, threads=1))
    assert again.take()
    client.settle(again)
    try:
        again.build()
        assert told() == 5
    finally:
        again.stop()
