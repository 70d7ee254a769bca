"""Carries exports out: small ones at once, large ones as a job in a folder of their own."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import QueryDict

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.grid.asking import Asked, asked_of, filters
from zhangtu.desk.grid.taking import Taken, orders
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.kernel import clock
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.exporting.actions import Exported, Shown, export
from zhangtu.ledgers.picking import picked
from zhangtu.mirror import lists, queries
from zhangtu.mirror.questions import NotNow
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.runner import jobs
from zhangtu.runner.jobs import JobView, Work

#: The kind of job that writes a large export.
EXPORTING: Final = "grid.export"
#: Seconds an export stays to be fetched.
KEPT: Final = 2 * 24 * 3600
_RECORD: Final = "record.json"
#: Row numbers fetched at once.
_PART: Final = 1_000
_STORE_PART: Final = 500


class Wish(msgspec.Struct):
    """What is to be exported, for whom.

    Attributes:
        ledger: The ledger's name.
        person: Who wants it.
        post: For which post.
        query: What the address asks.
        name: What the file is called.
        language: The language of its headings.
        picked: Names of the rows picked; ``None`` for all that is asked for.
        names: Names of the columns wanted, in order; ``None`` for all.
        template: Whether a template lies beside.
        job: The job's number.
        personal: Why what is about persons is taken along; ``None`` to leave it out.
        left_out: Names of columns left out because they are about persons.
        count: How many rows it came to.
        refused: Why it could not be done; empty when it could.
    """

    ledger: str
    person: int
    post: int
    query: str
    name: str
    language: str
    picked: list[str] | None = None
    names: list[str] | None = None
    template: bool = False
    job: int = 0
    personal: str | None = None
    left_out: list[str] = []
    count: int = -1
    refused: str = ""


def folder() -> Path:
    """Where large exports lie until they are fetched."""
    return Path(settings.ZHANGTU_HOME) / "exports"


def wish_of(
    taken: Taken, ledger: str, visit: Visit, *, name: str, names: Sequence[str] | None, language: str
) -> Wish:
    """What somebody wants exported."""
    return Wish(
        ledger,
        visit.actor.person,
        visit.actor.post,
        taken.asked.address(),
        name,
        language,
        None if taken.picked is None else [str(uid) for uid, _ in taken.picked],
        None if names is None else list(names),
    )


def begin(wish: Wish, template: Path | None) -> UUID:
    """Ask for a large export.

    Args:
        wish: What is wanted.
        template: The template to fill; ``None`` for none.

    Returns:
        What it is known by.
    """
    uid = new_uid(moment())
    place = folder() / str(uid)
    place.mkdir(parents=True, mode=0o700)
    if template is not None:
        shutil.copyfile(template, place / "template.xlsx")
        wish.template = True
    _write(place, wish)
    wish.job = jobs.enqueue(EXPORTING, {"export": str(uid)}, key=str(uid))
    _write(place, wish)
    return uid


def _write(place: Path, wish: Wish) -> None:
    """Put the record in its place at once: it is read meanwhile."""
    coming = place / ".record"
    coming.write_bytes(msgspec.json.encode(wish))
    coming.replace(place / _RECORD)


def read(uid: UUID) -> Wish | None:
    """What an export is; ``None`` when it is gone."""
    record = folder() / str(uid) / _RECORD
    return msgspec.json.decode(record.read_bytes(), type=Wish) if record.exists() else None


def standing(wish: Wish) -> JobView | None:
    """How the job stands."""
    return jobs.view(wish.job) if wish.job else None


def file_of(uid: UUID, wish: Wish) -> Path | None:
    """The file, once it is there."""
    place = folder() / str(uid) / f"done{Path(wish.name).suffix}"
    return place if wish.count >= 0 and place.exists() else None


def work(work: Work) -> None:
    """Write a large export; begun again it begins anew."""
    uid = UUID(str(work.arguments["export"]))
    wish = read(uid)
    if wish is None or wish.count >= 0:
        return
    place = folder() / str(uid)
    template = place / "template.xlsx" if wish.template else None
    done = carry(wish, place / f"done{Path(wish.name).suffix}", template, work)
    current = read(uid) or wish
    current.count, current.left_out = done.count, list(done.left_out)
    _write(place, current)


def carry(wish: Wish, out: Path, template: Path | None = None, work: Work | None = None) -> Exported:
    """Write an export to a file.

    Args:
        wish: What is wanted.
        out: The file.
        template: The template to fill; ``None`` for none.
        work: Told how far it is; ``None`` for nobody.

    Returns:
        What was exported.

    Raises:
        RefusedError: It may not be exported, or the template is not right.
    """
    actor = Actor(person=wish.person, post=wish.post)
    force = definitions.in_force(wish.ledger)
    asked = asked_of(QueryDict(wish.query.removeprefix("?")), force)
    scope = people.scope(actor)
    numbers = (
        [row.id for row in picked(wish.ledger, scope, [UUID(one) for one in wish.picked], live=())]
        if wish.picked is not None
        else _numbers(force, asked, scope, work)
    )
    return export(
        wish.ledger,
        out,
        actor=actor,
        template=template,
        language=wish.language,
        shown=Shown(wish.names, numbers, wish.query.removeprefix("?") if wish.picked is None else ""),
        personal=wish.personal,
    )


def _numbers(force: InForce, asked: Asked, scope: Scope, work: Work | None) -> list[int]:
    """The numbers of all rows asked for, in order."""
    found: list[int] = []
    after = ""
    ask: dict[str, Any] = {
        "where": filters(asked, force),
        "words": asked.words,
        "orders": orders(asked),
        "withdrawn": asked.withdrawn,
        "counted": False,
    }
    while True:
        page = queries.page(force.ledger.name, scope, after=after, limit=_PART, **ask)
        if isinstance(page, NotNow):
            listed = lists.rows(force.ledger.name, scope, after=after, limit=_STORE_PART, live=(), **ask)
            found += [row.id for row in listed.rows]
            after = listed.after
        else:
            found += page.rows
            after = page.after
        if work is not None:
            work.tell(len(found))
        if not after:
            return found


def drop_old() -> int:
    """Throw away exports nobody fetched in time.

    Returns:
        How many there were.
    """
    now = clock.now().timestamp()
    places = [one for one in folder().glob("*") if now - one.stat().st_mtime > KEPT]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
    return len(places)
