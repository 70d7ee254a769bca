"""Puts the routes of the REST face together and writes every refusal in one shape."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhangtu.api import (
    answers,
    batches,
    changes,
    definitions,
    files,
    handovers,
    ledgers,
    measures,
    procedures,
    rows,
    units,
    wrong,
)
from zhangtu.api.refusals import ApiError, internal, language_of
from zhangtu.api.security import DOORS
from zhangtu.kernel.refusals import RefusedError

_log = logging.getLogger(__name__)


def make() -> NinjaAPI:
    """Make the face with its routes.

    Returns:
        The face; ``urls`` is what ``project`` puts under ``/api/v1/``.
    """
    face = NinjaAPI(
        title="Zhangtu",
        version="1",
        urls_namespace="api",
        docs_url=None,
        auth=DOORS,
        description="Ledgers, rows, history, files, measures, units and the change feed of one office.",
    )
    for room in (ledgers, definitions, rows, procedures, batches, files, changes, measures, units, handovers):
        face.add_router("", room.router)
    _answer_refusals(face)
    return face


def _answer_refusals(face: NinjaAPI) -> None:
    """Have every exception answered in the one shape of refusals."""

    def say(request: HttpRequest, error: Any) -> HttpResponse:
        status, said = answers.refusal(_as_refusal(error, language_of(request)), language_of(request))
        return face.create_response(request, said, status=status)

    def failed(request: HttpRequest, error: Any) -> HttpResponse:
        _log.error("the request failed", exc_info=error)
        said = {"kind": "failed", "message": internal(language_of(request)), "problems": []}
        return face.create_response(request, said, status=500)

    for kind in (RefusedError, AuthenticationError, ValidationError, HttpError):
        face.add_exception_handler(kind, say)
    face.add_exception_handler(Exception, failed)


def _as_refusal(error: Exception, language: str) -> RefusedError:
    """What the framework found wrong, said as ours."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, AuthenticationError):
        return ApiError("no_key")
    if isinstance(error, ValidationError):
        first = error.errors[0]
        return ApiError("bad_request", where=wrong.place(first, language), why=wrong.said(first, language))
    if isinstance(error, HttpError) and error.status_code == 403:
        return ApiError("forged")
    place = wrong.place({"loc": ("body",)}, language)
    return ApiError("bad_request", where=place, why=wrong.unread(language))
