"""Which rows something is done with: those picked one by one, or everything an address asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.grid.asking import Asked, asked_of, filters
from zhangtu.desk.grid.columns import Column
from zhangtu.desk.grid.listing import opened
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import uid_of
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.picking import picked
from zhangtu.ledgers.views import RowView
from zhangtu.mirror import lists

#: No more rows are picked, or changed, at once.
MOST = 1_000
#: Seconds picked rows are remembered.
LONG = 6 * 3600
#: The pages picked rows are taken to.
PAGES = {"act": "grid_act", "export": "grid_export", "print": "grid_print", "copy": "grid_copy"}
#: What rows are remembered by; nothing else is looked for.
_TOKEN = re.compile(r"[0-9a-f]{32}")
#: Rows fetched at once.
_PART = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """What something is done with.

    Attributes:
        asked: What the address asks.
        picked: The rows picked and their versions when they were seen; ``None`` for all that is asked for.
        token: What the picked rows are remembered by; empty for none.
    """

    asked: Asked
    picked: tuple[tuple[UUID, int], ...] | None
    token: str = ""

    @property
    def address(self) -> str:
        """The query of an address about the same rows."""
        query = self.asked.address()
        return query + (f"{'&' if len(query) > 1 else ''}taken={self.token}" if self.token else "")


@require_POST
def take(request: HttpRequest, name: str) -> HttpResponse:
    """Remember the rows picked and go where something is done with them.

    Raises:
        Http404: There is no such page.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    page = PAGES.get(request.POST.get("deed", ""))
    if page is None:
        raise Http404
    sent = sent_of(request, force)
    token = remember(sent.picked, name, visit) if sent.picked else ""
    return redirect(reverse(page, args=[name]) + Taken(sent.asked, None, token).address)


def sent_of(request: HttpRequest, force: InForce) -> Taken:
    """What a form of the grid's own page sends along: the rows picked there, or what its address asks."""
    asked = asked_of(QueryDict(request.POST.get("query", "").removeprefix("?")), force)
    rows = () if request.POST.get("all") == "1" else _rows(request.POST)
    return Taken(asked, tuple(rows) or None)


def _rows(sent: QueryDict) -> Sequence[tuple[UUID, int]]:
    """Rows as a page sends them: ``uid:version``, one by one or with commas."""
    found: dict[UUID, int] = {}
    for text in sent.getlist("row"):
        for one in text.split(","):
            uid, _, version = one.strip().partition(":")
            number = uid_of(uid)
            if number is not None and version.isdecimal() and len(version) < 19:
                found[number] = int(version)
    return tuple(found.items())[: MOST + 1]


def remember(rows: Sequence[tuple[UUID, int]], name: str, visit: Visit) -> str:
    """Remember rows for some hours, for this person alone.

    Args:
        rows: The rows and their versions.
        name: The ledger's name.
        visit: Who picked them.

    Returns:
        What they are remembered by.
    """
    token = uuid4().hex
    kept = [visit.actor.person, name, [[str(uid), version] for uid, version in rows]]
    cache.set(f"grid:{token}", kept, LONG)
    return token


def recall(token: str, name: str, visit: Visit) -> tuple[tuple[UUID, int], ...]:
    """The rows remembered by a token.

    Raises:
        Http404: Nothing is, any more, or not for this person.
    """
    kept = cache.get(f"grid:{token}") if _TOKEN.fullmatch(token) else None
    if kept is None or kept[:2] != [visit.actor.person, name]:
        raise Http404
    return tuple((UUID(uid), version) for uid, version in kept[2])


def taken_of(request: HttpRequest, force: InForce, visit: Visit) -> Taken:
    """What an address takes.

    Raises:
        Http404: Rows were picked that nobody remembers any more.
    """
    asked = asked_of(request.GET, force)
    token = request.GET.get("taken", "")
    return Taken(asked, recall(token, force.ledger.name, visit) if token else None, token)


def rows_of(
    force: InForce, taken: Taken, shown: Sequence[Column], visit: Visit, most: int
) -> tuple[list[RowView], int]:
    """The rows something is done with.

    Args:
        force: The ledger.
        taken: Which.
        shown: The columns shown.
        visit: Who.
        most: How many at most.

    Returns:
        The first rows, and how many there are in all, as far as is counted.

    Raises:
        LedgerError: A field is masked or can't be used.
    """
    live = [one.name for one in shown]
    if taken.picked is not None:
        found = picked(force.ledger.name, visit.scope, [uid for uid, _ in taken.picked[:most]], live=live)
        return list(found), len(taken.picked)
    rows, after, count = list[RowView](), "", 0
    while True:
        page = lists.rows(
            force.ledger.name,
            visit.scope,
            where=filters(taken.asked, force),
            words=taken.asked.words,
            orders=orders(taken.asked),
            after=after,
            limit=min(_PART, most - len(rows)),
            withdrawn=taken.asked.withdrawn,
            live=live,
            counted=not after,
        )
        rows += page.rows
        count, after = count or page.count, page.after
        if not after or len(rows) >= most:
            return rows, max(count, len(rows))


def orders(asked: Asked) -> list[Order]:
    """How rows are sorted: where they are in groups, group by group, then as asked."""
    grouped = [Order(name) for name in asked.groups]
    return [*grouped, *(one for one in asked.orders if one.name not in asked.groups)]
