"""Stores what the timelines of units and posts have become, state by state, each with its entry."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import models as tables

from zhangtu.journal.writing import Act
from zhangtu.people import models
from zhangtu.people.posts import PostState
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.tree import UnitState


def _columns(state: UnitState | PostState) -> dict[str, Any]:
    values = asdict(state)
    del values["id"]
    return values


def _store(
    now: Act,
    register: Register,
    model: type[tables.Model],
    action: str,
    states: tuple[Sequence[UnitState | PostState], Sequence[UnitState | PostState]],
) -> None:
    """Store the difference of old and new states; one that is cut short comes before the one that follows."""
    old = {state.id: state for state in states[0]}
    for state in states[1]:
        if state.id and old[state.id] != state:
            amend(now, register, tables.QuerySet(model).get(pk=state.id), action, **_columns(state))
    for state in states[1]:
        if not state.id:
            add(now, register, model, action=action, **_columns(state))


def store_units(now: Act, action: str, old: Sequence[UnitState], new: Sequence[UnitState]) -> None:
    """Store the states of a unit.

    Args:
        now: The act it belongs to.
        action: The word of the entries.
        old: The states as stored.
        new: The states as they are to be; ``id`` 0 for new ones.
    """
    _store(now, Register.UNIT_STATE, models.UnitRow, action, (old, new))


def store_posts(now: Act, action: str, old: Sequence[PostState], new: Sequence[PostState]) -> None:
    """Store the states of a post; arguments as for ``store_units``."""
    _store(now, Register.POST_STATE, models.PostRow, action, (old, new))
