"""Procedures taken apart into single values, and put together."""

from collections.abc import Mapping
from typing import Any, Final

from zhangtu.schema.leaf_pieces import Leaves, Path, optional_title, ordered, put_title, to_title
from zhangtu.schema.procedural import By, Extend, Ladder, Limit, Move, Paper, Procedure, Rung, Step, Within
from zhangtu.schema.titles import Title

_PROCEDURE: Final = ("name", "of", "conflict", "authority", "removed", "why", "pack")
_STEP: Final = ("owner", "when", "final")
_MOVE: Final = ("sources", "to", "not_by", "asks", "needs", "when", "reason", "binds", "early")
_LIMIT: Final = ("begins", "ends", "authority", "sure", "pauses")


def of_procedure(procedure: Procedure, order: str) -> Leaves:
    """Take a procedure apart.

    Args:
        procedure: The procedure.
        order: The last word of the paths under which orders stand.

    Returns:
        Its single values; who may make a move, its papers, how long a limit is and the ladder are one each.
    """
    leaves: Leaves = {(name,): getattr(procedure, name) for name in _PROCEDURE}
    put_title(leaves, ("title",), procedure.title)
    put_title(leaves, ("help",), procedure.help)
    for step in procedure.steps:
        own: Path = ("steps", step.name)
        leaves.update({(*own, name): getattr(step, name) for name in _STEP})
        put_title(leaves, (*own, "title"), step.title)
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
    put_title(leaves, (*own, "title"), move.title)
    put_title(leaves, (*own, "say"), move.say)
    leaves[*own, "by"] = tuple((one.when, *one.posts) for one in move.by)
    leaves[*own, "papers"] = tuple(
        (one.name, one.title.zh, one.title.en, one.title.hant, one.serial, one.template)
        for one in move.papers
    )


def _limit(leaves: Leaves, limit: Limit) -> None:
    own: Path = ("limits", limit.name)
    leaves.update({(*own, name): getattr(limit, name) for name in _LIMIT})
    put_title(leaves, (*own, "title"), limit.title)
    leaves[*own, "within"] = tuple((one.when, one.budget) for one in limit.within)
    leaves[*own, "extend"] = tuple((one.by, one.for_) for one in limit.extend)


def to_procedure(tree: Mapping[Any, Any], order: str) -> Procedure:
    """Put a procedure together again."""
    ladder = tree.get("ladder")
    return Procedure(
        **{name: tree[name] for name in _PROCEDURE},
        title=to_title(tree["title"]),
        help=optional_title(tree, "help"),
        steps=tuple(
            Step(name, to_title(one["title"]), **{each: one[each] for each in _STEP})
            for name, one in ordered(tree["steps"], order)
        ),
        moves=tuple(_to_move(name, one) for name, one in ordered(tree["moves"], order)),
        limits=tuple(_to_limit(name, one) for name, one in ordered(tree["limits"], order)),
        ladder=None
        if ladder is None
        else Ladder(ladder["warn"], tuple(Rung(late, tell) for late, tell in ladder["then"])),
    )


def _to_move(name: str, tree: Mapping[Any, Any]) -> Move:
    return Move(
        name=name,
        title=to_title(tree["title"]),
        **{each: tree[each] for each in _MOVE},
        say=optional_title(tree, "say"),
        by=tuple(By(posts, when) for when, *rest in tree["by"] for posts in [tuple(rest)]),
        papers=tuple(
            Paper(paper, Title(zh, en, hant), serial, template)
            for paper, zh, en, hant, serial, template in tree["papers"]
        ),
    )


def _to_limit(name: str, tree: Mapping[Any, Any]) -> Limit:
    return Limit(
        name=name,
        title=to_title(tree["title"]),
        **{each: tree[each] for each in _LIMIT},
        within=tuple(Within(budget, when) for when, budget in tree["within"]),
        extend=tuple(Extend(by, for_) for by, for_ in tree["extend"]),
    )
