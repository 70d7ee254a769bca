"""Every way of tampering in the manual, done and looked for; the manual's table is the test's."""

import re
from pathlib import Path

import pytest
from intruder import Intruder
from pytest_django.fixtures import Settings
from room import Room

from zhangtu.journal.findings import Finding, Kind, Note
from zhangtu.journal.verifying import verify

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tampering.md"


def _table() -> dict[str, tuple[set[str], set[str]]]:
    """Way → what is found without and with an outside head, as the manual says."""
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    return {way: (_kinds(without), _kinds(outside)) for way, without, outside in rows}


def _kinds(cell: str) -> set[str]:
    found = set(re.findall(r"`([a-z_:]+)`", cell))
    assert found or cell.startswith("nothing")
    return found


TABLE = _table()


@pytest.fixture
def intruder(room: Room, tmp_path: Path, settings: Settings) -> Intruder:
    settings.ZHANGTU_HOME = tmp_path
    return Intruder(room)


def _said(findings: tuple[Finding, ...]) -> set[str]:
    return {
        f"{one.kind.value}:{one.facts['source']}" if "source" in one.facts else one.kind.value
        for one in findings
    }


def test_nothing_is_found_where_nothing_was_done(intruder: Intruder) -> None:
    verdict = verify(heads=[intruder.head])
    assert verdict.findings == ()
    assert verdict.sound
    assert (verdict.entries, verdict.rows, verdict.covered) == (12, 10, 10)
    assert {(one.source.value, one.count, one.size, one.holds) for one in verdict.checked} == {
        ("seals", 2, 10, True),
        ("log", 2, 10, True),
        ("outside", 1, 10, True),
    }
    assert [one.note for one in verdict.remarks] == [Note.REMOVED, Note.UNSEALED]


@pytest.mark.parametrize("outside", [False, True], ids=["alone", "outside"])
@pytest.mark.parametrize("way", TABLE)
def test_what_the_manual_says_is_found(intruder: Intruder, way: str, *, outside: bool) -> None:
    intruder.do(way)
    verdict = verify(heads=[intruder.head] if outside else [])
    assert _said(verdict.findings) == TABLE[way][outside]
    for language in ("zh-hans", "zh-hant", "en"):
        assert all("{" not in line for line in verdict.say(language))
    assert verdict.plain("en")["sound"] is verdict.sound is (not TABLE[way][outside])


def test_every_way_is_in_the_manual() -> None:
    source = Path(__file__).with_name("intruder.py").read_text("utf-8")
    ways = set(
        re.findall(
            r"^    def (\w+)\(self\) -> None:", source[source.index("# entries, seals") :], re.MULTILINE
        )
    )
    assert set(TABLE) == ways


def test_every_kind_is_in_the_manual_or_tried_elsewhere() -> None:
    tried = {kind.partition(":")[0] for pair in TABLE.values() for kinds in pair for kind in kinds}
    elsewhere = {Kind.SEAL_EPOCH, Kind.SEAL_BEYOND}
    assert {kind.value for kind in Kind} == tried | {kind.value for kind in elsewhere}


@pytest.mark.parametrize("way", ["older_copy_new_epoch", "cut_log", "redact"])
def test_what_is_no_alarm_is_remarked(intruder: Intruder, way: str) -> None:
    intruder.do(way)
    notes = {one.note for one in verify().remarks}
    assert {"older_copy_new_epoch": Note.RESTORED, "cut_log": Note.LOG_BEHIND, "redact": Note.REMOVED}[
        way
    ] in notes
