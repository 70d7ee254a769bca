"""Works at an office's store as one of several processes, two threads each; prints what was acknowledged."""

import json
import random
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from zhangtu.project import office as prepared

prepared.prepare()

from django.db import connections  # noqa: E402

from office import CONSOLE, open_office  # noqa: E402
from zhangtu.journal.actor import Actor  # noqa: E402
from zhangtu.journal.verifying import verify  # noqa: E402
from zhangtu.ledgers import actions, filing, queries, serials  # noqa: E402
from zhangtu.ledgers.drafts import Draft  # noqa: E402
from zhangtu.ledgers.models import Row, Serial  # noqa: E402
from zhangtu.ledgers.refusals import BatchInvalidError, ChangedError, InvalidError  # noqa: E402
from zhangtu.people.queries import scope  # noqa: E402


def begin(place: Path) -> dict[str, Any]:
    """Set the office up, with one row everybody counts on."""
    made = open_office(place.parent / "sample")
    counter = actions.create("shops", {"name": "counter", "staff": "0"}, actor=made.eastern)
    place.write_text(json.dumps([made.eastern.person, made.eastern.post, made.chief.person, made.chief.post,
                                 made.east, str(counter.uid)]), "utf-8")  # fmt: skip
    return {}


def add_one(uid: UUID, actor: Actor, name: str, told: Counter[str]) -> None:
    """Add one to the number everybody adds to, however often somebody else was faster."""
    while True:
        row = queries.row(uid, scope(actor))
        more = {"staff": str(int(row.values["staff"]) + 1), "note": name}
        try:
            actions.amend(uid, more, actor=actor, seen=row.version)
        except ChangedError:
            told["refused"] += 1
        else:
            told["added"] += 1
            return


def take(code: str, actors: tuple[Actor, Actor], unit: int, told: Counter[str]) -> None:
    """Fight for a value only one row may have; who gets it takes a number, perhaps voids it, perhaps goes."""
    clerk, chief = actors
    try:
        row = actions.create("shops", {"name": code, "code": code}, actor=clerk, unit=unit)
    except InvalidError:
        told["taken"] += 1
        return
    told["codes"] += 1
    serials.give(row.uid, "ticket", actor=clerk)
    if code.endswith(("3", "6")):
        serials.void(row.uid, "ticket", actor=clerk, reason="试")
    if code.endswith("4"):
        now = queries.row(row.uid, scope(chief))
        actions.withdraw(row.uid, actor=chief, seen=now.version, reason="让出")


def work(place: Path, me: str, rounds: int) -> dict[str, Any]:
    """Do everything at once for a while."""
    *actors, unit, uid = json.loads(place.read_text("utf-8"))
    clerk, chief = Actor(actors[0], actors[1]), Actor(actors[2], actors[3])
    told: Counter[str] = Counter()
    errors: list[str] = []

    def go(thread: int) -> None:
        actor = clerk if thread else chief
        for at in random.Random(f"{me}{thread}").sample(range(rounds), rounds):  # noqa: S311 - no secret
            try:
                add_one(UUID(uid), actor, f"{me}-{thread}-{at}", told)
                take(f"c{at}", (actor, chief), unit, told)
                actions.batch([Draft("shops", {"name": f"whole {me}"}, unit)] * 3, actor=actor)
                told["batches"] += 1
                filing.bring([f"file {at}".encode()], "f.txt", actor=actor)
                try:
                    actions.batch(
                        [Draft("shops", {"name": "half"}, unit), Draft("shops", {}, unit)], actor=actor
                    )
                except BatchInvalidError:
                    told["halves"] += 1
            except Exception as error:  # noqa: BLE001 - told to the test
                errors.append(f"{type(error).__name__}: {error}")
        connections.close_all()

    threads = [threading.Thread(target=go, args=(thread,)) for thread in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {**told, "errors": errors}


def check(place: Path) -> dict[str, Any]:
    """What stands in the store afterwards."""
    uid = json.loads(place.read_text("utf-8"))[-1]
    verdict = verify()
    names = Counter(Row.objects.values_list("folded", flat=True))
    return {
        "sound": verdict.sound,
        "findings": [str(one) for one in verdict.findings],
        "staff": int(queries.row(UUID(uid), scope(CONSOLE)).values["staff"]),
        "numbers": sorted(Serial.objects.values_list("number", flat=True)),
        "half": sum(count for name, count in names.items() if name.startswith("half")),
        "whole": sum(count for name, count in names.items() if name.startswith("whole")),
    }


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "begin":
        said = begin(where)
    else:
        said = check(where) if what == "check" else work(where, sys.argv[3], int(sys.argv[4]))
    sys.stdout.write(json.dumps(said))
