"""What goes into the server's log: where something went wrong and what kind of thing, never whose values.

An exception's own words often hold what was being worked on: a phone number that is no date, the line a
database would not take. The log lies beside the office, outside every right and every mask.
"""

import logging
import traceback
from types import TracebackType
from typing import Final

from django.db import OperationalError, ProgrammingError

from zhangtu.kernel.refusals import RefusedError

#: These speak of tables, disks and servers, not of what stands in them.
_PLAIN: Final = (OperationalError, ProgrammingError, ImportError)
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def told(error: BaseException) -> str:
    """What may be said of an exception.

    Args:
        error: The exception.

    Returns:
        Its type; with its kind, the system's word or the database's words where they tell nothing of anybody.
    """
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, RefusedError):
        return f"{name}: {error.kind}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return f"{name}: {error}" if isinstance(error, _PLAIN) else name


class Formatter(logging.Formatter):
    """Writes where an exception came from and its type, and leaves its words out."""

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - the library's name
        """The places an exception went through, and what it was; whatever caused it first.

        Args:
            ei: Type, exception, trace.

        Returns:
            Lines of text.
        """
        chain: list[BaseException] = []
        error = ei[1]
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        parts = [
            "Traceback (most recent call last):\n"
            + "".join(traceback.format_tb(one.__traceback__))
            + told(one)
            for one in reversed(chain)
        ]
        return "\n\n".join(parts)
