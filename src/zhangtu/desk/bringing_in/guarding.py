"""Who may import into a ledger, for every page of this room; what is not there is not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhangtu.desk.frame.errors import refuse
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.bringing import previewing
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.people.scope import Right

View = Callable[[HttpRequest, InForce, Visit, UUID | None], HttpResponse]
#: Kind of refusal → status, where it is not simply something wrong in what was sent.
_STATUS: Final = {"no_file": 404, "no_import": 404, "no_post": 403, "not_yours": 403}


def guarded(view: View) -> Callable[..., HttpResponse]:
    """Hand a view the ledger and the visit; whoever may not read the ledger does not find it."""

    @wraps(view)
    def answer(request: HttpRequest, *, name: str, uid: UUID | None = None, **_more: Any) -> HttpResponse:
        visit = visit_of(request)
        force = definitions.in_force(name)
        policies.check_may(visit.scope, Right.READ, force)
        try:
            return view(request, force, visit, uid)
        except (BringingError, ImportRefusedError) as error:
            if error.kind not in _STATUS:
                raise
            return refuse(request, _STATUS[error.kind], error.say(tongue()))

    return answer


def why_not(visit: Visit, force: InForce) -> str:
    """Why the visitor may not import into a ledger; empty for whoever may."""
    if previewing.posts_for(visit.actor.person, force):
        return ""
    return _("您的岗位不能往这本台账导入。请由经办岗位来做，或请管理员授权。")
