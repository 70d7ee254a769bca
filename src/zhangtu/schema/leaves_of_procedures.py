"""Procedures taken apart into single values, and put together."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhangtu.schema.procedural import By, Extend, Ladder, Limit, Move, Paper, Procedure, Rung, Step, Within
from zhangtu.schema.titles import Title

_LANGUAGES: Final = ("zh", "en", "hant")
_PROCEDURE: Final = ("name", "of", "conflict", "authority", "removed", "why", "pack")
_STEP: Final = ("owner", "when", "final")
_MOVE: Final = ("sources", "to", "not_by", "asks", "needs", "when", "reason", "binds", "early")
_LIMIT: Final = ("begins", "ends", "authority", "sure", "pauses")

Path = tuple[str | int, ...]
Leaves = dict[Path, object]


def of_procedure(procedure: Procedure, order: str) -> Leaves:
    """Take a procedure apart.

    Args:
        procedure: The procedure.
        order: The last word of the paths under which orders stand.

    Returns:
        Its single values; who may make a move, its papers, how long a limit is and the ladder are one each.
    """
    leaves: Leaves = {(name,): getattr(procedure, name) for name in _PROCEDURE}
    _title(leaves, ("title",), procedure.title)
    _title(leaves, ("help",), procedure.help)
    for step in procedure.steps:
        own: Path = ("steps", step.name)
        leaves.update({(*own, name): getattr(step, name) for name in _STEP})
        _title(leaves, (*own, "title"), step.title)
    leaves["steps", order] = tuple(one.name for one in procedure.steps)
    for move in procedure.moves:
        _move(leaves, move)
    leaves["moves", order] = tuple(one.name for one in procedure.moves)
    for limit in procedure.limits:
        _limit(leaves, limit)
    leaves["limits", order] = tuple(one.name for one in procedure.limits)
    if procedure.ladder is not None:
        leaves["ladder", "warn"] = procedure.ladder.warn
        leaves["ladder", "then"] = tuple((one.late, one.tell) for one in procedure.ladder.then)
    return leaves


def _move(leaves: Leaves, move: Move) -> None:
    own: Path = ("moves", move.name)
    leaves.update({(*own, name): getattr(move, name) for name in _MOVE})
    _title(leaves, (*own, "title"), move.title)
    _title(leaves, (*own, "say"), move.say)
    leaves[*own, "by"] = tuple((one.when, *one.posts) for one in move.by)
    leaves[*own, "papers"] = tuple(
        (one.name, one.title.zh, one.title.en, one.title.hant, one.serial, one.template)
        for one in move.papers
    )


def _limit(leaves: Leaves, limit: Limit) -> None:
    own: Path = ("limits", limit.name)
    leaves.update({(*own, name): getattr(limit, name) for name in _LIMIT})
    _title(leaves, (*own, "title"), limit.title)
    leaves[*own, "within"] = tuple((one.when, one.budget) for one in limit.within)
    leaves[*own, "extend"] = tuple((one.by, one.for_) for one in limit.extend)


def to_procedure(tree: Mapping[Any, Any], order: str) -> Procedure:
    """Put a procedure together again."""
    ladder = tree.get("ladder")
    return Procedure(
        **{name: tree[name] for name in _PROCEDURE},
        title=_to_title(tree["title"]),
        help=_optional(tree, "help"),
        steps=tuple(
            Step(name, _to_title(one["title"]), **{each: one[each] for each in _STEP})
            for name, one in _ordered(tree["steps"], order)
        ),
        moves=tuple(_to_move(name, one) for name, one in _ordered(tree["moves"], order)),
        limits=tuple(_to_limit(name, one) for name, one in _ordered(tree["limits"], order)),
        ladder=None
        if ladder is None
        else Ladder(ladder["warn"], tuple(Rung(late, tell) for late, tell in ladder["then"])),
    )


def _to_move(name: str, tree: Mapping[Any, Any]) -> Move:
    return Move(
        name=name,
        title=_to_title(tree["title"]),
        **{each: tree[each] for each in _MOVE},
        say=_optional(tree, "say"),
        by=tuple(By(posts, when) for when, *rest in tree["by"] for posts in [tuple(rest)]),
        papers=tuple(
            Paper(paper, Title(zh, en, hant), serial, template)
            for paper, zh, en, hant, serial, template in tree["papers"]
        ),
    )


def _to_limit(name: str, tree: Mapping[Any, Any]) -> Limit:
    return Limit(
        name=name,
        title=_to_title(tree["title"]),
        **{each: tree[each] for each in _LIMIT},
        within=tuple(Within(budget, when) for when, budget in tree["within"]),
        extend=tuple(Extend(by, for_) for by, for_ in tree["extend"]),
    )


def _title(leaves: Leaves, path: Path, title: Title | None) -> None:
    if title is not None:
        leaves.update({(*path, language): getattr(title, language) for language in _LANGUAGES})


def _to_title(tree: Mapping[str, str]) -> Title:
    return Title(*(tree.get(language, "") for language in _LANGUAGES))


def _optional(tree: Mapping[Any, Any], key: str) -> Title | None:
    return _to_title(tree[key]) if key in tree else None


def _ordered(tree: Mapping[Any, Any], order: str) -> Iterable[tuple[Any, Any]]:
    names = [name for name in tree.get(order, ()) if name in tree]
    names += [name for name in tree if name != order]
    return [(name, tree[name]) for name in dict.fromkeys(names)]
