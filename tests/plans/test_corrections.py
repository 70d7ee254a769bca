"""Corrections are a list: the same list gives the same view, undoing gives the view before."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from river import PLAN

from zhangtu.plans.changes import (
    AddChange,
    Change,
    Correction,
    DeadlineChange,
    DropChange,
    IgnoreChange,
    IssuedChange,
    MendChange,
    MergeChange,
    SplitChange,
    TitleChange,
    UnitsChange,
    WithdrawChange,
    from_json,
    in_force,
    standing,
    to_json,
)
from zhangtu.plans.corrections import view_of
from zhangtu.plans.matching import quote
from zhangtu.plans.view import View, anchor_of
from zhangtu.reading import Reading, read_source
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Period, Recurrence
from zhangtu.reading.source import Source

SOURCE = Source(PLAN)
READ: dict[tuple[str, date | None], Reading] = {}


def read(source: Source, issued: date | None) -> Reading:
    key = (source.text, issued)
    if key not in READ:
        READ[key] = read_source(source, issued=issued)
    return READ[key]


PLAIN = view_of(SOURCE, (), 1, read)
UNITS = st.lists(st.sampled_from(["甲局", "乙局", "丙镇"]), max_size=3, unique=True).map(tuple)
TIMES = st.one_of(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda day: Deadline(DeadlineKind.DATE, end=day)),
    st.builds(
        lambda period, day: Deadline(DeadlineKind.RECURRING, rule=Recurrence(period, day=day)),
        st.sampled_from(Period),
        st.none() | st.integers(-1, 28),
    ),
    st.builds(
        lambda count, unit: Deadline(DeadlineKind.DURATION, rule=Duration(count, unit, "接到通知")),
        st.integers(0, 30),
        st.sampled_from(["day", "workday", "month"]),
    ),
    st.just(Deadline(DeadlineKind.CONTINUOUS)),
)


#: Few places, so that few texts have to be read.
MENDABLE = [quote(PLAN, at, at + 5) for at in (PLAN.index("2月30日"), PLAN.index("每月5日前"), 3)]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any change that makes sense on the plain view."""
    text = PLAN
    one = draw(st.sampled_from(PLAIN.items))
    anchor = anchor_of(text, one)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, min(len(text), start + 30)))
    place = quote(text, start, end)
    inside = draw(st.integers(one.item.start + 1, one.item.end - 1))
    fault = draw(st.sampled_from(PLAIN.problems)).problem
    words = st.text(alphabet="甲乙丙丁1月日", max_size=12)
    return draw(
        st.one_of(
            st.builds(TitleChange, st.just(anchor), words, st.just(one.item.title)),
            st.builds(
                UnitsChange,
                st.just(anchor),
                UNITS,
                UNITS,
                st.just(one.item.lead_units),
                st.just(one.item.support_units),
            ),
            st.builds(DeadlineChange, st.just(anchor), TIMES, st.just(one.item.deadline)),
            st.just(SplitChange(anchor, quote(text, inside, inside))),
            st.just(MergeChange(anchor, anchor_of(text, draw(st.sampled_from(PLAIN.items))))),
            st.just(DropChange(anchor, one.item.title)),
            st.builds(AddChange, st.just(place), words, st.just(()), UNITS, UNITS, TIMES),
            st.builds(
                MendChange,
                st.sampled_from(MENDABLE),
                st.sampled_from(["", "6月1日前"]),
                st.just("invalid_date"),
            ),
            st.just(IgnoreChange(fault.kind, quote(text, fault.start, fault.end))),
            st.builds(IssuedChange, st.none() | st.just(date(2025, 5, 5)), st.none()),
        )
    )


def listed(made: list[Change]) -> tuple[Correction, ...]:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return tuple(Correction(number, change, "周立新", at, 1) for number, change in enumerate(made, start=1))


def seen(view: View) -> tuple[object, ...]:
    return view.reading, view.items, view.problems, view.ignored, view.mends, view.conflicts


LISTS = st.lists(changes(), max_size=6).map(listed)


@given(LISTS)
def test_every_correction_in_force_has_an_outcome_and_none_is_an_error(made: tuple[Correction, ...]) -> None:
    view = view_of(SOURCE, made, 1, read)
    assert set(view.outcomes) == {one.number for one in in_force(made)}
    size = len(view.reading.text)
    assert all(0 <= one.item.start < one.item.end <= size for one in view.items)
    keys = [one.key for one in view.items]
    assert len(set(keys)) == len(keys)


@given(LISTS, changes())
def test_undoing_the_last_one_restores_exactly(made: tuple[Correction, ...], more: Change) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    number = len(made) + 1
    undone = (
        *made,
        Correction(number, more, "王敏", at, 1),
        Correction(number + 1, WithdrawChange(), "王敏", at, 1, number),
    )
    assert seen(view_of(SOURCE, undone, 1, read)) == seen(view_of(SOURCE, made, 1, read))
    redone = (*undone, Correction(number + 2, WithdrawChange(), "王敏", at, 1, number + 1))
    assert seen(view_of(SOURCE, redone, 1, read)) == seen(view_of(SOURCE, undone[:-1], 1, read))


@given(LISTS, st.data())
def test_undoing_any_one_is_as_if_it_had_never_been(
    made: tuple[Correction, ...], data: st.DataObject
) -> None:
    if not made:
        return
    gone = data.draw(st.sampled_from(made))
    at = datetime(2026, 3, 2, tzinfo=UTC)
    undone = (*made, Correction(len(made) + 1, WithdrawChange(), "王敏", at, 1, gone.number))
    never = tuple(one for one in made if one is not gone)
    assert seen(view_of(SOURCE, undone, 1, read)) == seen(view_of(SOURCE, never, 1, read))


@given(st.permutations(range(4)), UNITS, TIMES)
def test_corrections_of_different_tasks_may_come_in_any_order(
    order: list[int], units: tuple[str, ...], time: Deadline
) -> None:
    one, two, three, four = (anchor_of(PLAN, item) for item in PLAIN.items)
    wanted: list[Change] = [
        UnitsChange(one, units, (), PLAIN.items[0].item.lead_units, PLAIN.items[0].item.support_units),
        DeadlineChange(two, time, PLAIN.items[1].item.deadline),
        DropChange(three, PLAIN.items[2].item.title),
        TitleChange(four, "护栏", PLAIN.items[3].item.title),
    ]
    straight = view_of(SOURCE, listed(wanted), 1, read)
    mixed = view_of(SOURCE, listed([wanted[index] for index in order]), 1, read)
    assert (mixed.items, mixed.problems) == (straight.items, straight.problems)


@given(changes())
def test_a_change_is_kept_as_json_and_comes_back_the_same(change: Change) -> None:
    assert from_json(to_json(change)) == change


@given(LISTS)
def test_nothing_stands_that_was_taken_back(made: tuple[Correction, ...]) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    count = len(made)
    all_back = tuple(
        Correction(count + number, WithdrawChange(), "王敏", at, 1, number) for number in range(1, count + 1)
    )
    assert in_force((*made, *all_back)) == ()
    assert standing((*made, *all_back)) == {one.number for one in all_back}
