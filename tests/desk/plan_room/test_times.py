"""A form that nobody touched asks for the time the task has already."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from zhangtu.desk.plan_room.times import MONTHS, deadline_from
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Period, Recurrence

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
HOURS = st.none() | st.just(time(17))


@st.composite
def rhythms(draw: st.DrawFn) -> Recurrence:
    period = draw(st.sampled_from(Period))
    month = st.none() | st.just(-1) | st.integers(1, MONTHS[period]) if period in MONTHS else st.none()
    day = st.none() | (st.integers(1, 7) if period is Period.WEEK else st.integers(1, 31) | st.just(-1))
    return Recurrence(period, draw(month), draw(day), draw(st.none() | st.integers(1, 9)))


TIMES = st.one_of(
    st.builds(Deadline, st.sampled_from([DeadlineKind.DATE, DeadlineKind.PERIOD_END]), end=DAYS, hour=HOURS),
    st.builds(Deadline, st.just(DeadlineKind.RANGE), start=st.just(date(2019, 1, 1)), end=DAYS, hour=HOURS),
    st.builds(
        Deadline, st.just(DeadlineKind.RECURRING), start=st.none() | DAYS, rule=rhythms(), raw=st.just("每月")
    ),
    st.builds(
        Deadline,
        st.just(DeadlineKind.DURATION),
        rule=st.builds(Duration, st.integers(0, 99), st.sampled_from(["day", "month"]), st.just("接到通知")),
    ),
    st.builds(Deadline, st.sampled_from([DeadlineKind.CONTINUOUS, DeadlineKind.NONE]), raw=st.just("长期")),
)


def form_of(shown: Deadline) -> dict[str, str]:
    """The fields as the page fills them."""
    fields = {
        "kind": shown.kind.value,
        "start": "" if shown.start is None else shown.start.isoformat(),
        "end": "" if shown.end is None else shown.end.isoformat(),
    }
    if isinstance(shown.rule, Recurrence):
        rule = shown.rule
        day = "weekday" if rule.period is Period.WEEK else "day"
        fields |= {"period": rule.period.value, "month": str(rule.month or ""), day: str(rule.day or "")}
        fields["times"] = str(rule.count or "")
    elif isinstance(shown.rule, Duration):
        fields |= {"count": str(shown.rule.count), "unit": shown.rule.unit, "event": shown.rule.event or ""}
    return fields


@given(TIMES)
def test_an_untouched_form_changes_nothing(present: Deadline) -> None:
    assert deadline_from(form_of(present), present) == present


@given(TIMES, TIMES)
def test_a_time_of_another_kind_keeps_nothing_of_the_old_but_its_place(old: Deadline, new: Deadline) -> None:
    made = deadline_from(form_of(new), old)
    assert made.kind is new.kind
    if old.kind is not new.kind:
        until = None if new.kind is DeadlineKind.RECURRING else new.end
        assert (made.raw, made.hour, made.end) == (None, None, until)
