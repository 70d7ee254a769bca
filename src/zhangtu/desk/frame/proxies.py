"""Takes the word of trusted proxies, and of nobody else, for where a request comes from and how.

A web server with a certificate stands before the office and passes requests on; it says in headers whose they
are and that they came over TLS (X-Forwarded-For, X-Forwarded-Proto). Anybody can write such headers: they
count only when whoever connects to us is a proxy the office named, and only as far as such proxies wrote
them.
"""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Answer = Callable[[HttpRequest], HttpResponse]

_FOR: Final = "HTTP_X_FORWARDED_FOR"
_PROTO: Final = "HTTP_X_FORWARDED_PROTO"
#: What others write about a request; nothing behind this looks at any of it.
_SAID: Final = (
    _FOR,
    _PROTO,
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


class Proxies:
    """Puts the client's own address and the way it came where everybody looks for them; before all else."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, for whoever asked."""
        said = {name: str(request.META.pop(name)) for name in _SAID if name in request.META}
        trusted: Sequence[Network] = settings.ZHANGTU_PROXIES
        near = _read(str(request.META.get("REMOTE_ADDR", ""))) if trusted and said else None
        if near is not None and _within(near, trusted):
            request.META["REMOTE_ADDR"] = str(_client(near, said.get(_FOR, ""), trusted))
            way = said.get(_PROTO, "").rpartition(",")[2].strip().lower()
            if way in {"http", "https"}:
                request.META["wsgi.url_scheme"] = way
        return self._answer(request)


def _client(near: Address, written: str, trusted: Sequence[Network]) -> Address:
    """Who came to the first of the proxies: each wrote behind the others who had come to it.

    From the end backwards, as long as whoever came was a proxy of ours too; what stands before that anybody
    can have written. A word that is no address ends it as well.
    """
    found = near
    for word in reversed(written.split(",")):
        came = _read(word.strip())
        if came is None:
            break
        found = came
        if not _within(came, trusted):
            break
    return found


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _read(word: str) -> Address | None:
    """An address as servers write it: alone, with a port, or in brackets; ``None`` for anything else."""
    if word.startswith("["):
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:
        word = word.partition(":")[0]
    try:
        found = ipaddress.ip_address(word.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return found if mapped is None else mapped
