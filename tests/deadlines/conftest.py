"""A way to write expected limits in one short line."""

from collections.abc import Callable

import pytest

from zhangtu.kernel.folding import fold
from zhangtu.reading.deadlines import Years, deadlines_in_label, deadlines_in_prose
from zhangtu.reading.model import Deadline

Teller = Callable[[str, Years], str]


def say(deadline: Deadline) -> str:
    """For instance ``range 2021-01-04 2021-03-12`` or ``date 2021-06-30 17:00``."""
    words = [deadline.kind.value]
    words += [day.isoformat() for day in (deadline.start, deadline.end) if day is not None]
    if deadline.rule is not None:
        words.append(str(deadline.rule))
    if deadline.hour is not None:
        words.append(deadline.hour.strftime("%H:%M"))
    return " ".join(words)


@pytest.fixture(scope="session")
def label() -> Teller:
    def tell(text: str, years: Years) -> str:
        return " | ".join(map(say, deadlines_in_label(text, fold(text), 0, len(text), years)))

    return tell


@pytest.fixture(scope="session")
def prose() -> Teller:
    def tell(text: str, years: Years) -> str:
        return " | ".join(map(say, deadlines_in_prose(text, fold(text), 0, len(text), years)))

    return tell
