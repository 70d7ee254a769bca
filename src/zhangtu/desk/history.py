"""The list of corrections and the conflicts among them, as plain values in the person's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhangtu.desk import words
from zhangtu.desk.cards import HistoryRow
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
    SplitChange,
    TitleChange,
    UnitsChange,
    standing,
)
from zhangtu.plans.papers.deadlines import day_words, deadline_words
from zhangtu.plans.view import Conflict, Outcome, View, ViewItem


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """A correction that no longer fits: both values, and whether it can be turned to another task."""

    number: int
    what: str
    about: str
    why: str
    corrected: str
    present: str
    key: str
    fits: bool


def history(view: View) -> list[HistoryRow]:
    """Every entry, newest first."""
    live = standing(view.corrections)
    by_number = {one.number: one for one in view.corrections}
    return [_row(view, one, one.number not in live, by_number) for one in reversed(view.corrections)]


def _row(view: View, one: Correction, gone: bool, by_number: dict[int, Correction]) -> HistoryRow:
    before, after = before_after(one.change)
    what = words.correction_kind(one.kind)
    undo = _("撤销")
    if one.kind is Kind.WITHDRAW and one.withdraws in by_number:
        what = _("撤销第 %(n)s 条：%(what)s") % {
            "n": one.withdraws,
            "what": words.correction_kind(by_number[one.withdraws].kind),
        }
        undo = _("恢复")
    found = view.outcomes.get(one.number, Outcome.APPLIED)
    about, key = about_of(view, one.change)
    return HistoryRow(
        one.number,
        what,
        about,
        key,
        before,
        after,
        one.who,
        one.at,
        one.version,
        gone,
        "" if gone else words.outcome(found),
        undo,
    )


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
    join = words.separator().join
    said = join(lead) or _("未写明")
    return f"{said} / {_('配合')} {join(support)}" if support else said


def before_after(change: Change) -> tuple[str, str]:
    """What a correction found and what it put there, in words."""
    tongue = words.tongue()
    match change:
        case MendChange():
            return change.old.words, change.new or _("（删去）")
        case IssuedChange():
            was, new = (day_words(day, tongue) if day else _("未写明") for day in (change.was, change.issued))
            return was, new
        case TitleChange():
            return change.was, change.title
        case UnitsChange():
            return units_words(change.was_lead, change.was_support), units_words(change.lead, change.support)
        case DeadlineChange():
            return deadline_words(change.was, tongue), deadline_words(change.deadline, tongue)
        case _:
            return _without_values(change)


def _without_values(change: Change) -> tuple[str, str]:
    match change:
        case DropChange():
            return change.title, "—"
        case AddChange():
            return "—", change.title
        case SplitChange():
            return change.at.before, change.at.after
        case IgnoreChange():
            return change.place.words, change.place.words
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
        about_of(view, change)[0],
        _("新稿里找不到原来那一处。") if lost else _("新稿在这里另有写法，请决定听哪个。"),
        before_after(change)[1],
        "—" if lost or found is None else _present(change, found),
        one.key or "",
        isinstance(change, TitleChange | UnitsChange | DeadlineChange | DropChange),
    )


def _present(change: Change, found: ViewItem) -> str:
    """What the newest version says where a correction would go."""
    match change:
        case UnitsChange():
            return units_words(found.item.lead_units, found.item.support_units)
        case DeadlineChange():
            return deadline_words(found.item.deadline, words.tongue())
        case _:
            return found.item.title
