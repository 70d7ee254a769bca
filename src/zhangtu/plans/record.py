"""Makes changes of documents where nobody waits and writes them in a short act; the checks actions share."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.plans import policies, queries, storing
from zhangtu.plans.board import says_nothing
from zhangtu.plans.changes import Change, Correction
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.state import State
from zhangtu.plans.view import View, ViewItem

#: Who acts when nobody is signed in: the desk asks for a name and believes it.
DESK: Final = Actor(machine="desk")
#: So often a change is made anew because somebody was quicker; then it is made while the others wait.
TURNS: Final = 5
#: Makes the state that is to be from the state that is.
Step = Callable[[State], State]

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


class _Draft:
    """Changes of one document made outside the writer's place, to be stored in one short act."""

    def __init__(self, uid: UUID, by: Actor | None) -> None:
        self.uid = uid
        self.by = by
        policies.check_changes(by, uid)
        self.before = self.after = queries.state(uid)
        self._steps: list[Step] = []
        self._face: storing.Face | None = None

    def take(self, step: Step) -> None:
        """Make another change."""
        self.after = step(self.after)
        self._steps.append(step)

    def read(self) -> None:
        """Read what will be shown, while nobody waits."""
        self._face = storing.face_of(self.after)

    def anew(self, *, same: bool) -> None:
        """Make the changes once more: somebody was quicker.

        Args:
            same: The person chose what to change by what stood there: the changes must be those made before.

        Raises:
            PlanError: They are not, or whatever a change raises.
        """
        wanted = _made(self.before, self.after)
        self.before = self.after = queries.state(self.uid)
        for step in self._steps:
            self.after = step(self.after)
        if same:
            self.after = _as_wanted(wanted, self.before, self.after)

    def store(self) -> bool:
        """Store everything, unless somebody else has changed the document since it was looked at."""
        if self.after == self.before:
            return True
        face = self._face or storing.face_of(self.after)
        self._face = None
        with act(actor=self.by or DESK) as one:
            return storing.go_on(one, self.uid, self.before, self.after, face)

    def finish(self, *, same: bool) -> None:
        """Store everything, however often somebody else is quicker.

        Raises:
            PlanError: There is no such document any more, or the changes cannot be made now.
        """
        for _turn in range(TURNS):
            self.read()
            if self.store():
                return
            self.anew(same=same)
        with act(actor=self.by or DESK):
            self.anew(same=same)
            stored = self.store()
        assert stored  # nobody else writes while the place is held


def _made(before: State, after: State) -> list[Correction]:
    """The corrections by which two states differ."""
    return list(after.corrections[len(before.corrections) :])


def _as_wanted(wanted: list[Correction], before: State, after: State) -> State:
    """The state with the changes wanted, those left out that somebody else has made meanwhile.

    Every correction holds what it replaces: one that is no longer the same as when the person looked would
    replace what somebody else has just put there.

    Raises:
        PlanError: Somebody else has changed the same thing to something different.
    """
    kept = replace(before, version=after.version)
    for old, new in zip(wanted, _made(before, after), strict=True):
        if (old.change, old.withdraws) == (new.change, new.withdraws):
            kept = kept.with_correction(new.change, new.who, new.withdraws)
        elif not says_nothing(new.change):
            raise PlanError(Refusal.CHANGED)
    return kept


_DRAFT: ContextVar[_Draft | None] = ContextVar("draft", default=None)


@contextmanager
def one_act(uid: UUID, *, by: Actor | None = None) -> Iterator[None]:
    """Write all corrections made inside together or not at all, with nobody else's between them.

    Nobody waits for what happens inside; it is written when the block ends. Should somebody else have
    corrected the same thing of the document meanwhile, it is refused.

    Args:
        uid: The document.
        by: Who is signed in; ``None`` for nobody.

    Raises:
        PlanError: There is no such document, or whatever a correction raises; nothing is written then.
    """
    draft = _Draft(uid, by)
    token = _DRAFT.set(draft)
    try:
        yield
    finally:
        _DRAFT.reset(token)
    draft.finish(same=True)


def change(uid: UUID, step: Step, *, by: Actor | None) -> State:
    """Change a document: read outside the writer's place, written in one short act.

    Args:
        uid: The document.
        step: Makes the state that is to be from the state that is, or raises why not; made again should
            somebody else have been quicker.
        by: Who is signed in; ``None`` for nobody.

    Returns:
        The state behind the change; within ``one_act`` it is not written yet.

    Raises:
        PlanError: There is no such document, or whatever ``step`` raises; nothing is written then.
    """
    draft = _DRAFT.get()
    if draft is not None and draft.uid == uid:
        policies.check_changes(by, uid)
        draft.by = draft.by or by
        draft.take(step)
        return draft.after
    alone = _Draft(uid, by)
    alone.take(step)
    alone.finish(same=False)
    return alone.after


def add(
    uid: UUID,
    make: Callable[[View], Change],
    *,
    seen: int,
    actor: str,
    by: Actor | None,
    withdraws: int | None = None,
) -> None:
    """Look at the present view, make a change of it, write it down.

    Args:
        uid: The document.
        make: Makes the change from the view, or raises why not.
        seen: The version the person was looking at.
        actor: Who does it, as typed.
        by: Who is signed in; ``None`` for nobody.
        withdraws: The entry it replaces, if any.

    Raises:
        PlanError: Nobody, no such document, a newer version, or whatever ``make`` raises.
    """

    def step(state: State) -> State:
        if state.version.number != seen:
            raise PlanError(Refusal.OLD_VERSION)
        return state.with_correction(make(state.view), named(actor), withdraws)

    change(uid, step, by=by)


def named(given: str) -> str:
    """The name of whoever corrects.

    Raises:
        PlanError: Nobody has given a name.
    """
    who = plain_who(given)
    if not who:
        raise PlanError(Refusal.NAMELESS)
    return who


def plain_who(given: str) -> str:
    """A person's name as it is kept: on one line, without signs that cannot be seen or stored."""
    seen = "".join(letter for letter in " ".join(given.split()) if letter.isprintable())
    return " ".join(seen.split())[:LONGEST_NAME]


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
