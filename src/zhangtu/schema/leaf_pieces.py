"""What every definition taken apart is made of: titles by language, things in order."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhangtu.schema.titles import Title

_LANGUAGES: Final = ("zh", "en", "hant")

Path = tuple[str | int, ...]
Leaves = dict[Path, object]


def put_title(leaves: Leaves, path: Path, title: Title | None) -> None:
    """Take a title apart; none leaves nothing.

    Args:
        leaves: Where its words go.
        path: Where it stands.
        title: The title.
    """
    if title is not None:
        leaves.update({(*path, language): getattr(title, language) for language in _LANGUAGES})


def to_title(tree: Mapping[str, str]) -> Title:
    """Put a title together again."""
    return Title(*(tree.get(language, "") for language in _LANGUAGES))


def optional_title(tree: Mapping[Any, Any], key: str) -> Title | None:
    """Put a title together that may not be there."""
    return to_title(tree[key]) if key in tree else None


def ordered(tree: Mapping[Any, Any], order: str) -> Iterable[tuple[Any, Any]]:
    """Things by name in their order; those it does not name behind.

    Args:
        tree: Name → thing, with the order among them.
        order: The word under which the order stands.
    """
    names = [name for name in tree.get(order, ()) if name in tree]
    names += [name for name in tree if name != order]
    return [(name, tree[name]) for name in dict.fromkeys(names)]
