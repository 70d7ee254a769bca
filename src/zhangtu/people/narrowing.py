"""Where a room above says that a machine may do less than the post it acts for."""

from collections.abc import Callable

from zhangtu.people.scope import Scope

#: What remains of the scope of a machine that acts for a post; ``None`` when the machine is somebody else's.
Narrow = Callable[[Scope], Scope | None]
_narrows: list[Narrow] = []


def register(narrow: Narrow) -> None:
    """Have somebody asked about every machine that acts for a post.

    Args:
        narrow: Whom to ask; must never widen what it is given.
    """
    if narrow not in _narrows:
        _narrows.append(narrow)


def narrowed(found: Scope) -> Scope:
    """What a machine may do of what its post may.

    Args:
        found: What the post may see and do.

    Returns:
        What the machine may; nothing when nobody answers for it.
    """
    for narrow in _narrows:
        less = narrow(found)
        if less is not None:
            return less
    return Scope(found.actor)
