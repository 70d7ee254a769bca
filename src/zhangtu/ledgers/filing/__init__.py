"""Files of rows: which kinds are taken, how they come in, who may open them, and what they are called."""

from zhangtu.ledgers.filing.bringing import (
    REGISTER,
    FileView,
    bring,
    check_form,
    check_may_bring,
    may_attach,
    number_of,
    of_names,
    opened,
)
from zhangtu.ledgers.filing.kinds import BY_FORM, endings, limits, megabytes
from zhangtu.ledgers.filing.naming import disposition
from zhangtu.ledgers.filing.refusals import FileError, say_not_shown

__all__ = [
    "BY_FORM",
    "REGISTER",
    "FileError",
    "FileView",
    "bring",
    "check_form",
    "check_may_bring",
    "disposition",
    "endings",
    "limits",
    "may_attach",
    "megabytes",
    "number_of",
    "of_names",
    "opened",
    "say_not_shown",
]
