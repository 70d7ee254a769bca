"""Names to the outside are UUIDs of version 7: they tell their moment, rise with it and never repeat."""

from datetime import UTC, datetime
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.uids import new_digits, new_uid

MOMENTS = st.integers(min_value=0, max_value=(1 << 48) * 1000 - 1)


@given(MOMENTS)
def test_a_name_is_of_version_7_and_tells_its_millisecond(at: int) -> None:
    for uid in (new_uid(at), *map(UUID, new_digits(at, 3))):
        assert (uid.version, uid.variant) == (7, RFC_4122)
        assert uid.int >> 80 == at // 1000


@given(MOMENTS, st.integers(min_value=1, max_value=10**9))
def test_names_rise_with_time_by_the_microsecond(at: int, later: int) -> None:
    after = min(at + later, (1 << 48) * 1000 - 1)
    heads = [new_uid(moment).int >> 64 for moment in (at, after)]
    assert heads[0] < heads[1] or at == after


def test_the_example_of_the_standard() -> None:
    """RFC 9562 appendix A.6: 22 February 2022, 14:22:22 in the zone five hours behind UTC."""
    at = int(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC).timestamp()) * 1_000_000
    assert str(new_uid(at)).startswith("017f22e2-79b0-7")


def test_many_names_of_one_moment_differ() -> None:
    made = {*new_digits(1_000, 20_000), *(new_uid(1_000).hex for _ in range(100))}
    assert len(made) == 20_100
    assert new_digits(1_000, 0) == []
