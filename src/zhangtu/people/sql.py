"""The raw statements of the people room: what every change and every page asks first."""

from typing import Any, Final

from zhangtu.journal.connecting import store

_MARKS: Final = "SELECT name, word FROM people_mark"


def marks() -> list[tuple[Any, ...]]:
    """Name and word of every mark: asked before anything remembered is used, so with nothing around it."""
    return store().ask(_MARKS)
