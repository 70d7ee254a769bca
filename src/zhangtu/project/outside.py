"""How the office is reached from outside: its own address, and which proxies before it are believed."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlsplit

from zhangtu.kernel.refusals import RefusedError

#: Days browsers use TLS only once they have come by it, unless the environment says otherwise.
DAYS: Final = 365
_DAY: Final = 24 * 3600

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class OutsideError(RefusedError):
    """A setting about how the office is reached is wrong; rather than guess, nothing is served.

    Its sentences come in Simplified Chinese and English, as ``zhangtu.kernel.scripts`` wants them.
    """

    sentences: ClassVar = {
        "proxy": (
            "ZHANGTU_PROXIES 里的“{word}”不是 IP 地址或网段。请写成 127.0.0.1 或 10.0.0.0/24，用逗号隔开。",
            (
                "“{word}” in ZHANGTU_PROXIES is no IP address or network. Write 127.0.0.1 or 10.0.0.0/24, "
                "with commas between several."
            ),
        ),
        "address": (
            "ZHANGTU_ADDRESS 的“{word}”不是网站地址。请写成 https://zhangtu.example.gov，后面不带路径。",
            "“{word}” in ZHANGTU_ADDRESS is no site's address. Write https://zhangtu.example.gov, no path.",
        ),
        "days": (
            "ZHANGTU_HSTS_DAYS 的“{word}”不是天数。请写 0 或正整数。",
            "“{word}” in ZHANGTU_HSTS_DAYS is no number of days. Write 0 or a whole number.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Outside:
    """How the office is reached.

    Attributes:
        origin: Its address as browsers see it, ``https://name``; empty when none is named.
        host: The name in it.
        secure: Whether it is reached over TLS only.
        seconds: How long browsers are to use nothing but TLS; 0 for no such promise.
        proxies: The networks whose word about a request is taken.
    """

    origin: str
    host: str
    secure: bool
    seconds: int
    proxies: tuple[Network, ...]


def outside(environment: Mapping[str, str]) -> Outside:
    """How the office is reached, as the environment says.

    Args:
        environment: Where ``ZHANGTU_ADDRESS``, ``ZHANGTU_PROXIES`` and ``ZHANGTU_HSTS_DAYS`` are looked for.

    Returns:
        What they say; without them plain HTTP, and no proxy is believed.

    Raises:
        OutsideError: One of them is wrong.
    """
    origin, host = _origin(environment.get("ZHANGTU_ADDRESS", "").strip())
    secure = origin.startswith("https://")
    words = environment.get("ZHANGTU_PROXIES", "").replace(",", " ").split()
    days = _days(environment.get("ZHANGTU_HSTS_DAYS", "").strip())
    return Outside(
        origin, host, secure, days * _DAY if secure else 0, tuple(_network(word) for word in words)
    )


def _origin(word: str) -> tuple[str, str]:
    """Scheme, name and port of an address, and the name alone."""
    if not word:
        return "", ""
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OutsideError("address", word=word) from error
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in {"http", "https"} or not host or rest:
        raise OutsideError("address", word=word)
    named = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{named}" + (f":{port}" if port not in {None, usual} else ""), named


def _network(word: str) -> Network:
    try:
        return ipaddress.ip_network(word)
    except ValueError as error:
        raise OutsideError("proxy", word=word) from error


def _days(word: str) -> int:
    if not word:
        return DAYS
    if not (word.isascii() and word.isdecimal() and len(word) <= 4):
        raise OutsideError("days", word=word)
    return int(word)
