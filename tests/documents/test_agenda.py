"""Calendars: what icalendar finds in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.documents.ics import write_calendar
from zhangtu.documents.values import Calendar, Event
from zhangtu.plans.papers import PlanView, calendar
from zhangtu.reading.model import Deadline, DeadlineKind, Item, Period, Recurrence

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SINCE = date(2026, 2, 10)


def entries(book: Calendar) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(write_calendar(book, MADE)).walk("VEVENT"))


def only(deadline: Deadline) -> icalendar.Event:
    view = PlanView("方案", "1.做", "hans", items=(Item((), "1.", "做", 0, 3, deadline=deadline),))
    (entry,) = entries(calendar(view, SINCE))
    return entry


def days(rule: Recurrence, count: int, until: date | None = None) -> list[date]:
    """The days on which a calendar program shows the event."""
    entry = only(Deadline(DeadlineKind.RECURRING, end=until, rule=rule))
    start = datetime.combine(entry["dtstart"].dt, datetime.min.time())
    found = rrulestr(entry["rrule"].to_ical().decode(), dtstart=start)
    return [moment.date() for _, moment in zip(range(count), found, strict=False)]


def test_a_deadline_fills_its_day_and_ends_on_the_next() -> None:
    entry = only(Deadline(DeadlineKind.DATE, end=date(2026, 6, 30)))
    assert entry["dtstart"].dt == date(2026, 6, 30)
    assert entry["dtend"].dt == date(2026, 7, 1)
    assert entry["dtstart"].params["VALUE"] == "DATE"


def test_a_range_lasts_from_its_first_day_to_its_last() -> None:
    entry = only(Deadline(DeadlineKind.RANGE, start=date(2026, 3, 1), end=date(2026, 5, 31)))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 3, 1), date(2026, 6, 1))


def test_a_reversed_range_shows_its_last_day_only() -> None:
    entry = only(Deadline(DeadlineKind.RANGE, start=date(2026, 5, 31), end=date(2026, 3, 1)))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 3, 1), date(2026, 3, 2))


def test_the_reminder_comes_on_the_morning_before_the_last_day() -> None:
    entry = only(Deadline(DeadlineKind.DATE, end=date(2026, 6, 30)))
    (alarm,) = entry.walk("VALARM")
    assert alarm["trigger"].params["RELATED"] == "END"
    assert datetime(2026, 7, 1, tzinfo=UTC) + alarm["trigger"].dt == datetime(2026, 6, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Recurrence(Period.DAY), ["0210", "0211", "0212"]),
        (Recurrence(Period.WEEK, day=1), ["0216", "0223", "0302"]),
        (Recurrence(Period.WEEK), ["0213", "0220", "0227"]),
        (Recurrence(Period.TEN_DAYS), ["0210", "0220", "0228"]),
        (Recurrence(Period.HALF_MONTH), ["0215", "0228", "0315"]),
        (Recurrence(Period.MONTH, day=2), ["0302", "0402", "0502"]),
        (Recurrence(Period.MONTH, day=30), ["0228", "0330", "0430"]),
        (Recurrence(Period.MONTH, day=-1), ["0228", "0331", "0430"]),
        (Recurrence(Period.TWO_MONTHS), ["0228", "0430", "0630"]),
        (Recurrence(Period.QUARTER, month=-1, day=25), ["0325", "0625", "0925"]),
        (Recurrence(Period.QUARTER, month=1, day=5), ["0405", "0705", "1005"]),
        (Recurrence(Period.HALF_YEAR), ["0630", "1231", "0630"]),
        (Recurrence(Period.YEAR, month=6, day=30), ["0630", "0630", "0630"]),
        (Recurrence(Period.YEAR, month=2, day=-1), ["0228", "0228", "0229"]),
    ],
)
def test_a_rhythm_falls_on_the_days_meant(rule: Recurrence, expected: list[str]) -> None:
    assert [day.strftime("%m%d") for day in days(rule, 3)] == expected


def test_a_rhythm_stops_where_the_plan_says() -> None:
    assert days(Recurrence(Period.MONTH, day=2), 9, date(2026, 4, 15)) == [date(2026, 3, 2), date(2026, 4, 2)]


@given(
    st.builds(
        Recurrence,
        period=st.sampled_from(Period),
        month=st.none() | st.integers(-1, 13),
        day=st.none() | st.integers(-1, 32),
        count=st.none() | st.integers(1, 5),
    ),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_every_rhythm_begins_with_its_own_first_day(rule: Recurrence, since: date) -> None:
    deadline = Deadline(DeadlineKind.RECURRING, start=since, rule=rule)
    view = PlanView("方案", "1.做", "hans", items=(Item((), "1.", "做", 0, 3, deadline=deadline),))
    (event,) = calendar(view, since).events
    assert since <= event.start <= since + timedelta(days=366)
    (entry,) = entries(Calendar("方案", (event,)))
    start = datetime.combine(event.start, datetime.min.time())
    assert rrulestr(entry["rrule"].to_ical().decode(), dtstart=start)[0] == start


def test_tasks_without_a_place_on_a_calendar_are_counted(plan: PlanView) -> None:
    book = calendar(plan, SINCE)
    unplaced = {DeadlineKind.DURATION, DeadlineKind.CONTINUOUS, DeadlineKind.NONE}
    assert book.left_out == sum(item.deadline.kind in unplaced for item in plan.items) == 15
    assert len(entries(book)) == 25


def test_further_times_of_a_task_stand_beside_the_first(plan: PlanView) -> None:
    more = replace(plan.items[0], other_deadlines=(Deadline(DeadlineKind.DATE, end=date(2026, 8, 1)),))
    assert len(calendar(replace(plan, items=(more,)), SINCE).events) == 2


def test_a_task_keeps_its_name_when_its_title_unit_or_date_is_corrected(plan: PlanView) -> None:
    before = [event.uid for event in calendar(plan, SINCE).events]
    first = replace(plan.items[0], title="改过的标题", lead_units=("别的单位",))
    first = replace(first, deadline=replace(first.deadline, end=date(2026, 5, 1)))
    after = [event.uid for event in calendar(replace(plan, items=(first, *plan.items[1:])), SINCE).events]
    assert before == after
    assert len(set(before)) == len(before)


def test_the_description_names_deadline_and_units(plan: PlanView) -> None:
    words = str(entries(calendar(plan, SINCE))[1]["description"]).splitlines()
    assert words[:3] == ["时限：2026年6月15日前", "牵头：区城市管理局", "配合：区消防救援大队"]


def test_long_and_hostile_titles_are_folded_and_escaped() -> None:
    title = "整治，检查；反馈,a;b\\n\nBEGIN:VEVENT" + "长" * 200
    event = Event("x@zhangtu", title, date(2026, 1, 1), date(2026, 1, 1))
    data = write_calendar(Calendar("方案", (event,)), MADE)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["summary"]) == title


def test_the_same_plan_gives_the_same_bytes(plan: PlanView, plan_of: Callable[..., PlanView]) -> None:
    assert write_calendar(calendar(plan, SINCE), MADE) == write_calendar(calendar(plan_of(40), SINCE), MADE)


def test_an_empty_plan_is_an_empty_calendar(empty_plan: PlanView) -> None:
    assert entries(calendar(empty_plan, SINCE)) == []
