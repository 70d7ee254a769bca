"""What is done to a handover: prepared, listed, objected to, signed, put in force, dropped."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.office import asking, choosing, handovers
from zhangtu.desk.office.asking import Ask, Kind, Option, Subject
from zhangtu.desk.office.deeds import DAY
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.desk.office.room import show
from zhangtu.desk.office.words import why_not
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import filing
from zhangtu.people import actions, papers, queries, rolls
from zhangtu.people.actions.taking_part import readable
from zhangtu.people.handing import Side
from zhangtu.stamping import handovers as stamped
from zhangtu.stamping import queries as printed

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _givers_posts(subject: Subject) -> Iterable[Option]:
    """The posts the one who hands over has, or had last."""
    giver = asking.number_in((subject.typed.get("giver") or [""])[0])
    for one in queries.holdings(person=giver) if giver else ():
        if one.ends is None or one.ends > one.begins:
            yield str(one.post), rolls.post_named(one.post, subject.today), ""


ASKS = (
    Ask(
        "giver", _("移交人"), Kind.PERSON, options=choosing.givers, hint=_("本人、您分管的，或您管理单位的人")
    ),
    Ask("posts", _("移交哪些岗位"), Kind.CHOICES, needed=False, options=_givers_posts),
    Ask("receiver", _("接收人"), Kind.PERSON, options=choosing.people),
    Ask(
        "witness",
        _("监交人"),
        Kind.PERSON,
        options=choosing.people,
        hint=_("一般是本单位或上级单位负责人；由他人监交的，最后由单位管理员办理生效"),
    ),
    DAY,
    Ask("reason", _("原因或依据"), needed=False),
)
MORE = (
    Ask(
        "proxy",
        _("移交人已离岗，由谁代签"),
        Kind.PERSON,
        needed=False,
        options=choosing.people,
        hint=_("本单位或上级单位负责人"),
    ),
    Ask(
        "into",
        _("事项并到接收人的哪个岗位"),
        Kind.POST,
        needed=False,
        options=choosing.posts,
        hint=_("岗位要撤销时用；不填就是接收人接任原岗位"),
    ),
    Ask("mentor", _("传帮带"), Kind.PERSON, needed=False, options=choosing.people),
    Ask("mentor_until", _("传帮带到哪天"), Kind.DAY, needed=False),
)
#: Kind of refusal → the field it is about.
ABOUT: Mapping[str, str] = {
    "nothing_held": "giver",
    "handed_already": "giver",
    "not_allowed": "giver",
    "three_people": "witness",
    "no_person": "receiver",
    "not_receivers": "into",
    "not_head": "proxy",
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a handover."""
    visit = visit_of(request)
    sent = request.POST if request.method == "POST" else request.GET
    typed = asking.typed_of(sent)
    refused, at, status = "", "", 200
    if request.method == "POST":
        try:
            return redirect("office_handover", _prepare(visit, typed))
        except RefusedError as error:
            at = asking.about(error, (*ASKS, *MORE), ABOUT)
            refused, status = error.say(tongue()), 403 if error.kind == "not_allowed" else 422
    else:
        typed.setdefault("posts", typed.get("post", []))
        typed.setdefault("day", [visit.today.isoformat()])
        typed.setdefault("giver", [str(visit.actor.person)])
    subject = Subject(visit, 0, typed)
    values = {
        "fields": [_field(ask, subject, refused if ask.name == at else "") for ask in ASKS],
        "more": [_field(ask, subject, refused if ask.name == at else "") for ask in MORE],
        "more_open": at in {ask.name for ask in MORE}
        or any(typed.get(ask.name, [""])[0] for ask in MORE if typed.get(ask.name)),
        "refused": "" if at else refused,
    }
    return show(request, "office/handover_new.html", values, status=status)


def _field(ask: Ask, subject: Subject, wrong: str) -> dict[str, Any]:
    options = list(ask.options(subject))
    return {
        "wrong": wrong,
        "ask": ask,
        "typed": subject.typed.get(ask.name, []),
        "options": options,
        "many": len(options) > 400,
    }


def _prepare(visit: Visit, typed: Mapping[str, list[str]]) -> int:
    given = asking.read((*ASKS, *MORE), typed, visit.today)
    posts = tuple(int(one) for one in given["posts"] if one.isdigit() and len(one) < 19)
    plan = actions.Plan(
        giver=given["giver"],
        receiver=given["receiver"],
        witness=given["witness"],
        begins=given["day"],
        posts=posts,
        into=given["into"],
        proxy=given["proxy"],
        mentor=given["mentor"],
        mentor_until=given["mentor_until"],
    )
    return actions.prepare_handover(plan, actor=visit.actor, reason=given["reason"])


@require_safe
def form(request: HttpRequest, number: int) -> HttpResponse:
    """The form with three lines to sign, as a Word file."""
    seen = handovers.found(number, visit_of(request))
    answer = HttpResponse(papers.handover_form(seen, tongue()), content_type=_WORD)
    answer["Content-Disposition"] = filing.disposition(f"{seen.code}.docx")
    return answer


@require_POST
def stamp(request: HttpRequest, number: int) -> HttpResponse:
    """The form as a PDF with number and code, to be signed, stamped and scanned."""
    visit = visit_of(request)
    seen = handovers.found(number, visit)
    made = stamped.print_handover(seen.uid, actor=visit.actor, language=tongue())
    return redirect("form", made.form.uid)


Step = Callable[[HttpRequest, Visit, int], None]


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _item_number(request: HttpRequest) -> int:
    text = _text(request, "no")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _add(request: HttpRequest, visit: Visit, number: int) -> None:
    kind, title, note = (_text(request, name) for name in ("kind", "title", "note"))
    actions.add_outside(number, kind, title, actor=visit.actor, note=note)


def _amend(request: HttpRequest, visit: Visit, number: int) -> None:
    no = _item_number(request)
    actions.amend_item(
        number, no, actor=visit.actor, title=_text(request, "title"), note=_text(request, "note")
    )


def _object(request: HttpRequest, visit: Visit, number: int) -> None:
    actions.object_item(number, _item_number(request), _text(request, "reason"), actor=visit.actor)


def _remove(request: HttpRequest, visit: Visit, number: int) -> None:
    actions.remove_item(number, _item_number(request), _text(request, "reason"), actor=visit.actor)


def _renew(request: HttpRequest, visit: Visit, number: int) -> None:
    del request
    actions.renew_list(number, actor=visit.actor)


def _sign(request: HttpRequest, visit: Visit, number: int) -> None:
    side = _text(request, "side")
    if side not in set(Side):
        raise Http404
    _check_looked(request, number, visit)
    actions.sign(number, Side(side), actor=visit.actor)


def _check_looked(request: HttpRequest, number: int, visit: Visit) -> None:
    """Refuse a click under a list that changed since it was shown."""
    if readable(number, visit.actor).digest != _text(request, "digest"):
        raise OfficeError("looked_list")


def _scan(request: HttpRequest, visit: Visit, number: int) -> None:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise OfficeError("no_file")
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    readable(number, visit.actor)
    actions.sign_by_scan(number, digest.hexdigest(), _text(request, "code"), actor=visit.actor)
    if not why_not(lambda: filing.check_may_bring(visit.scope)):
        filing.bring(file.chunks(), file.name or "", actor=visit.actor)


def _stamped(request: HttpRequest, visit: Visit, number: int) -> None:
    """Take the stamped form that came back through the scans for the three signatures."""
    del request
    seen = readable(number, visit.actor)
    form = printed.stamped(("handover", str(seen.uid)), visit.scope)
    scan = next((one for one in form.scans if one.counts), None) if form is not None else None
    if form is None or scan is None or form.changed is not False:
        raise OfficeError("not_stamped")
    actions.sign_by_scan(number, scan.sha256, seen.code, actor=visit.actor)


def _force(request: HttpRequest, visit: Visit, number: int) -> None:
    actions.put_in_force(number, actor=visit.actor, reason=_text(request, "reason"))


def _drop(request: HttpRequest, visit: Visit, number: int) -> None:
    actions.drop_handover(number, actor=visit.actor, reason=_text(request, "reason"))


STEPS: Mapping[str, Step] = {
    "add": _add,
    "amend": _amend,
    "object": _object,
    "remove": _remove,
    "renew": _renew,
    "sign": _sign,
    "scan": _scan,
    "stamped": _stamped,
    "force": _force,
    "drop": _drop,
}


@require_POST
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take a step with a handover."""
    if step not in STEPS:
        raise Http404
    visit = visit_of(request)
    handovers.found(number, visit)
    try:
        STEPS[step](request, visit, number)
    except RefusedError as error:
        return handovers.shown(request, number, error)
    return redirect("office_handover", number)
