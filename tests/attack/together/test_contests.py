"""What two people try at the same moment has one effect; whoever comes second is told so."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("contests.py")
FOLDERS = ("src", "tests/ledgers", "tests/stamping", "tests/desk", "tests/attack/desk")
#: Visitors without a server come to this one.
HOSTS = {"ZHANGTU_HOSTS": "testserver"}
ROUNDS = 3
#: Contest → what those who come second are told, how many come first (0 for any), what must come of it.
EXPECTED: dict[str, tuple[set[str], int, object]] = {
    "send_out": (set(), 4, [1, 1, 2]),
    "chase": ({"reminded_just_now"}, 1, [1]),
    "accept": (set(), 4, [1, 1]),
    "decide": ({"not_submitted"}, 0, True),
    "submit": ({"not_open", "sheet_changed"}, 1, [1, 1]),
    "type_and_submit": ({"sheet_changed", "not_open"}, 0, []),
    "close": ({"closed"}, 1, 1),
    "close_and_submit": ({"closed"}, 0, True),
    "sign": (set(), 6, 3),
    "hand_over": ({"handover_over"}, 1, [1, 1]),
    "prepare": ({"handed_already"}, 1, None),
    "go_live": ({"moved_on"}, 1, []),
    "same_name": (set(), 2, 0),
    "live_twice": (set(), 4, 1),
    "change_design": ({"changed_elsewhere"}, 1, None),
    "issue": (set(), 6, [3, True]),
    "pick_one_page": ({"no_page"}, 1, 1),
    "pick_two_pages": (set(), 2, []),
    "void_and_pick": ({"voided", "stamped"}, 1, [1, True]),
    "merge": ({"no_unit", "gone", "not_there"}, 0, []),
    "open_account": ({"login_taken", "has_account"}, 1, 1),
    "appoint": ({"holds_already"}, 1, 1),
    "doors": ({"conflict"}, 1, [1, True]),
    "one_field": ({"changed"}, 1, None),
    "withdraw": ({"withdrawn", "changed"}, 0, 1),
    "file": (set(), 4, 1),
    "bring_in": ({"already"}, 0, 40),
    "bring_in_and_undo": ({"undone"}, 1, 1),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp(f"contests-{request.param}")
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    path = os.pathsep.join([str(ROOT / one) for one in FOLDERS])
    address = {"DATABASE_URL": cluster.fresh()} if cluster is not None else {}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(ROUNDS), str(folder)],
        env={**plain, **address, "ZHANGTU_HOME": str(folder / "home"), "PYTHONPATH": path, **HOSTS},
        capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


@pytest.mark.parametrize("contest", EXPECTED)
def test_one_effect_and_a_clear_refusal(told: dict[str, Any], contest: str) -> None:
    refusals, firsts, effect = EXPECTED[contest]
    rounds = told["held"][contest]
    assert len(rounds) == ROUNDS
    for answers, came in rounds:
        assert set(answers) <= {"ok", *refusals}
        assert answers.get("ok", 0) == firsts or not firsts
        assert came == effect


def test_the_journal_stands_and_has_no_gap(told: dict[str, Any]) -> None:
    assert told["sound"], told["findings"]
    assert not told["gaps"]
