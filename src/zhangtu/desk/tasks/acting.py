"""The buttons of a task: each is one act; what is refused comes back with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.tasks import page
from zhangtu.desk.tasks.page import Typed
from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import filing
from zhangtu.plans.doing import actions, passing
from zhangtu.plans.doing.actions import Given
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed
from zhangtu.schema.types import FileRef

_LONGEST: Final = 10_000


@dataclass
class Sent:
    """What was sent with a deed.

    Attributes:
        request: The request.
        actor: Who sent it.
        files: What was brought in with it, now or before.
    """

    request: HttpRequest
    actor: Actor
    files: list[FileRef] = field(default_factory=list)

    def words(self, name: str = "words") -> str:
        """A text, no longer than anybody writes."""
        return self.request.POST.get(name, "").strip()[:_LONGEST]

    def number(self, name: str) -> int:
        """A number; 0 for none."""
        said = self.words(name)
        return int(said) if said.isdecimal() and len(said) < 19 else 0

    def day(self) -> date:
        """The day; refused where there is none."""
        try:
            return date.fromisoformat(self.words("day"))
        except ValueError as error:
            raise TaskError("no_day") from error

    def bring(self) -> None:
        """Take in the files that came with the form, beside those a refused one had brought."""
        for said in self.request.POST.getlist("brought"):
            sha256, _colon, called = said.partition(":")
            self.files.append(FileRef(sha256, called))
        for file in self.request.FILES.getlist("file"):
            filing.check_form(file.name or "", file.size or 0)
            self.files.append(filing.bring(file.chunks(), file.name or "", actor=self.actor))


def _respond(uid: UUID, sent: Sent) -> object:
    sent.bring()
    final = sent.words("final") == "yes"
    given = Given(sent.words(), tuple(sent.files), final, sent.words("period")[:20])
    return actions.respond(uid, given, actor=sent.actor)


def _decide(uid: UUID, sent: Sent) -> object:
    approve = sent.words("approve") == "yes"
    return actions.decide_extension(uid, approve=approve, words=sent.words(), actor=sent.actor)


def _ask(uid: UUID, sent: Sent) -> object:
    return actions.ask_extension(uid, sent.day(), sent.words(), actor=sent.actor)


_DEEDS: Final[dict[str, Callable[[UUID, Sent], object]]] = {
    Deed.ASSIGN: lambda uid, sent: actions.assign(uid, actor=sent.actor, post=sent.number("post")),
    Deed.ACKNOWLEDGE: lambda uid, sent: actions.acknowledge(uid, actor=sent.actor),
    Deed.RESPOND: _respond,
    Deed.ASK_EXTENSION: _ask,
    Deed.ACCEPT: lambda uid, sent: actions.accept(uid, actor=sent.actor),
    Deed.GIVE_BACK: lambda uid, sent: actions.give_back(uid, sent.words(), actor=sent.actor),
    Deed.DECIDE_EXTENSION: _decide,
    Deed.COMPLETE: lambda uid, sent: actions.complete(uid, sent.words(), actor=sent.actor),
    Deed.STRIKE_OFF: lambda uid, sent: actions.strike_off(uid, actor=sent.actor),
    Deed.CALL_OFF: lambda uid, sent: actions.call_off(uid, sent.words(), actor=sent.actor),
    Deed.TRANSFER: lambda uid, sent: passing.transfer(uid, sent.number("post"), actor=sent.actor),
}


@require_POST
def act(request: HttpRequest, uid: UUID, deed: str) -> HttpResponse:
    """Do it; go to the task's page, which says so."""
    if deed not in _DEEDS:
        raise Http404
    sent = Sent(request, visit_of(request).actor)
    try:
        _DEEDS[deed](uid, sent)
    except RefusedError as refusal:
        return _again(request, uid, deed, sent, refusal)
    return redirect(f"{reverse('task_page', args=(uid,))}?done={deed}")


def _again(request: HttpRequest, uid: UUID, deed: str, sent: Sent, refusal: RefusedError) -> HttpResponse:
    """The page with why it was refused, and everything typed."""
    status, sentence = sentence_of(refusal) or (422, "")
    if isinstance(refusal, TaskError) and refusal.kind == "no_task":
        raise refusal
    more = {name: sent.words(name) for name in ("post", "final", "approve", "period")}
    typed = Typed(deed, sentence, sent.words(), sent.words("day"), tuple(sent.files), more)
    return page.page(request, uid, typed=typed, status=status)
