"""Browsers somebody signed in at before: each remembers, signed by us, for whom.

Who guesses passwords from outside has no such browser, so a lock-out can be kept from whoever has one
(OWASP, "Slow down online guessing attacks with device cookies").
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Final

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "zhangtu_known"
#: A browser is known so long after the last sign-in at it, in seconds, and for so many people.
_KEPT: Final = 180 * 24 * 3600
_MOST: Final = 8
#: What of a session tells that its browser is to be remembered.
MARK: Final = "known"


def _digest(login: str) -> str:
    return hashlib.sha256(login.encode()).hexdigest()[:16]


def _known(request: HttpRequest) -> Mapping[str, str]:
    """Digest of a login name → the word the browser is known by for it."""
    try:
        text = TimestampSigner(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""), max_age=_KEPT)
    except BadSignature:
        return {}
    return dict(one.split(":", 1) for one in text.split(".") if ":" in one)


def word(request: HttpRequest, login: str) -> str:
    """What a browser is known by for a login name.

    Args:
        request: The request.
        login: The folded login name.

    Returns:
        The word; empty when nobody of that name signed in at it, or long ago.
    """
    return _known(request).get(_digest(login), "")


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser remember whoever has just signed in at it."""
    login = request.session.pop(MARK, "")
    if not login:
        return
    before = {name: one for name, one in _known(request).items() if name != _digest(login)}
    kept = [*list(before.items())[-_MOST + 1 :], (_digest(login), secrets.token_hex(16))]
    text = TimestampSigner(salt=COOKIE).sign(".".join(f"{name}:{one}" for name, one in kept))
    response.set_cookie(
        COOKIE, text, max_age=_KEPT, httponly=True, samesite="Lax", secure=request.is_secure(), path="/sign/"
    )
