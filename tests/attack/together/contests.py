"""Holds every contest so many times in an office of its own, and prints what came of each."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from arena import Contest, at_once
from forms_at_once import FORMS
from office_at_once import OFFICE
from rows_at_once import ROWS

from office import TODAY, open_office
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.kernel.clock import stopped_at
from zhangtu.stamping import placing

CONTESTS: dict[str, Callable[..., Contest]] = {one.__name__: one for one in (*FORMS, *OFFICE, *ROWS)}


def held(rounds: int, folder: Path, only: str = "") -> dict[str, object]:
    """Every contest so many times: what was answered each time, and what came of it."""
    placing.joined = lambda files: [out.write_bytes(b"%PDF-1.4\n%%EOF" + str(out).encode()) for out in files]
    office = open_office(folder / "sample")
    found: dict[str, list[object]] = {}
    for name, begin in CONTESTS.items():
        for _ in range(rounds if not only or name == only else 0):
            contest = begin(office, folder) if begin.__code__.co_argcount > 1 else begin(office)
            said = at_once(contest.acts)
            found.setdefault(name, []).append([dict(Counter(said)), contest.effect(said)])
    verdict = verify()
    numbers = [one.number for one in journal.entries_after(0, 1_000_000)]
    return {
        "held": found,
        "sound": verdict.sound,
        "findings": [str(one) for one in verdict.findings],
        "gaps": numbers != list(range(1, len(numbers) + 1)),
    }


if __name__ == "__main__":
    with stopped_at(TODAY):
        made = held(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    sys.stdout.write(json.dumps(made, ensure_ascii=False))
