"""Signing in at an identity provider, if the office names one (OpenID Connect Core 1.0, code flow, PKCE)."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.http import HttpRequest

from zhangtu.people.refusals import PeopleRefusedError

#: Seconds a provider has to answer, and bytes it may answer with.
_PATIENCE, _LONGEST = 5, 1_000_000
#: Signatures taken; never ``none``, never one made with a shared secret.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
#: Seconds clocks may differ.
_LEEWAY = 60
_PENDING = "elsewhere"


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider.

    Attributes:
        issuer: Its address, exactly as it names itself.
        client: The name it knows this office by.
        secret: The password of this office there; empty for a public client.
    """

    issuer: str
    client: str
    secret: str


def provider(environment: Mapping[str, str] = os.environ) -> Provider | None:
    """The provider the office names in its environment; ``None`` for none."""
    issuer, client = environment.get("ZHANGTU_OIDC_ISSUER", ""), environment.get("ZHANGTU_OIDC_CLIENT", "")
    if not issuer or not client:
        return None
    return Provider(issuer, client, environment.get("ZHANGTU_OIDC_SECRET", ""))


def _named() -> Provider:
    found = provider()
    if found is None:
        raise PeopleRefusedError("not_this_way")
    return found


def _failed(why: str) -> PeopleRefusedError:
    return PeopleRefusedError("elsewhere_failed", why=why)


class _Stay(HTTPRedirectHandler):
    """Follows nobody elsewhere: what was asked over TLS is answered there."""

    def redirect_request(self, *_: object) -> None:
        """Do not go on."""


def _ask(
    address: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Any:
    """Ask the provider for JSON, over TLS unless it is on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname == "127.0.0.1"):
        raise _failed("https")
    body = urlencode(form).encode() if form is not None else None
    request = Request(address, body, {"Accept": "application/json", **(headers or {})})  # noqa: S310  # checked above
    try:
        with build_opener(_Stay()).open(request, timeout=_PATIENCE) as answer:
            return json.loads(answer.read(_LONGEST))
    except (URLError, OSError, ValueError) as error:
        raise _failed(type(error).__name__) from error


def _about(named: Provider) -> dict[str, str]:
    """What the provider says of itself (OpenID Connect Discovery 1.0 section 4)."""
    about = _ask(f"{named.issuer.rstrip('/')}/.well-known/openid-configuration")
    wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(about, dict) or any(not isinstance(about.get(name), str) for name in wanted):
        raise _failed("discovery")
    if about["issuer"] != named.issuer:
        raise _failed("issuer")
    return {name: about[name] for name in wanted}


def begin(request: HttpRequest, back: str) -> str:
    """Begin to sign in elsewhere.

    Args:
        request: The request; what must come back unchanged is put into its session.
        back: The address the provider sends the person back to.

    Returns:
        The address to send the person to.

    Raises:
        PeopleRefusedError: ``not_this_way`` or ``elsewhere_failed``.
    """
    named = _named()
    about = _about(named)
    pending = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    request.session[_PENDING] = {**pending, "back": back}
    digest = hashlib.sha256(pending["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": named.client,
        "redirect_uri": back,
        "state": pending["state"],
        "nonce": pending["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    join = "&" if "?" in about["authorization_endpoint"] else "?"
    return f"{about['authorization_endpoint']}{join}{urlencode(asked)}"


def finish(request: HttpRequest, answer: Mapping[str, str]) -> tuple[str, str]:
    """Hear who came back.

    Args:
        request: The request, with the session in which it began.
        answer: What the address the person came back to carries.

    Returns:
        Issuer and subject.

    Raises:
        PeopleRefusedError: ``not_this_way`` or ``elsewhere_failed``.
    """
    named = _named()
    pending = request.session.pop(_PENDING, None)
    if pending is None or not hmac.compare_digest(answer.get("state", ""), pending["state"]):
        raise _failed("state")
    if "code" not in answer:
        raise _failed("code")
    about = _about(named)
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": pending["back"],
        "client_id": named.client,
        "code_verifier": pending["verifier"],
    }
    both = f"{quote(named.client, safe='')}:{quote(named.secret, safe='')}"
    headers = {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"} if named.secret else {}
    given = _ask(about["token_endpoint"], form, headers)
    if not isinstance(given, dict) or not isinstance(given.get("id_token"), str):
        raise _failed("id_token")
    claims = _claims(named, about["jwks_uri"], given["id_token"])
    if not hmac.compare_digest(str(claims.get("nonce", "")), pending["nonce"]):
        raise _failed("nonce")
    return named.issuer, str(claims["sub"])


def _claims(named: Provider, keys: str, token: str) -> dict[str, Any]:
    """What a token says, once its signature, issuer, audience and times are right (Core section 3.1.3.7)."""
    try:
        wanted = jwt.get_unverified_header(token).get("kid")
        known = jwt.PyJWKSet.from_dict(_ask(keys)).keys
        key = next(one for one in known if one.key_id == wanted or (wanted is None and len(known) == 1))
        claims = jwt.decode(
            token,
            key,
            algorithms=list(_ALGORITHMS),
            audience=named.client,
            issuer=named.issuer,
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, StopIteration) as error:
        raise _failed(type(error).__name__) from error
    if claims.get("azp", named.client) != named.client:
        raise _failed("azp")
    return claims
