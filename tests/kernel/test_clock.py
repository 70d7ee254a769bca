"""The clock can be stopped, and its day is Shanghai's."""

from datetime import UTC, date, datetime

from zhangtu.kernel.clock import SHANGHAI, now, stopped_at, today


def test_the_day_begins_at_midnight_in_shanghai() -> None:
    with stopped_at(datetime(2026, 5, 31, 16, 30, tzinfo=UTC)):
        assert today() == date(2026, 6, 1)
        assert today(UTC) == date(2026, 5, 31)
        assert now().utcoffset() == SHANGHAI.utcoffset(None)


def test_a_bare_day_is_enough_and_the_clock_runs_again() -> None:
    before = now()
    with stopped_at(date(2020, 2, 29)):
        assert today() == date(2020, 2, 29)
        with stopped_at(datetime(2021, 1, 1, 8, 0)):  # noqa: DTZ001 - a moment without a zone is Shanghai's
            assert now() == datetime(2021, 1, 1, 8, 0, tzinfo=SHANGHAI)
        assert today() == date(2020, 2, 29)
    assert now() >= before
