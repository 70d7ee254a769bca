"""Contests about rows, imports and files."""

import json
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from arena import NUMBERS, Contest, entries
from besieged import come
from shopping import form

from office import Office
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import filing
from zhangtu.ledgers.importing import applying, preparing, undoing
from zhangtu.ledgers.models import Row


def one_field(office: Office) -> Contest:
    """Of those who change the same field as they saw it, one does."""
    row = ledgers.create("shops", {"name": "店", "staff": "1"}, actor=office.western)
    acts = [
        partial(ledgers.amend, row.uid, {"staff": str(at)}, actor=office.western, seen=row.version)
        for at in range(2, 6)
    ]
    return Contest(acts, lambda _: None)


def withdraw(office: Office) -> Contest:
    row = ledgers.create("shops", {"name": "店", "staff": "1"}, actor=office.western)
    gone = partial(ledgers.withdraw, row.uid, actor=office.chief, seen=row.version, reason="关")
    change = partial(ledgers.amend, row.uid, {"staff": "2"}, actor=office.western, seen=row.version)
    number = Row.objects.get(uid=row.uid).pk
    return Contest([gone, change, gone, change], lambda _: entries("shops", "withdraw", number))


def prepared_import(office: Office, folder: Path) -> UUID:
    number = next(NUMBERS)
    path = folder / f"{number}.csv"
    lines = [f"店{number}-{at},C{number}-{at},{at}" for at in range(40)]
    path.write_text("\n".join(["名称,编码,人数", *lines]), "utf-8")
    return UUID(preparing.prepare(path, "shops", actor=office.chief).manifest.uid)


def bring_in(office: Office, folder: Path) -> Contest:
    uid = prepared_import(office, folder)
    before = Row.objects.count()
    act = partial(applying.apply, uid, actor=office.chief, reason="普查")
    return Contest([act] * 3, lambda _: Row.objects.count() - before)


def bring_in_and_undo(office: Office, folder: Path) -> Contest:
    uid = prepared_import(office, folder)
    applying.apply(uid, actor=office.chief, reason="普查")
    before = entries("ledgers.import", "undo")
    act = partial(undoing.undo, uid, actor=office.chief, reason="错")
    return Contest([act] * 3, lambda _: entries("ledgers.import", "undo") - before)


def file(office: Office) -> Contest:
    data = f"同一个文件{next(NUMBERS)}".encode()
    before = entries("ledgers.file", "bring")
    act = partial(filing.bring, [data], "a.txt", actor=office.western)
    return Contest([act] * 4, lambda _: entries("ledgers.file", "bring") - before)


def doors(office: Office, folder: Path) -> Contest:
    """The page of a row, the grid and an import: of all that change one field, one does."""
    number = next(NUMBERS)
    values = {"name": f"门{number}", "code": f"D{number}", "staff": "1"}
    row = ledgers.create("shops", values, actor=office.western)
    path = folder / f"doors{number}.csv"
    path.write_text(f"名称,编码,人数\n门{number},D{number},5\n", "utf-8")
    ready = UUID(preparing.prepare(path, "shops", actor=office.chief).manifest.uid)
    western, chief = come(office.western), come(office.chief)

    def grid(staff: int) -> str:
        sent = {"rows": [{"uid": str(row.uid), "seen": row.version, "values": {"staff": str(staff)}}]}
        return said(western.post("/ledgers/shops/save", json.dumps(sent), content_type="application/json"))

    place = f"/ledgers/shops/rows/{row.uid}/edit"
    shown = form(chief.get(place))

    def page() -> str:
        return said(chief.post(place, {**shown, "f-staff": "4", "reason": "核对"}))

    def sheet() -> str:
        done = applying.apply(ready, actor=office.chief, reason="普查")
        return "ok" if done.amended else "conflict"

    acts = [partial(grid, 2), partial(grid, 3), page, sheet]
    stored = Row.objects.get(uid=row.uid).pk

    def after(_: list[str]) -> list[object]:
        made = [one for one in journal.history("shops", stored) if one.action == "amend"]
        return [len(made), json.loads(made[-1].values["7"]) in ("2", "3", "4", "5", 2, 3, 4, 5)]

    return Contest(acts, after)


def said(answer: Any) -> str:
    """What an answer to a form comes to."""
    if answer.status_code in (200, 302):
        return "ok"
    return "conflict" if answer.status_code == 409 else f"ERROR {answer.status_code}"


ROWS = (doors, one_field, withdraw, file, bring_in, bring_in_and_undo)
