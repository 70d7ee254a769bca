"""Entering what only people know; whoever signed before signs again."""

from collections.abc import Mapping
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import queries as people
from zhangtu.reports import entering, expecting, filling, finding, policies
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import State


def enter(uid: UUID, texts: Mapping[str, str], *, actor: Actor) -> None:
    """Write what only people know into a report.

    Args:
        uid: The report of a unit.
        texts: Name, behind a bar the key of the row → what was typed; empty to clear it.
        actor: Who writes it.

    Raises:
        ReportError: The actor may not, there is no such place, or a value can't be read.
    """
    with act(actor=actor) as now:
        filing = finding.filing(uid, people.scope(actor))
        policies.check_fill(people.scope(actor), filing)
        report = filling.in_force(filing.report).report
        asked = {one.name: one for one in report.enter}
        entered = dict(filing.entered)
        for place, typed in texts.items():
            name, bar, _ = place.partition(entering.BAR)
            if name not in asked or bool(bar) is not asked[name].each:
                raise ReportError("not_entered", name=name)
            if text := entering.read(typed, asked[name]):
                entered[place] = text
            else:
                entered.pop(place, None)
        if entered == filing.entered:
            return
        signed = {"signs": [], "state": State.DRAFT.value} if filing.signs else {}
        TABLES.amend(now, filing, "enter", entered=entered, **signed)


def as_before(uid: UUID, *, actor: Actor) -> None:
    """Take over what was entered for the period before (同上期), where nothing is entered yet.

    Args:
        uid: The report of a unit.
        actor: Who does.

    Raises:
        ReportError: The actor may not.
    """
    scope = people.scope(actor)
    filing = finding.filing(uid, scope)
    earlier = expecting.before(filing)
    report = filling.in_force(filing.report).report
    names = {one.name for one in report.enter}
    known = {} if earlier is None else earlier.entered
    taken = {
        place: text
        for place, text in known.items()
        if not filing.entered.get(place) and place.partition(entering.BAR)[0] in names
    }
    if taken:
        enter(uid, taken, actor=actor)
