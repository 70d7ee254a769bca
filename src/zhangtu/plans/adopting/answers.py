"""Answers to the questions of an adoption as they are kept: plain JSON, read back into values. Pure."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.states import Question
from zhangtu.plans.adopting.times import PERIODS, When
from zhangtu.plans.adopting.units import folded

#: Question → answer, as kept.
Answers = Mapping[str, Any]
#: The longest reason kept.
LONGEST: Final = 500


def question(sort: Question, name: str) -> str:
    """What a question is called.

    Args:
        sort: What is asked.
        name: About what: a name of a unit, a task, a fault, a target, a unit's number.
    """
    if sort is Question.UNIT:
        name = folded(name)
        if len(name) > 100:
            name = hashlib.sha256(name.encode()).hexdigest()[:32]
    return f"{sort}:{name}"


def units_of(answers: Answers, asked: str) -> tuple[int, ...]:
    """The units somebody chose; none where nobody did."""
    found = answers.get(asked) or {}
    return tuple(found.get("units", ()))


def when_of(answers: Answers, asked: str) -> When | None:
    """By when or how often somebody said that a task is to be done; ``None`` where nobody did."""
    found = answers.get(asked)
    if not found:
        return None
    due = found.get("due")
    if due:
        return When("dated", None, date.fromisoformat(due))
    return When("standing", None, None, found["period"])


def due_answer(due: str, period: str, reason: str) -> dict[str, str]:
    """An answer to by when or how often.

    Args:
        due: The last day as an ISO date; empty for none.
        period: How often it shows proof instead; one of ``PERIODS``.
        reason: Why no day is set; needed then.

    Returns:
        What is kept.

    Raises:
        AdoptionError: There is no such day or period, or no reason.
    """
    if due:
        try:
            return {"due": date.fromisoformat(due).isoformat()}
        except ValueError:
            raise AdoptionError("bad_day") from None
    if period not in PERIODS:
        raise AdoptionError("bad_answer")
    return {"period": period, "reason": said(reason)}


def said(reason: str) -> str:
    """A reason, which has to be given.

    Raises:
        AdoptionError: It is empty.
    """
    words = " ".join(reason.split())[:LONGEST]
    if not words:
        raise AdoptionError("no_reason")
    return words
