"""The buttons of a row in its procedure: each is one act; what is refused comes back with what was typed."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.moving import case
from zhangtu.desk.moving.case import Typed
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.ledgers.wording import PROBLEMS
from zhangtu.procedures import actions
from zhangtu.procedures.actions import Moved
from zhangtu.schema.types.wording import say_field_problem

_LONGEST: Final = 10_000
_REASON: Final = 500
#: Names of what is typed begin so: fields, what is said of papers, what a field held before.
_FIELD, _PAPER, _BEFORE = "f-", "p-", "b-"


def _typed(request: HttpRequest, deed: str) -> Typed:
    """What was sent."""
    post = request.POST
    sent = {name: str(post.get(name, "")) for name in post}
    values = {
        name[2:]: said[:_LONGEST]
        for name, said in sent.items()
        if name.startswith(_FIELD) and said.strip() != sent.get(_BEFORE + name[2:], "").strip()
    }
    papers = {name[2:]: said[:100] for name, said in sent.items() if name.startswith(_PAPER)}
    reason = post.get("reason", "").strip()[:_REASON]
    return Typed(deed, reason=reason, values=values, papers=papers)


def _seen(request: HttpRequest) -> int:
    """The entry that was looked at; what is no number was never looked at."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _done(request: HttpRequest, uid: UUID, typed: Typed, deed: Callable[[], Moved]) -> HttpResponse:
    """Do it, and go to the page; or show it again with why it was refused."""
    try:
        moved = deed()
    except RefusedError as refusal:
        if isinstance(refusal, LedgerError) and refusal.kind in ("no_row", "no_ledger"):
            raise
        return _again(request, uid, typed, refusal)
    said = typed.deed if typed.deed in ("begin", "take-back", "reopen", "carry") else "move"
    return redirect(f"{reverse('case', args=(uid,))}?done={'divert' if moved.diverted else said}")


def _again(request: HttpRequest, uid: UUID, typed: Typed, refusal: RefusedError) -> HttpResponse:
    status, sentence = sentence_of(refusal) or (422, "")
    wrong: dict[str, str] = {}
    if isinstance(refusal, InvalidError):
        force = definitions.in_force(ledgers.row(uid, visit_of(request).scope).ledger)
        for problem in refusal.problems:
            spec = force.fields.get(problem.name)
            if spec is not None:
                wrong[problem.name] = say_field_problem(problem, "", tongue(), PROBLEMS)
    back = Typed(typed.deed, sentence, typed.reason, typed.values, typed.papers, wrong)
    return case.page(request, uid, typed=back, status=status)


@require_POST
def begin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Begin the procedure of a row."""
    typed = _typed(request, "begin")
    name = request.POST.get("procedure", "")[:40]
    actor = visit_of(request).actor
    return _done(request, uid, typed, lambda: actions.begin(uid, actor=actor, procedure=name))


@require_POST
def move(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """Make a move."""
    typed = _typed(request, name)
    actor, seen = visit_of(request).actor, _seen(request)
    return _done(
        request,
        uid,
        typed,
        lambda: actions.move(
            uid, name, typed.values, actor=actor, seen=seen, reason=typed.reason, made=typed.papers
        ),
    )


def _with_reason(request: HttpRequest, uid: UUID, name: str, deed: Callable[..., Moved]) -> HttpResponse:
    """Do what takes a reason and nothing else."""
    typed = _typed(request, name)
    actor, seen = visit_of(request).actor, _seen(request)
    return _done(request, uid, typed, lambda: deed(uid, actor=actor, seen=seen, reason=typed.reason))


@require_POST
def take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take back one's own last move."""
    return _with_reason(request, uid, "take-back", actions.take_back)


@require_POST
def reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open a closed row again."""
    return _with_reason(request, uid, "reopen", actions.reopen)


@require_POST
def carry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let a row go by the newest version of its procedure."""
    return _with_reason(request, uid, "carry", actions.carry_over)
