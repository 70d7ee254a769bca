"""Writes corrections down: the one writer of entries, and the checks every action shares."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhangtu.kernel import clock
from zhangtu.plans import queries
from zhangtu.plans.changes import KINDS, Change, in_force, to_json
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.models import Document, Entry
from zhangtu.plans.view import View, ViewItem

#: The longest words a person may put in one field.
LONGEST = 2000
#: The longest name of a person.
LONGEST_NAME = 60
#: No more units than this stand in one task.
MOST_UNITS = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of the text as a page shows them, perhaps an older page than the text.

    Attributes:
        start: First character.
        end: One behind the last.
        words: The words themselves, blanks and signs aside.
    """

    start: int
    end: int
    words: str


def must_stand(text: str, place: Shown) -> None:
    """Make sure that the words a person chose still stand where they chose them.

    Raises:
        PlanError: There is no such place, or somebody has changed the text before it meanwhile.
    """
    if not 0 <= place.start <= place.end <= len(text):
        raise PlanError(Refusal.BAD_REQUEST)
    if _bare(text[place.start : place.end]) != _bare(place.words):
        raise PlanError(Refusal.GONE)


def _bare(words: str) -> str:
    """Letters and digits only: a browser hands over blanks and cell borders in its own way."""
    return "".join(letter for letter in words if letter.isalnum())


def locked(uid: UUID) -> Document:
    """The document of this name, held against other writers until the transaction ends.

    Raises:
        PlanError: There is none, or it lies in the bin.
    """
    found = Document.objects.select_for_update().filter(uid=uid, binned_at__isnull=True).first()
    if found is None:
        raise PlanError(Refusal.NO_DOCUMENT)
    return found


@contextmanager
def one_act(uid: UUID) -> Iterator[None]:
    """Write all corrections made inside together or not at all, with nobody else's between them.

    Args:
        uid: The document.

    Raises:
        PlanError: There is no such document, or whatever a correction raises; nothing is written then.
    """
    with transaction.atomic():
        locked(uid)
        yield


def add(
    uid: UUID, change: Callable[[View], Change], *, seen: int, actor: str, withdraws: int | None = None
) -> None:
    """Look at the present view, make a change of it, write it down; one transaction.

    Args:
        uid: The document.
        change: Makes the change from the view, or raises why not.
        seen: The version the person was looking at.
        actor: Who does it.
        withdraws: The entry it replaces, if any.

    Raises:
        PlanError: Nobody, no such document, a newer version, or whatever ``change`` raises.
    """
    with transaction.atomic():
        found = locked(uid)
        if queries.newest(found).number != seen:
            raise PlanError(Refusal.OLD_VERSION)
        append(found, change(queries.view(found)), withdraws=withdraws, actor=actor)


def append(of: Document, change: Change, *, withdraws: int | None, actor: str) -> None:
    """Write an entry behind the others of a locked document.

    Raises:
        PlanError: Nobody has given a name.
    """
    who = plain_who(actor)
    if not who:
        raise PlanError(Refusal.NAMELESS)
    last = Entry.objects.filter(document=of).order_by("-number").values_list("number", flat=True).first()
    Entry.objects.create(
        document=of,
        number=(last or 0) + 1,
        version=queries.newest(of).number,
        kind=KINDS[type(change)].value,
        payload=to_json(change),
        withdraws=withdraws,
        who=who,
        at=clock.now(),
    )
    renew(of)


def plain_who(given: str) -> str:
    """A person's name as it is kept: on one line, without signs that cannot be seen or stored."""
    seen = "".join(letter for letter in " ".join(given.split()) if letter.isprintable())
    return " ".join(seen.split())[:LONGEST_NAME]


def renew(of: Document) -> None:
    """Write title and counts of a document as its present view says."""
    view = queries.view(of)
    of.title = view.reading.document.title or queries.newest(of).name
    of.tasks = len(view.items)
    of.faults = len(view.problems)
    of.corrected = len(in_force(view.corrections))
    of.changed_at = clock.now()
    of.save(update_fields=["title", "tasks", "faults", "corrected", "changed_at"])


def item(view: View, key: str) -> ViewItem:
    """The task of this name.

    Raises:
        PlanError: It is no longer there.
    """
    found = view.item(key)
    if found is None:
        raise PlanError(Refusal.GONE)
    return found


def words(given: str, *, empty: bool = False) -> str:
    """Words a person typed, without blanks around them.

    Args:
        given: What was typed.
        empty: Whether nothing is allowed, blanks then being kept.

    Returns:
        The words.

    Raises:
        PlanError: Nothing, or too much.
    """
    given = given.replace("\r\n", "\n").replace("\x00", "")
    given = given if empty else " ".join(given.split())
    if len(given) > LONGEST:
        raise PlanError(Refusal.TOO_LONG)
    if not given and not empty:
        raise PlanError(Refusal.EMPTY)
    return given


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Names of units as typed: several in one field are parted, blanks and repeats left out.

    Raises:
        PlanError: Too many, or one too long.
    """
    parted = (name.strip() for text in given for name in _parted(text))
    kept = tuple(dict.fromkeys(words(name) for name in parted if name))
    if len(kept) > MOST_UNITS:
        raise PlanError(Refusal.TOO_LONG)
    return kept


def _parted(text: str) -> list[str]:
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return text.split("、")
