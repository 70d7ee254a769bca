"""Contests about rows, imports and files."""

from functools import partial
from pathlib import Path
from uuid import UUID

from arena import NUMBERS, Contest, entries

from office import Office
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


ROWS = (one_field, withdraw, file, bring_in, bring_in_and_undo)
