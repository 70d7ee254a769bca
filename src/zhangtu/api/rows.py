"""Routes of rows: lists, one row, entering, amending, numbering, withdrawing, history and any past day."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from zhangtu.api import answers
from zhangtu.api.asked import IfMatch, LedgerName, Uid, version_of
from zhangtu.api.refusals import ApiError, language_of
from zhangtu.api.security import asking
from zhangtu.api.shapes import (
    NAME,
    DifferenceOut,
    EntryOut,
    NewRow,
    Numbered,
    RowChange,
    RowOut,
    RowsOut,
    Uncovered,
    UncoveredOut,
    Why,
)
from zhangtu.ledgers import actions, queries, serials
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.ledgers.views import RowView
from zhangtu.mirror import lists

router = Router(tags=["rows"])


class Listing(Schema):
    """Which rows of a ledger are wanted, and in which order."""

    where: list[Annotated[str, Field(max_length=300)]] = Field(
        default_factory=list,
        max_length=20,
        description="conditions `field:op:value`; op is "
        "is, not, less, at_most, more, at_least, in (values by comma), has, empty or filled",
    )
    words: str = Field("", max_length=200, description="words that must all stand in the searchable fields")
    order: str = Field(
        "", pattern=r"^-?[a-z@][a-z0-9_]{0,59}$|^$", description="a field; `-` before it: last first"
    )
    after: str = Field("", max_length=1000, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=1000)
    withdrawn: bool = Field(False, description="whether withdrawn rows are wanted instead")


def _row(request: HttpRequest, response: HttpResponse, view: RowView) -> dict[str, Any]:
    response["ETag"] = f'"{view.version}"'
    return answers.row(view, language_of(request))


def _changed(request: HttpRequest, response: HttpResponse, view: RowView) -> dict[str, Any]:
    """A row that was just changed, with what is computed from it and from other rows now."""
    return _row(request, response, answers.lively(view, asking(request).scope))


def _filter(text: str) -> Filter:
    name, _, rest = text.partition(":")
    op, _, value = rest.partition(":")
    if op not in set(Op):
        raise ApiError("bad_condition", given=op[:40], known=" ".join(Op))
    return Filter(name, Op(op), value.split(",") if op == Op.IN else value)


@router.get(
    "ledgers/{ledger}/rows", response=answers.answers(RowsOut), summary="Rows of a ledger, page by page"
)
def rows(request: HttpRequest, ledger: LedgerName, asked: Query[Listing]) -> HttpResponse:
    """List rows in scope; masked fields can be neither filtered, sorted nor searched."""
    order = queries.Order(asked.order.removeprefix("-"), asked.order.startswith("-"))
    page = lists.rows(
        ledger,
        asking(request).scope,
        where=[_filter(text) for text in asked.where],
        words=asked.words,
        orders=[order],
        after=asked.after,
        limit=asked.limit,
        withdrawn=asked.withdrawn,
    )
    rows_ = answers.listed(page.rows, language_of(request))
    return answers.written(
        {"rows": rows_, "next": page.after or None, "count": page.count, "more": page.more}
    )


@router.post("ledgers/{ledger}/rows", response=answers.answers(RowOut, 201), summary="Enter a row")
def create(
    request: HttpRequest, response: HttpResponse, ledger: LedgerName, body: NewRow
) -> Status[dict[str, Any]]:
    """Enter a row; every problem is listed at once, and nothing is saved then."""
    view = actions.create(
        ledger,
        body.values,
        actor=asking(request).actor,
        unit=body.unit,
        post=body.post,
        behalf=body.behalf,
        reason=body.reason,
    )
    response["Location"] = f"/api/v1/rows/{view.uid}"
    return Status(201, _changed(request, response, view))


@router.get("rows/{uid}", response=answers.answers(RowOut), summary="One row, today or on any past day")
def one(request: HttpRequest, response: HttpResponse, uid: Uid, day: date | None = None) -> dict[str, Any]:
    """Read a row; `ETag` is its version."""
    scope = asking(request).scope
    if day is None:
        return _row(request, response, queries.row(uid, scope))
    past = queries.as_of(uid, day, scope)
    if past is None:
        raise ApiError("unknown", what=f"{uid} {day}")
    return answers.row(past, language_of(request))


@router.patch("rows/{uid}", response=answers.answers(RowOut), summary="Amend a row")
def amend(
    request: HttpRequest, response: HttpResponse, uid: Uid, body: RowChange, match: IfMatch
) -> dict[str, Any]:
    """Change values; refused with both values only if what is set, or what its checks read, changed since."""
    view = actions.amend(
        uid,
        body.values,
        actor=asking(request).actor,
        seen=version_of(match),
        reason=body.reason,
        behalf=body.behalf,
    )
    return _changed(request, response, view)


@router.post("rows/{uid}/withdraw", response=answers.answers(RowOut), summary="Take a row out of use")
def withdraw(
    request: HttpRequest, response: HttpResponse, uid: Uid, body: Why, match: IfMatch
) -> dict[str, Any]:
    """Withdraw a row; it stays with its history."""
    actor = asking(request).actor
    view = actions.withdraw(uid, actor=actor, seen=version_of(match), reason=body.reason)
    return _changed(request, response, view)


@router.post("rows/{uid}/restore", response=answers.answers(RowOut), summary="Take a row back into use")
def restore(
    request: HttpRequest, response: HttpResponse, uid: Uid, body: Why, match: IfMatch
) -> dict[str, Any]:
    """Restore a withdrawn row."""
    actor = asking(request).actor
    view = actions.restore(uid, actor=actor, seen=version_of(match), reason=body.reason)
    return _changed(request, response, view)


FieldName = Annotated[str, Field(pattern=NAME)]


@router.post("rows/{uid}/numbers/{field}", response=answers.answers(RowOut), summary="Give a row its number")
def give_number(
    request: HttpRequest, response: HttpResponse, uid: Uid, field: FieldName, body: Numbered
) -> dict[str, Any]:
    """Give a field of type serial the next number of its unit's yearly series."""
    asked = asking(request)
    serials.give(uid, field, actor=asked.actor, year=body.year, reason=body.reason)
    return _changed(request, response, queries.row(uid, asked.scope))


@router.post(
    "rows/{uid}/numbers/{field}/void", response=answers.answers(RowOut), summary="Void a row's number"
)
def void_number(
    request: HttpRequest, response: HttpResponse, uid: Uid, field: FieldName, body: Why
) -> dict[str, Any]:
    """Void a number, saying why; it stays in the series and is never given again."""
    asked = asking(request)
    serials.void(uid, field, actor=asked.actor, reason=body.reason)
    return _changed(request, response, queries.row(uid, asked.scope))


@router.get("rows/{uid}/history", response=answers.answers(list[EntryOut]), summary="What became of a row")
def history(request: HttpRequest, uid: Uid) -> list[dict[str, Any]]:
    """Tell every entry about a row, the oldest first, masked values masked."""
    return [
        {
            "number": one.number,
            "at": one.at.isoformat(),
            "action": one.action,
            "who": one.who,
            "post": one.post,
            "behalf": one.behalf,
            "reason": one.reason,
            "changes": [
                {"field": each.name, "before": each.before, "after": each.after, "removed": each.removed}
                for each in one.shifts
            ],
        }
        for one in queries.history(uid, asking(request).scope)
    ]


@router.get("rows/{uid}/difference", response=answers.answers(DifferenceOut), summary="A row on two days")
def difference(request: HttpRequest, uid: Uid, earlier: date, later: date) -> dict[str, Any]:
    """Tell what differs between the ends of two days."""
    shifts = queries.difference(uid, earlier, later, asking(request).scope)
    return {
        "earlier": earlier,
        "later": later,
        "changes": [
            {"field": each.name, "before": each.before, "after": each.after, "removed": each.removed}
            for each in shifts
        ],
    }


@router.post("rows/{uid}/unmask", response=answers.answers(UncoveredOut), summary="Look at masked values")
def unmask(request: HttpRequest, uid: Uid, body: Uncovered) -> dict[str, Any]:
    """Show masked values in the clear; the look is an entry with its reason."""
    found = actions.unmask(uid, body.fields, actor=asking(request).actor, reason=body.reason)
    return {"values": answers.plain(found)}
