"""What of tasks and of what belongs to them only acts change, never a grid, a form, an import or the API."""

from collections.abc import Callable, Mapping
from typing import Final

from zhangtu.ledgers import hooks
from zhangtu.ledgers.hooks import Guard, Pair, Values
from zhangtu.plans.doing.states import DONE, Answer, State
from zhangtu.plans.doing.tasks import ANSWERS, BY, EXTENSIONS, REMINDERS, TASKS
from zhangtu.plans.doing.wording import GUARDS

#: What was asked, of whom and by when: agreed on once the task is assigned.
_ASKED: Final = (
    "title", "kind", "due", "due_text", "begins", "period", "proof", "proof_of", "lead", "post", "plan",
    "part_of", "instruction",
)  # fmt: skip
#: What was reported: it stands once the task is over.
_REPORTED: Final = ("supports", "progress", "obstacles", "result", "owner", "leader", "source", "duty")
#: What a unit answered.
_ANSWERED: Final = ("task", "words", "files")


def guard() -> None:
    """Register the guards of the ledgers a task lives in."""
    hooks.guard(TASKS, Guard(BY, closed=_closed, withdraw=_withdraw, move=_move))
    hooks.guard(
        ANSWERS,
        Guard(BY, GUARDS["enter_answer"], _closed_answer, _always("answer_stays"), _always("answer_stays")),
    )
    for ledger, enter in ((EXTENSIONS, "enter_extension"), (REMINDERS, "enter_reminder")):
        hooks.guard(ledger, Guard(BY, GUARDS[enter], _closed_paper, _always("stays"), _always("stays")))


def _state(values: Values) -> State:
    return State(values.get("state") or State.DRAFT)


def _closed(values: Values) -> Mapping[str, Pair]:
    state = _state(values)
    if state is State.DRAFT:
        return {}
    if state not in DONE:
        return {**dict.fromkeys(_ASKED, GUARDS["assigned"]), "due": GUARDS["due"], "post": GUARDS["moved"]}
    return dict.fromkeys((*_ASKED, *_REPORTED), GUARDS["over"])


def _withdraw(values: Values) -> Pair | None:
    state = _state(values)
    if state is State.DRAFT:
        return None
    return GUARDS["over" if state in DONE else "withdrawn"]


def _move(values: Values) -> Pair | None:
    state = _state(values)
    if state is State.DRAFT:
        return None
    return GUARDS["over" if state in DONE else "moved"]


def _closed_answer(values: Values) -> Mapping[str, Pair]:
    given = values.get("state") == Answer.GIVEN
    return dict.fromkeys(_ANSWERED, GUARDS["answer_given" if given else "answer_stays"])


def _closed_paper(_values: Values) -> Mapping[str, Pair]:
    return {"task": GUARDS["stays"]}


def _always(what: str) -> Callable[[Values], Pair | None]:
    return lambda _values: GUARDS[what]
