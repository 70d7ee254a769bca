"""Saves what was typed into a grid: all of it or nothing, with the faults cell by cell."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import moment, titled, tongue
from zhangtu.desk.grid.asking import Asked, asked_of, filters
from zhangtu.desk.grid.cells import Line, lines
from zhangtu.desk.grid.columns import columns
from zhangtu.desk.grid.listing import opened
from zhangtu.desk.grid.meaning import Meaning
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.refusals import BatchChangedError, BatchInvalidError, Conflict
from zhangtu.ledgers.views import RowView
from zhangtu.ledgers.wording import PROBLEMS
from zhangtu.mirror import lists
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.types.wording import say_field_problem

#: No more rows are saved at once: an act keeps others from writing as long as it takes.
MOST: Final = 1_000


class Typed(msgspec.Struct):
    """A row as it was typed.

    Attributes:
        values: Field name → what was typed.
        uid: The row; ``None`` for a new one.
        seen: Its version when it was looked at.
    """

    values: dict[str, str]
    uid: UUID | None = None
    seen: int = 0


class Sent(msgspec.Struct):
    """What a grid sends.

    Attributes:
        rows: The rows.
        reason: Why.
    """

    rows: list[Typed]
    reason: str = ""


_SENT: Final = msgspec.json.Decoder(Sent)


@require_POST
def save(request: HttpRequest, name: str) -> HttpResponse:
    """Save a block of cells.

    Returns:
        200 with the rows as they are now; 422 with a sentence for each faulty cell; 409 with both values of
        each cell somebody else changed meanwhile. Nothing is saved but with 200.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    if not policies.can(visit.scope, Right.AMEND, force):
        policies.check_may(visit.scope, Right.ENTER, force)
    try:
        sent = _SENT.decode(request.body)
    except msgspec.DecodeError:
        return JsonResponse({"said": _("这个请求不完整或不合规矩。请回到上一页重试。")}, status=400)
    if not 0 < len(sent.rows) <= MOST:
        said = _("一次最多保存 %(most)s 行，请分几次保存。") % {"most": MOST}
        return JsonResponse({"said": said}, status=422)
    meaning = Meaning(force, visit)
    drafts = [
        Draft(name, meaning.values(place, one.values), uid=one.uid, seen=one.seen)
        for place, one in enumerate(sent.rows)
    ]
    try:
        done = actions.batch(drafts, actor=visit.actor, reason=sent.reason)
    except BatchInvalidError as refused:
        count = len(refused.drafts)
        said = ngettext(
            "有 %(count)s 行要改，所以一行也没有保存。请改好标红的格子，再按保存。",
            "有 %(count)s 行要改，所以一行也没有保存。请改好标红的格子，再按保存。",
            count,
        ) % {"count": count}
        return JsonResponse({"said": said, "faults": _faults(refused.drafts, meaning.doubts)}, status=422)
    except BatchChangedError as refused:
        conflicts = _conflicts(force, refused.drafts)
        return JsonResponse({"said": refused.say(tongue()), "conflicts": conflicts}, status=409)
    return _saved(
        done, asked_of(request.GET, force), force, visit, new=any(one.uid is None for one in sent.rows)
    )


def _saved(done: Sequence[RowView], asked: Asked, force: InForce, visit: Visit, *, new: bool) -> HttpResponse:
    """The rows as they are now; where some are new, how many there are of what the address asks."""
    said = ngettext("已保存 %(count)s 行。", "已保存 %(count)s 行。", len(done)) % {"count": len(done)}
    found = lines(force, done, columns(force, visit, asked.columns), visit)
    count = _count(force, asked, visit) if new else ""
    return JsonResponse({"said": said, "rows": [_line(one) for one in found], "count": count})


def _count(force: InForce, asked: Asked, visit: Visit) -> str:
    """How many rows there are now of what the address asks; nothing where that can't be asked."""
    try:
        page = lists.rows(
            force.ledger.name,
            visit.scope,
            where=filters(asked, force),
            words=asked.words,
            limit=1,
            withdrawn=asked.withdrawn,
            live=(),
        )
    except RefusedError:
        return ""
    return _("共 %(n)s 条") % {"n": page.count} + ("+" if page.more else "")


def _line(line: Line) -> dict[str, Any]:
    cells = [{"text": cell.text, "look": cell.look} for cell in line.cells]
    return {"uid": str(line.uid), "seen": line.seen, "title": line.title, "cells": cells}


def _faults(
    drafts: Mapping[int, Sequence[FieldProblem]], doubts: Mapping[tuple[int, str], str]
) -> list[dict[str, Any]]:
    """Every fault: the place of its row in what was sent, its field, and the sentence."""
    return [
        {
            "place": place,
            "name": problem.name,
            "say": doubts.get((place, problem.name)) or say_field_problem(problem, "", tongue(), PROBLEMS),
        }
        for place, problems in sorted(drafts.items())
        for problem in problems
    ]


def _conflicts(force: InForce, drafts: Mapping[int, Sequence[Conflict]]) -> list[dict[str, Any]]:
    """Every cell two people changed, with both values, who changed it and when."""
    found = []
    for place, conflicts in sorted(drafts.items()):
        for one in conflicts:
            spec = force.fields.get(one.name)
            person = people.person(one.person) if one.person else None
            found.append(
                {
                    "place": place,
                    "name": one.name,
                    "title": titled(spec.title) if spec is not None else one.name,
                    "theirs": one.theirs,
                    "mine": one.mine,
                    "who": person.name if person is not None else one.machine,
                    "when": moment(one.at),
                    "seen": one.entry,
                }
            )
    return found
