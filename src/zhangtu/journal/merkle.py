"""Merkle trees as RFC 6962 section 2.1 defines them: root, inclusion, consistency; pure."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

#: Hash of a tree without leaves.
EMPTY: Final = sha256(b"").digest()
WIDTH: Final = 32
#: ``subroot(start, end)`` → the hash of the tree over leaves ``start`` to before ``end``, 0 for the first.
Subroot = Callable[[int, int], bytes]


class BrokenProofError(ValueError):
    """A proof does not have the shape its numbers demand."""


def leaf(data: bytes) -> bytes:
    """The hash of a leaf.

    Args:
        data: What it holds.

    Returns:
        32 bytes.
    """
    return sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of a node.

    Args:
        left: The hash below it on the left.
        right: The hash below it on the right.

    Returns:
        32 bytes.
    """
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: enough to go on, however many leaves there are.

    Attributes:
        size: How many leaves were added.
    """

    def __init__(self, size: int = 0, edge: bytes = b"") -> None:
        """Begin anew, or where another left off.

        Args:
            size: How many leaves there are.
            edge: ``packed`` of that tree.

        Raises:
            BrokenProofError: The edge is not that of a tree of this size.
        """
        if len(edge) != WIDTH * size.bit_count():
            raise BrokenProofError("an edge of another tree")
        self.size = size
        self._edge = [edge[at : at + WIDTH] for at in range(0, len(edge), WIDTH)]

    def extend(self, packed: bytes) -> None:
        """Add leaves.

        Args:
            packed: Their hashes, 32 bytes each.
        """
        at, count = 0, len(packed) // WIDTH
        while at < count:
            # The largest whole subtree that fits where the tree stands.
            room = self.size & -self.size if self.size else count
            width = min(room, 1 << ((count - at).bit_length() - 1))
            self._push(_whole(packed[at * WIDTH : (at + width) * WIDTH]), width)
            at += width

    def _push(self, root: bytes, width: int) -> None:
        """Add a whole subtree, joining those of equal size."""
        while self.size & width:
            root = sha256(b"\1" + self._edge.pop() + root).digest()
            self.size -= width
            width *= 2
        self._edge.append(root)
        self.size += width

    @property
    def packed(self) -> bytes:
        """The hashes of the complete subtrees on the right edge, 32 bytes each, the largest first."""
        return b"".join(self._edge)

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self._edge:
            return EMPTY
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = node(left, root)
        return root


def _whole(level: bytes) -> bytes:
    """The hash of a tree over a power of two of leaves."""
    two = 2 * WIDTH
    while len(level) > WIDTH:
        level = b"".join([sha256(b"\1" + level[at : at + two]).digest() for at in range(0, len(level), two)])
    return level


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The hash of a tree.

    Args:
        leaves: The hashes of its leaves.

    Returns:
        Its root.
    """
    frontier = Frontier()
    frontier.extend(b"".join(leaves))
    return frontier.root


def _split(size: int) -> int:
    """The largest power of two below a size of 2 or more."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, subroot: Subroot) -> list[bytes]:
    """The path that shows a leaf to be in a tree (RFC 6962 section 2.1.1).

    Args:
        index: The leaf's place, 0 for the first.
        size: How many leaves the tree has.
        subroot: Hashes of parts of it.

    Returns:
        The hashes beside the way up, the lowest first.
    """
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subroot(middle, end))
            end = middle
        else:
            path.append(subroot(start, middle))
            start = middle
    return path[::-1]


def root_from_inclusion(index: int, size: int, digest: bytes, path: Sequence[bytes]) -> bytes:
    """The root a path leads to (RFC 9162 section 2.1.3.2).

    Args:
        index: The leaf's place, 0 for the first.
        size: How many leaves the tree has.
        digest: The leaf's hash.
        path: What ``inclusion`` gave.

    Returns:
        The root; it is for the caller to compare.

    Raises:
        BrokenProofError: The path is too long or too short, or the leaf is not in the tree.
    """
    if not 0 <= index < size:
        raise BrokenProofError("no leaf of that tree")
    here, last, root = index, size - 1, digest
    for beside in path:
        if last == 0:
            raise BrokenProofError("a path too long")
        if here & 1 or here == last:
            root = node(beside, root)
            here, last = _skipped(here, last)
        else:
            root = node(root, beside)
        here, last = here >> 1, last >> 1
    if last:
        raise BrokenProofError("a path too short")
    return root


def _skipped(here: int, last: int) -> tuple[int, int]:
    """Pass over the levels where the right edge has nothing beside it."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def consistency(old: int, new: int, subroot: Subroot) -> list[bytes]:
    """The hashes that show a tree to be the beginning of another (RFC 6962 section 2.1.2).

    Args:
        old: How many leaves the smaller tree has; 1 or more.
        new: How many the larger has.
        subroot: Hashes of parts of it.

    Returns:
        The hashes; none when both are one.
    """
    path: list[bytes] = []
    start, end, old_end, whole = 0, new, old, True
    while old_end != end:
        middle = start + _split(end - start)
        if old_end <= middle:
            path.append(subroot(middle, end))
            end = middle
        else:
            path.append(subroot(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(subroot(start, end))
    return path[::-1]


def roots_from_consistency(old: int, new: int, old_root: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The two roots such hashes lead to (RFC 9162 section 2.1.4.2).

    Args:
        old: How many leaves the smaller tree has; 1 or more.
        new: How many the larger has.
        old_root: The smaller tree's root.
        path: What ``consistency`` gave.

    Returns:
        The root of the smaller and of the larger tree; it is for the caller to compare.

    Raises:
        BrokenProofError: There are too many hashes or too few.
    """
    if old == new and not path:
        return old_root, old_root
    steps = [old_root, *path] if old.bit_count() == 1 else list(path)
    if not steps or not 0 < old < new:
        raise BrokenProofError("no such trees")
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    smaller = larger = steps[0]
    for beside in steps[1:]:
        if last == 0:
            raise BrokenProofError("too many hashes")
        if here & 1 or here == last:
            smaller, larger = node(beside, smaller), node(beside, larger)
            here, last = _skipped(here, last)
        else:
            larger = node(larger, beside)
        here, last = here >> 1, last >> 1
    if last:
        raise BrokenProofError("too few hashes")
    return smaller, larger
