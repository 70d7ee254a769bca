"""Writes rows, problems and refusals of the rooms below as the REST face gives them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec
from django.http import HttpResponse

from zhangtu.api.refusals import ApiError, DefinitionMovedError, DefinitionWrongError
from zhangtu.api.shapes import RefusalOut
from zhangtu.kernel.problems import FieldProblem, FileProblem
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.refusals import BatchInvalidError, ChangedError, LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.ledgers.wording import say_problem
from zhangtu.measures.refusals import MeasureError
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Scope
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.change_wording import say_change
from zhangtu.schema.specs import Field
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.types.choice import title_in
from zhangtu.schema.types.wording import say_field_problem
from zhangtu.schema.wording import say_change_problem, say_file_problem

_json = msgspec.json.Encoder().encode
#: What can be wrong with a definition.
_TROUBLES: Final = frozenset(Trouble)
#: HTTP statuses of refusals, declared with every route.
REFUSED: Final = frozenset({400, 401, 403, 404, 409, 412, 413, 422, 428})
_STATUSES: Final[Mapping[str, int]] = {
    "no_ledger": 404,
    "no_row": 404,
    "file_unknown": 404,
    "not_allowed": 403,
    "other_unit": 403,
    "other_behalf": 403,
    "masked": 403,
    "changed": 412,
    "referenced": 409,
    "withdrawn": 409,
    "not_withdrawn": 409,
    "pending": 409,
}
_MEASURES: Final[Mapping[str, int]] = {"masked": 403, "rows_masked": 403, "closed_unit": 403}
#: Kinds of refusals of procedures that say who may, and those that say how a row stands.
_PROCEDURES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("not_yours", "made_by_you", "conflict", "reopen_right"), 403),
    **dict.fromkeys(("running", "not_running", "wrong_step", "nothing_to_take_back", "not_final"), 409),
    "no_move": 404,
}
_PEOPLE: Final[Mapping[str, int]] = {
    "not_allowed": 403,
    "not_signer": 403,
    "not_head": 403,
    "role_by_grant": 403,
    "gone": 404,
    "no_unit": 404,
    "no_post": 404,
    "no_person": 404,
    "handover_over": 409,
    "in_objection": 409,
    "unsigned": 409,
    "more_open": 409,
}


def answers(good: Any, status: int = 200) -> dict[Any, Any]:
    """What a route declares that it answers.

    Args:
        good: The shape when it is done.
        status: Its HTTP status.

    Returns:
        Status → shape, refusals included.
    """
    return {status: good, REFUSED: RefusalOut}


def plain(value: Any) -> Any:
    """A value as JSON gives it: numbers as text, dates as YYYY-MM-DD, rows by their uid.

    Args:
        value: A value of a field.

    Returns:
        Text, yes or no, lists and mappings of them.
    """
    return msgspec.to_builtins(value)


def written(said: Any) -> HttpResponse:
    """An answer whose shape the page of a list makes itself: written once, not checked value by value."""
    return HttpResponse(_json(said), content_type="application/json; charset=utf-8")


def listed(views: Iterable[RowView], language: str) -> list[dict[str, Any]]:
    """Rows as ``shapes.RowOut``, to be ``written``: their values as they are."""
    return [_row(view, {**view.values, **view.live}, language) for view in views]


def row(view: RowView, language: str) -> dict[str, Any]:
    """A row as ``shapes.RowOut``."""
    return _row(view, plain({**view.values, **view.live}), language)


def _row(view: RowView, values: Any, language: str) -> dict[str, Any]:
    return {
        "uid": view.uid,
        "ledger": view.ledger,
        "name": view.title,
        "unit": view.unit,
        "post": view.post,
        "state": view.state,
        "withdrawn": view.withdrawn,
        "version": view.version,
        "values": values,
        "masked": sorted(view.masked),
        "warnings": problems(view.warnings, language, view.ledger) if view.warnings else [],
    }


def lively(view: RowView, scope: Scope) -> RowView:
    """A row just changed with its live values: an action answers without what is computed from other rows.

    Args:
        view: The row as the action gave it.
        scope: Of whoever asks.

    Returns:
        The row with its live values, where its ledger has some.
    """
    if not definitions.in_force(view.ledger).live:
        return view
    return replace(view, live=queries.row(view.uid, scope).live)


def problems(found: Iterable[FieldProblem], language: str, ledger: str = "") -> list[dict[str, str]]:
    """Problems as ``shapes.ProblemOut``; fields go by what they are called in the language.

    Args:
        found: What is wrong.
        language: Of the sentences.
        ledger: The ledger whose fields they are; empty if not known.
    """
    fields = definitions.known().ledgers[ledger].fields if ledger in definitions.known().ledgers else {}
    return [
        {
            "field": one.name,
            "kind": one.kind,
            "severity": one.severity.value,
            "message": _sentence(one, fields.get(one.name), language),
        }
        for one in found
    ]


def _sentence(problem: FieldProblem, field: Field | None, language: str) -> str:
    if problem.kind in _TROUBLES:
        return say_change_problem(problem, language)
    called = problem.name if field is None else title_in(field.title, language)
    words = say_problem(problem, language)
    if words is None:
        return say_field_problem(problem, called, language)
    if not called:
        return words
    return f"{called}: {words}" if language == "en" else f"{called}：{words}"


def _place(problem: FileProblem, language: str) -> dict[str, str]:
    """What is wrong in the text of a definition; the field is its line and column."""
    return {
        "field": f"{problem.line}:{problem.column}",
        "kind": problem.kind,
        "severity": problem.severity.value,
        "message": say_file_problem(problem, language),
    }


def refusal(error: RefusedError, language: str) -> tuple[int, dict[str, Any]]:
    """A refusal of any room as ``shapes.RefusalOut``.

    Args:
        error: The refusal.
        language: Of its sentences.

    Returns:
        The HTTP status and the body.
    """
    said: dict[str, Any] = {
        "kind": error.kind,
        "message": error.say(language),
        "problems": problems(error.problems, language, getattr(error, "ledger", "")),
    }
    if isinstance(error, ChangedError):
        said["conflicts"] = [
            {
                "field": one.name,
                "theirs": one.theirs,
                "mine": one.mine,
                "entry": one.entry,
                "at": one.at.isoformat(),
            }
            for one in error.conflicts
        ]
    if isinstance(error, DefinitionMovedError):
        said["changes"] = [say_change(one, language) for one in error.changes]
    if isinstance(error, DefinitionWrongError):
        said["problems"] = [_place(one, language) for one in error.places]
    if isinstance(error, BatchInvalidError):
        said["places"] = {
            place: problems(wrong, language, error.ledgers.get(place, ""))
            for place, wrong in error.drafts.items()
        }
    return _status(error), said


def _status(error: RefusedError) -> int:
    if isinstance(error, ApiError):
        return error.status
    if isinstance(error, LedgerError):
        return _STATUSES.get(error.kind, 422)
    if isinstance(error, PeopleRefusedError):
        return _PEOPLE.get(error.kind, 422)
    if isinstance(error, MeasureError):
        return _MEASURES.get(error.kind, 422)
    return _PROCEDURES.get(error.kind, 422) if isinstance(error, ProcedureError) else 422
