"""Reads of reports: what is due, how far each unit is, what one says, how punctual units are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhangtu.journal.queries import EntryView
from zhangtu.kernel import clock, periods
from zhangtu.kernel.clock import SHANGHAI, today
from zhangtu.kernel.periods import Period
from zhangtu.messages import queries as messages
from zhangtu.messages import reminding
from zhangtu.people import queries as people
from zhangtu.people.reaching import own_units, reach
from zhangtu.people.scope import Right, Scope
from zhangtu.reports import causes, content, expecting, filling, finding, freezing, policies
from zhangtu.reports.content import Content
from zhangtu.reports.models import Chase, Filing, Frozen
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.scheduling import forces
from zhangtu.reports.states import DONE, OPEN, State
from zhangtu.schema.specs import Report, Title

#: A list shows no more than this.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class FilingView:
    """The report of one unit for one period.

    Attributes:
        uid: Its name.
        report: The report's name.
        title: What the report is called.
        unit: The unit.
        called: What the unit is called.
        period: What it is about.
        due: The last day it is in time.
        provisional: Whether that day may still move.
        receiver: The unit that receives it; 0 for none here.
        receives: What the receiver is called; empty for none here.
        outside: The outside party that receives it.
        state: How far it is.
        late: Whether it is late, or was submitted late.
        signs: Who signed: kind or name of the post, person's name, moment.
        submitted: When it was submitted last.
        returned: Why it was given back the last time.
        received: When it was received.
        copied: When it was ticked as copied.
        link_ends: The last day the link of an outside party opens it; ``None`` for no link.
        receipt: The name under which an outside party received it.
        fills: Whether the reader may write and sign for the unit.
        decides: Whether the reader receives it.
        chased: How often the unit was reminded.
        reminded: When last.
        channels: The channels the unit has.
    """

    uid: UUID
    report: str
    title: Title
    unit: int
    called: str
    period: Period
    due: date
    provisional: bool
    receiver: int
    receives: str
    outside: str
    state: State
    late: bool
    signs: tuple[tuple[str, str, datetime], ...]
    submitted: datetime | None
    returned: str
    received: datetime | None
    copied: datetime | None
    fills: bool
    decides: bool
    link_ends: date | None = None
    receipt: str = ""
    chased: int = 0
    reminded: datetime | None = None
    channels: tuple[str, ...] = ("page",)

    @property
    def open(self) -> bool:
        """Whether the unit may still write."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class FrozenView:
    """What a report said when it was submitted or restated.

    Attributes:
        uid: Its name.
        number: 1 for the first.
        restates: Whether it corrects the one before.
        at: When.
        who: Who did it.
        entry: The last entry in its figures.
        sealed: How many entries the newest seal covered then.
        root: The root of that seal.
        causes: The entries that made the difference.
        reason: Why.
        content: What it says.
    """

    uid: UUID
    number: int
    restates: bool
    at: datetime
    who: str
    entry: int
    sealed: int
    root: str
    causes: tuple[int, ...]
    reason: str
    content: Content


def within(scope: Scope) -> Q:
    """Which reports are of units in somebody's reach."""
    if scope.everywhere:
        return Q()
    return Q(unit__in=list(scope.units | reach(scope)))


def mine(scope: Scope, *, everything: bool = False) -> list[FilingView]:
    """What somebody's own units submit: what is open by due day, then what is done.

    Args:
        scope: Whose.
        everything: Whether what is done is wanted too.

    Returns:
        Five hundred at most.
    """
    if Right.READ not in scope.rights:
        return []
    expecting.expect()
    found = Filing.objects.filter(unit__in=list(own_units(scope)))
    if not everything:
        found = found.filter(state__in=[one.value for one in OPEN])
    listed = _views(found.order_by("due", "pk")[:MOST], scope)
    return sorted(listed, key=lambda one: not one.open)


def title_of(name: str) -> Title:
    """What a report is called; its name where it is not in use any more."""
    found = forces.force_of(name)
    return Title(name, name, name) if found is None else found.report.title


def spec_of(name: str) -> Report | None:
    """The definition of a report in use."""
    found = forces.force_of(name)
    return None if found is None else found.report


def matrix(name: str, period: Period, scope: Scope) -> list[FilingView]:
    """How far each unit in scope is with a report of a period, in the order of units.

    Raises:
        ReportError: ``no_report``: none of them is in scope.
    """
    expecting.expect()
    found = _views(
        Filing.objects.filter(within(scope), report=name, period=str(period)).order_by("unit"), scope
    )
    if not found or Right.READ not in scope.rights:
        raise ReportError("no_report")
    return found


def one(uid: UUID, scope: Scope) -> FilingView:
    """The report of one unit for one period.

    Raises:
        ReportError: There is none in scope.
    """
    return _views([finding.filing(uid, scope)], scope)[0]


def find(name: str, period: Period, unit: int, scope: Scope) -> FilingView | None:
    """A report by name, period and unit; ``None`` where none is expected or in scope."""
    found = Filing.objects.filter(report=name, period=str(period), unit=unit).first()
    return one(found.uid, scope) if found is not None and policies.sees(scope, found) else None


def _views(found: Iterable[Filing], scope: Scope) -> list[FilingView]:
    listed = list(found)
    chased = reminding.counts(Chase.objects.filter(filing__in=[one.pk for one in listed]), "filing")
    channels = messages.channels({one.unit for one in listed})
    persons = people.persons({sign["person"] for each in listed for sign in each.signs})
    names = {number: one.name for number, one in persons.items()}
    return [_view(each, scope, chased.get(each.pk, (0, None)), channels, names) for each in listed]


def _view(
    filing: Filing,
    scope: Scope,
    chased: tuple[int, datetime | None],
    channels: Mapping[int, tuple[str, ...]],
    names: Mapping[int, str],
) -> FilingView:
    state = State(filing.state)
    when = filing.submitted.astimezone(SHANGHAI).date() if filing.submitted and state in DONE else today()
    return FilingView(
        filing.uid, filing.report, title_of(filing.report), filing.unit, people.name_on(filing.unit),
        periods.parse(filing.period), filing.due, filing.provisional, filing.receiver,
        people.name_on(filing.receiver) if filing.receiver else "", filing.outside, state, when > filing.due,
        tuple(_sign(one, names) for one in filing.signs), filing.submitted, filing.returned, filing.received,
        filing.copied, policies.fills(scope, filing), policies.receives(scope, filing), filing.link_ends,
        filing.receipt, *chased,
        channels.get(filing.unit, ("page",)),
    )  # fmt: skip


def _sign(sign: Mapping[str, object], names: Mapping[int, str]) -> tuple[str, str, datetime]:
    states = people.post_states(int(str(sign["post"]))) if sign["post"] else []
    post = states[-1].name if states else str(sign["kind"])
    return post, names.get(int(str(sign["person"])), ""), datetime.fromisoformat(str(sign["at"]))


def what_it_says(uid: UUID, scope: Scope) -> Content:
    """What a report says: live until it is submitted, from then on as it was.

    Raises:
        ReportError: There is none in scope, or it is not in use any more.
        LedgerError: A ledger it rests on is not open for the reader.
    """
    filing = finding.filing(uid, scope)
    last = freezing.newest(filing) if State(filing.state) in DONE else None
    return freezing.live(filing, scope) if last is None else content.loaded(last.content)


def entered(uid: UUID, scope: Scope) -> dict[str, str]:
    """What people entered: name, behind a bar the key of the row → text."""
    return dict(finding.filing(uid, scope).entered)


def earlier(uid: UUID, scope: Scope) -> dict[str, str]:
    """What was entered for the period before; empty where there is none."""
    found = expecting.before(finding.filing(uid, scope))
    return {} if found is None else dict(found.entered)


def why_not_sign(uid: UUID, scope: Scope) -> ReportError | None:
    """Why it is not the reader's turn to sign; ``None`` when it is."""
    filing = finding.filing(uid, scope)
    return policies.why_not(policies.check_turn, scope, filing, filling.in_force(filing.report).report.sign)


def ahead(uid: UUID, scope: Scope) -> tuple[str, ...]:
    """The posts that are still to sign, in order; empty when anybody may sign or none is left."""
    filing = finding.filing(uid, scope)
    kinds = policies.signers(filing, filling.in_force(filing.report).report.sign)
    return tuple(policies.called(filing, kind) for kind in kinds[len(filing.signs) :])


def history(uid: UUID, scope: Scope) -> list[FrozenView]:
    """What was submitted and restated, the newest first.

    Raises:
        ReportError: There is none in scope.
    """
    found = list(finding.filing(uid, scope).frozen.order_by("-number"))
    persons = people.persons({each.person for each in found})
    return [_frozen(each, persons[each.person].name if each.person in persons else "") for each in found]


def _frozen(one: Frozen, who: str) -> FrozenView:
    return FrozenView(
        one.uid, one.number, one.restates, one.at, who, one.entry, one.sealed, one.root, tuple(one.causes),
        one.reason, content.loaded(one.content),
    )  # fmt: skip


def restatement(uid: UUID, scope: Scope) -> tuple[Content, tuple[EntryView, ...]] | None:
    """What a submitted report would say now, and the entries that made the difference.

    Returns:
        ``None`` where it says the same, or figures are being brought up to date.

    Raises:
        ReportError: There is none in scope, or it is not in use any more.
    """
    filing = finding.filing(uid, scope)
    last = freezing.newest(filing)
    if last is None or State(filing.state) not in DONE:
        return None
    old, new = content.loaded(last.content), freezing.live(filing, scope)
    if not new.fresh or not any(content.differences(old, new)):
        return None
    return new, causes.of(filing, old, new)


def chases(uid: UUID, scope: Scope) -> list[tuple[datetime, str, str, tuple[str, ...]]]:
    """When a unit was reminded, by whom, with what words, through what; the newest first."""
    found = list(finding.filing(uid, scope).chases.order_by("-pk")[:MOST])
    persons = people.persons({each.person for each in found})
    return [
        (
            each.at,
            persons[each.person].name if each.person in persons else "",
            each.text,
            tuple(each.channels),
        )
        for each in found
    ]


def waiting(scope: Scope) -> int:
    """How many reports of the own units are due within a week or late: for a count in the bar."""
    if Right.ENTER not in scope.rights:
        return 0
    soon = clock.today().toordinal() + 7
    wanted = [each.value for each in OPEN]
    return Filing.objects.filter(
        unit__in=list(own_units(scope)), state__in=wanted, due__lte=date.fromordinal(soon)
    ).count()
