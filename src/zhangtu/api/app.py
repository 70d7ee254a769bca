"""Puts the routes of the REST face together and writes every refusal in one shape."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhangtu.api import answers, batches, changes, files, ledgers, rows, units
from zhangtu.api.refusals import ApiError, internal, language_of
from zhangtu.api.security import DOORS
from zhangtu.kernel.refusals import RefusedError

_log = logging.getLogger(__name__)


def language(request: HttpRequest) -> str:
    """The language an asker wants sentences in."""
    return language_of(request.headers.get("Accept-Language", ""))


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
        description="Ledgers, rows, history, files, units and the change feed of one office.",
    )
    for room in (ledgers, rows, batches, files, changes, units):
        face.add_router("", room.router)
    _answer_refusals(face)
    return face


def _answer_refusals(face: NinjaAPI) -> None:
    def say(request: HttpRequest, error: RefusedError) -> HttpResponse:
        status, said = answers.refusal(error, language(request))
        return face.create_response(request, said, status=status)

    def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        del error
        return say(request, ApiError("no_key"))

    def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        where = ".".join(str(step) for step in first["loc"])
        return say(request, ApiError("bad_request", where=where, why=first["msg"]))

    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return say(request, ApiError("bad_request", where="body", why=str(error)))

    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("the request failed", exc_info=error)
        said: dict[str, Any] = {"kind": "failed", "message": internal(language(request)), "problems": []}
        return face.create_response(request, said, status=500)

    face.add_exception_handler(RefusedError, say)
    face.add_exception_handler(AuthenticationError, nobody)
    face.add_exception_handler(ValidationError, misshapen)
    face.add_exception_handler(HttpError, unreadable)
    face.add_exception_handler(Exception, failed)
