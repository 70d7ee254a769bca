"""Every act of adoption: begin, answer, put in force, withdraw as a whole; each all or nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions
from zhangtu.ledgers.drafts import Draft
from zhangtu.people import queries as people
from zhangtu.plans import hooks
from zhangtu.plans import queries as room
from zhangtu.plans.adopting import making, queries, rights, storing, telling
from zhangtu.plans.adopting.answers import due_answer, said
from zhangtu.plans.adopting.making import PLANS, Office
from zhangtu.plans.adopting.queries import Prepared
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.states import Known, Question, Stage
from zhangtu.plans.adopting.units import folded
from zhangtu.plans.doing.states import HELD, State
from zhangtu.plans.doing.tasks import BY
from zhangtu.plans.models import Adoption


def _open(document: UUID, unit: int) -> Adoption:
    found = queries.adoption_of(document, unit)
    if found is None:
        raise AdoptionError("no_adoption")
    if found.stage == Stage.IN_FORCE:
        raise AdoptionError("in_force_already")
    return found


def begin(document: UUID, *, actor: Actor) -> None:
    """Begin to adopt a plan; once begun, nothing more happens.

    Raises:
        PlanError: There is no such document.
        AdoptionError: The post may not.
    """
    with act(actor=actor) as one:
        _, unit = rights.checked(document, actor)
        if queries.adoption_of(document, unit) is None:
            storing.begin(one, document, unit)


def answer(document: UUID, given: Mapping[str, Mapping[str, str]], *, actor: Actor) -> None:
    """Answer questions; each is kept at once, so that nothing is lost when somebody leaves.

    Args:
        document: The document.
        given: Question → what was typed or chosen: ``units``, ``due``, ``period``, ``reason``, ``measure``,
            ``post`` or ``take``; nothing takes an answer back.
        actor: Who answers.

    Raises:
        AdoptionError: The post may not, it was not begun, or an answer does not fit.
    """
    scope, unit = rights.checked(document, actor)
    ready = queries.prepared(document, scope)
    answers = {asked: _answer(asked, words, ready) for asked, words in given.items()}
    with act(actor=actor) as one:
        rights.checked(document, actor)
        found = queries.adoption_of(document, unit)
        if found is None:
            raise AdoptionError("no_adoption")
        for asked, value in answers.items():
            storing.answer(one, found, asked, value)


def _answer(asked: str, words: Mapping[str, str], ready: Prepared) -> Any:
    """What is kept of an answer; ``None`` takes it back."""
    sort, _, name = asked.partition(":")
    if sort not in set(Question) or not name or len(asked) > 200:
        raise AdoptionError("bad_answer")
    if not any(value.strip() for value in words.values()):
        return None
    return _KINDS[Question(sort)](words, ready, name)


def _units(words: Mapping[str, str], ready: Prepared, _name: str) -> dict[str, list[int]]:
    numbers = _numbers(words.get("units", ""))
    if not numbers:
        raise AdoptionError("bad_answer")
    if any(number not in ready.around.units for number in numbers):
        raise AdoptionError("unit_outside")
    return {"units": numbers}


def _numbers(text: str) -> list[int]:
    parts = text.replace(",", " ").split()
    if any(not (part.isascii() and part.isdigit() and len(part) < 16) for part in parts):
        raise AdoptionError("bad_answer")
    return list(dict.fromkeys(map(int, parts)))


def _due(words: Mapping[str, str], ready: Prepared, name: str) -> dict[str, str]:
    given = due_answer(words.get("due", ""), words.get("period", ""), words.get("reason", ""))
    one = ready.plan.view.item(name)
    if one is None:
        raise AdoptionError("bad_answer")
    return given


def _reason(words: Mapping[str, str], _ready: Prepared, _name: str) -> dict[str, str]:
    return {"reason": said(words.get("reason", ""))}


def _measure(words: Mapping[str, str], ready: Prepared, _name: str) -> dict[str, str]:
    chosen = words.get("measure", "")
    if chosen not in {one.name for one in ready.around.measures}:
        raise AdoptionError("bad_answer")
    return {"measure": chosen}


def _post(words: Mapping[str, str], _ready: Prepared, name: str) -> dict[str, int]:
    unit, chosen = _numbers(name), _numbers(words.get("post", ""))
    posts = {one.post for one in people.posts(unit[0])} if unit else set()
    if not chosen or (chosen[0] and chosen[0] not in posts):
        raise AdoptionError("bad_answer")
    return {"post": chosen[0]}


def _take(words: Mapping[str, str], _ready: Prepared, _name: str) -> dict[str, bool]:
    if words.get("take") not in {"yes", "no"}:
        raise AdoptionError("bad_answer")
    return {"take": words["take"] == "yes"}


_KINDS = {
    Question.UNIT: _units,
    Question.LEAD: _units,
    Question.DUE: _due,
    Question.FAULT: _reason,
    Question.TARGET: _measure,
    Question.POST: _post,
    Question.CHANGE: _take,
}


def put_in_force(document: UUID, *, actor: Actor, seen: tuple[int, int]) -> UUID:
    """Make a plan the office's own: its row, its tasks assigned, its targets, in one act or not at all.

    Args:
        document: The document.
        actor: Who adopts it.
        seen: Number of the version and of the last correction that were looked at.

    Returns:
        The plan's row; that of before where it is in force already and nothing else was asked.

    Raises:
        AdoptionError: Questions are open, the plan was corrected meanwhile, or the post may not.
        BatchInvalidError: A ledger does not take one of the rows; every problem is listed.
    """
    scope, unit = rights.checked(document, actor)
    done = queries.adoption_of(document, unit)
    if done is not None and done.stage == Stage.IN_FORCE and (done.version, done.entry) == seen:
        assert done.plan is not None
        return done.plan
    ready = queries.prepared(document, scope)
    _check_ready(ready, seen)
    office = making.office(unit, actor)
    with act(actor=actor) as one:
        rights.checked(document, actor)
        found = _open(document, unit)
        if room.mark(room.document(document)) != seen or queries.answers_of(found) != ready.answers:
            raise AdoptionError("changed_meanwhile")
        plan = _enter(ready, office, actor)
        names = ((folded(ask.name), ask.means) for ask in ready.sheet.names if ask.known is Known.CHOSEN)
        storing.remember(one, unit, names)
        storing.turn(one, found, "adopt", stage=Stage.IN_FORCE, version=seen[0], entry=seen[1], plan=plan)
        return plan


def _check_ready(ready: Prepared, seen: tuple[int, int]) -> None:
    version = ready.plan.version.number
    last = ready.plan.view.corrections[-1].number if ready.plan.view.corrections else 0
    if (version, last) != seen:
        raise AdoptionError("changed_meanwhile")
    if ready.sheet.open:
        raise AdoptionError("open_questions", count=ready.sheet.open)
    if not ready.sheet.rows:
        raise AdoptionError("nothing_to_do")


def _enter(ready: Prepared, office: Office, actor: Actor) -> UUID:
    view = ready.plan.view
    values = making.plan_values(view, ready.plan.title, ready.plan.uid, ready.sheet, office)
    plan = ledgers.create(PLANS, values, actor=actor, unit=office.unit, by=BY).uid
    drafts = making.task_drafts(view, ready.sheet, ready.answers, plan, office)
    rows = ledgers.batch(drafts, actor=actor, by=BY)
    first: dict[str, UUID] = {}
    for draft, row in zip(drafts, rows, strict=True):
        first.setdefault(str(draft.values["plan_item"]), row.uid)
    ledgers.batch(list(making.target_drafts(ready.sheet, plan, first, office)), actor=actor, by=BY)
    return plan


def bind(document: UUID, target: UUID, measure: str, *, actor: Actor) -> None:
    """Bind a target of an adopted plan to a measure, or to none again.

    Args:
        document: The document.
        target: The target's row.
        measure: The name of the measure; empty for none.
        actor: Who chooses it.

    Raises:
        AdoptionError: The post may not, the plan is not in force, or there is no such target or measure.
    """
    with act(actor=actor):
        scope, unit = rights.checked(document, actor)
        there = queries.adopted(document, scope)
        row = next((one for one in there.targets if one.uid == target), None)
        if row is None or (measure and measure not in definitions.known().measures):
            raise AdoptionError("bad_answer")
        office = making.office(unit, actor)
        values: dict[str, object] = dict.fromkeys(("measure", "bound_by", "bound_on"), None)
        values["state"] = "unbound"
        values = making.bound(measure, office) if measure else values
        ledgers.amend(target, values, actor=actor, seen=row.version, by=BY)


def withdraw(document: UUID, reason: str, *, actor: Actor) -> int:
    """Withdraw an adopted plan as a whole: its open tasks are called off, its targets withdrawn.

    Args:
        document: The document.
        reason: Why; stands with every task.
        actor: Who withdraws it.

    Returns:
        How many of the tasks were acknowledged already: those who have them must be told.

    Raises:
        AdoptionError: The post may not, the plan is not in force, or no reason is given.
    """
    words = said(reason)
    with act(actor=actor, reason=words) as one:
        scope, unit = rights.checked(document, actor)
        found = queries.adoption_of(document, unit)
        if found is None or found.stage != Stage.IN_FORCE:
            raise AdoptionError("not_in_force")
        there = queries.adopted(document, scope)
        off = {"state": State.CALLED_OFF, "called_off_on": today(), "called_off_reason": words}
        held = [task for task in there.tasks if task.state in (State.DRAFT, *HELD)]
        drafts = [Draft(values=off, uid=task.uid, seen=task.row.version) for task in held]
        drafts += [
            Draft(values={"state": "withdrawn"}, uid=row.uid, seen=row.version) for row in there.targets
        ]
        gone = {"state": "withdrawn", "withdrawn_on": today(), "withdrawn_reason": words}
        drafts.append(Draft(values=gone, uid=there.row.uid, seen=there.row.version))
        ledgers.batch(drafts, actor=actor, by=BY)
        for told in hooks.WITHDRAWN:
            told(there.row.uid, words, actor=actor)
        storing.turn(one, found, "withdraw", stage=Stage.WITHDRAWN)
        return telling.called_off(held, there.row.title, words, actor)
