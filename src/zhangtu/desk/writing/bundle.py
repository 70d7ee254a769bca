"""What an inspection of a plan asks to see: its tasks with the files of their answers, as ZIP or one PDF."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.writing.sending import streamed
from zhangtu.desk.writing.shelf import readable
from zhangtu.desk.writing.showing import shown
from zhangtu.documents.official import Official
from zhangtu.documents.official.bundles import Item, Proof, contents, one_pdf, write_bundle
from zhangtu.ledgers import files, naming, queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.people import queries as people
from zhangtu.plans.doing.states import Answer
from zhangtu.plans.doing.tasks import ANSWERS, TASKS, task_of


@require_safe
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What there is and what is missing."""
    visit = visit_of(request)
    title, items = items_of(uid, visit)
    paper = Official(title, contents(items, tongue()), language=tongue())
    return show(request, "writing/bundle.html", {"paper": shown(paper), "uid": uid})


@require_safe
def take(request: HttpRequest, uid: UUID, kind: str) -> FileResponse:
    """The bundle as a file.

    Raises:
        Http404: Another kind of file was asked for, or there is no such plan.
    """
    if kind not in {"zip", "pdf"}:
        raise Http404
    title, items = items_of(uid, visit_of(request))
    write = write_bundle if kind == "zip" else one_pdf
    with TemporaryDirectory(prefix="zhangtu-bundle-") as folder:
        out = Path(folder) / "out"
        write(title, items, out, tongue())
        # Opened before its folder goes: it lives until it was sent.
        return streamed(out.open("rb"), title, kind)


def items_of(uid: UUID, visit: Visit) -> tuple[str, list[Item]]:
    """A plan's tasks with their files.

    Args:
        uid: The plan.
        visit: Who asks; tasks and files out of scope are left out.

    Returns:
        What the bundle is called, and an item for each task.

    Raises:
        Http404: There is no such plan in scope.
    """
    if not readable("plans", visit) or not readable(TASKS, visit):
        raise Http404
    plan = queries.row(uid, visit.scope)
    if plan.ledger != "plans":
        raise Http404
    where = (Filter("plan", Op.IS, str(uid)),)
    tasks = [
        task_of(row)
        for row in queries.rows(
            TASKS, visit.scope, where=where, order=Order(), limit=queries.MOST, live=(), counted=False
        ).rows
    ]
    said = naming.titles([uid, *(one.uid for one in tasks)], visit.scope, tongue())
    proofs = _proofs([one.uid for one in tasks], visit)
    items = [
        Item(
            said.get(one.uid, ""),
            people.name_on(one.lead, visit.today) if one.lead else "",
            tuple(proofs.get(one.uid, ())),
        )
        for one in tasks
    ]
    return _("%(plan)s迎检资料") % {"plan": said.get(uid, "")}, items


def _proofs(tasks: list[UUID], visit: Visit) -> dict[UUID, list[Proof]]:
    """The files of answers that were not returned, the oldest first, each once."""
    found: dict[UUID, list[Proof]] = defaultdict(list)
    if not tasks or not readable(ANSWERS, visit):
        return found
    where = (Filter("task", Op.IN, tuple(map(str, tasks))),)
    after = ""
    while True:
        page = queries.rows(
            ANSWERS,
            visit.scope,
            where=where,
            order=Order(),
            after=after,
            limit=queries.MOST,
            live=(),
            counted=False,
        )
        for row in page.rows:
            if row.values.get("state") != Answer.RETURNED:
                _add(found[row.values["task"]], row.values.get("files") or ())
        after = page.after
        if not after:
            return found


def _add(proofs: list[Proof], refs: Any) -> None:
    for ref in refs:
        proof = Proof(ref.name, files.path_of(ref.sha256))
        if proof not in proofs and proof.path.is_file():
            proofs.append(proof)
