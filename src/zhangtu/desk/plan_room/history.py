"""The list of corrections and the conflicts among them, as plain values in the person's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import moment, separator, tongue
from zhangtu.desk.plan_room import words
from zhangtu.desk.plan_room.cards import HistoryRow
from zhangtu.plans.changes import (
    AddChange,
    Change,
    Correction,
    DeadlineChange,
    DropChange,
    IgnoreChange,
    IssuedChange,
    Kind,
    MendChange,
    MergeChange,
    SplitChange,
    TitleChange,
    UnitsChange,
    standing,
)
from zhangtu.plans.papers.deadlines import day_words, deadline_words
from zhangtu.plans.view import Conflict, Outcome, View, ViewItem

#: So many characters are said before and behind words that were replaced.
AROUND = 8


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """A correction that no longer fits: both values, and whether it can be turned to another task.

    Attributes:
        number: The correction.
        what: What it does.
        about: The task it is about.
        why: Why it does not fit.
        corrected: What was corrected to.
        present: What the newest version says there.
        key: The task it most likely means; empty if there is none.
        fits: Whether it can be used on a task.
        lost: Whether its task was not found again, so that a person has to choose one.
    """

    number: int
    what: str
    about: str
    why: str
    corrected: str
    present: str
    key: str
    fits: bool
    lost: bool


def history(view: View) -> list[HistoryRow]:
    """Every correction, newest first; one taken back stays, with who did it."""
    live = standing(view.corrections)
    takers = {one.withdraws: one for one in view.corrections if one.number in live}
    made = [one for one in reversed(view.corrections) if one.kind is not Kind.WITHDRAW]
    return [_row(view, one, None if one.number in live else takers.get(one.number)) for one in made]


def _row(view: View, one: Correction, taker: Correction | None) -> HistoryRow:
    """A correction; ``taker`` is the entry that took it back or replaced it."""
    before, after = before_after(one.change)
    about, key = about_of(view, one.change)
    note, undo, undo_number = words.outcome(view.outcomes.get(one.number, Outcome.APPLIED)), True, one.number
    if taker is not None:
        back = taker.kind is Kind.WITHDRAW
        note = _taken_back(taker) if back else _("已由后来的更正代替")
        undo, undo_number = False, taker.number if back else 0
    return HistoryRow(
        what=words.correction_kind(one.kind),
        about=about,
        key=key,
        before=before,
        after=after,
        who=one.who,
        at=one.at,
        version=one.version,
        gone=taker is not None,
        note=note,
        undo=_("撤销") if undo else _("恢复"),
        redo=_("恢复") if undo else _("撤销"),
        undo_number=undo_number,
    )


def _taken_back(taker: Correction) -> str:
    return _("%(who)s 于 %(when)s 撤销") % {"who": taker.who, "when": moment(taker.at)}


def about_of(view: View, change: Change) -> tuple[str, str]:
    """Which task a correction is about: what it is called, and its key while it is on the list."""
    anchor = getattr(change, "anchor", None)
    if anchor is None:
        return "", ""
    found = view.item(anchor.key)
    if found is not None:
        return f"{found.item.label} {found.item.title}".strip()[:40], found.key
    return anchor.words[:24], ""


def units_words(lead: tuple[str, ...], support: tuple[str, ...]) -> str:
    """Who answers and who helps, in one line."""
    join = separator().join
    said = join(lead) or _("未写明")
    return f"{said} / {_('配合')} {join(support)}" if support else said


def before_after(change: Change) -> tuple[str, str]:
    """What a correction found and what it put there, in words."""
    language = tongue()
    match change:
        case MendChange():
            return _mended(change)
        case IssuedChange():
            was, new = (
                day_words(day, language) if day else _("未写明") for day in (change.was, change.issued)
            )
            return was, new
        case TitleChange():
            return change.was, change.title
        case UnitsChange():
            return units_words(change.was_lead, change.was_support), units_words(change.lead, change.support)
        case DeadlineChange():
            return deadline_words(change.was, language), deadline_words(change.deadline, language)
        case _:
            return _without_values(change)


def _mended(change: MendChange) -> tuple[str, str]:
    """Words replaced, with a few around them: 31 → 30 says nothing by itself."""
    before = change.old.before[-AROUND:].rpartition("\n")[2].lstrip("，。；、：,;")
    after = change.old.after[:AROUND].partition("\n")[0]
    return f"{before}{change.old.words}{after}", f"{before}{change.new}{after}"


def _without_values(change: Change) -> tuple[str, str]:
    match change:
        case DropChange():
            return "", _("移出任务清单")
        case AddChange():
            return "", change.title
        case SplitChange():
            return "", _("后一条从这里起：%(words)s…") % {"words": change.at.after}
        case MergeChange():
            return "", _("并入：%(words)s…") % {"words": change.other.words[:24]}
        case IgnoreChange():
            return "", change.place.words
        case _:
            return "", ""


def conflicts(view: View) -> list[ConflictCard]:
    """Every correction that no longer fits."""
    return [_conflict(view, one) for one in view.conflicts]


def _conflict(view: View, one: Conflict) -> ConflictCard:
    found = view.item(one.key) if one.key else None
    change = one.correction.change
    lost = one.outcome is Outcome.LOST
    return ConflictCard(
        one.correction.number,
        words.correction_kind(one.correction.kind),
        about_of(view, change)[0]
        if lost or found is None
        else f"{found.item.label} {found.item.title}".strip(),
        _("新稿里找不到原来那一处。") if lost else _("新稿在这里另有写法，请决定听哪个。"),
        before_after(change)[1] or "—",
        "—" if lost or found is None else _present(change, found),
        one.key or "",
        isinstance(change, TitleChange | UnitsChange | DeadlineChange | DropChange),
        lost or found is None,
    )


def _present(change: Change, found: ViewItem) -> str:
    """What the newest version says where a correction would go."""
    match change:
        case UnitsChange():
            return units_words(found.item.lead_units, found.item.support_units)
        case DeadlineChange():
            return deadline_words(found.item.deadline, tongue())
        case _:
            return found.item.title
