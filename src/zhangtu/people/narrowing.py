"""Where a room above says that a machine may do less than the post it acts for."""

from collections.abc import Callable

from zhangtu.people.scope import Scope

#: Narrows the scope of a machine that acts for a post; returns it as it is when the machine is not its own.
Narrow = Callable[[Scope], Scope]
_narrows: list[Narrow] = []


def register(narrow: Narrow) -> None:
    """Have somebody asked about every machine that acts for a post.

    Args:
        narrow: Whom to ask; must never widen what it is given.
    """
    if narrow not in _narrows:
        _narrows.append(narrow)


def narrowed(found: Scope) -> Scope:
    """What remains of a machine's scope when everybody was asked.

    Args:
        found: What the post may see and do.

    Returns:
        What the machine may.
    """
    for narrow in _narrows:
        found = narrow(found)
    return found
