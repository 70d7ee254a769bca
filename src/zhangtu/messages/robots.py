"""Robots of group chats: WeCom, DingTalk and Feishu, each by its own webhook."""

import base64
import hashlib
import hmac
import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

from django.conf import settings

from zhangtu.kernel import clock
from zhangtu.messages.trouble import ChannelError

_SECONDS: Final = 10
_MOST_OF_AN_ANSWER: Final = 20_000

#: ``shape(secret, milliseconds, text)`` → what is put behind the address, and the body.
Shape = Callable[[str, int, str], tuple[str, Mapping[str, Any]]]


def _wecom(secret: str, milliseconds: int, text: str) -> tuple[str, Mapping[str, Any]]:
    """WeCom is not signed: the key stands in the address."""
    del secret, milliseconds
    return "", {"msgtype": "text", "text": {"content": text}}


def _dingtalk(secret: str, milliseconds: int, text: str) -> tuple[str, Mapping[str, Any]]:
    """DingTalk signs the moment with the secret; both stand behind the address."""
    behind = ""
    if secret:
        made = hmac.digest(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256)
        behind = f"&timestamp={milliseconds}&sign={quote_plus(base64.b64encode(made))}"
    return behind, {"msgtype": "text", "text": {"content": text}}


def _feishu(secret: str, milliseconds: int, text: str) -> tuple[str, Mapping[str, Any]]:
    """Feishu signs nothing with moment and secret as the key; both stand in the body."""
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        seconds = str(milliseconds // 1000)
        made = hmac.digest(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256)
        body |= {"timestamp": seconds, "sign": base64.b64encode(made).decode()}
    return "", body


@dataclass(frozen=True, slots=True)
class Robot:
    """The robots of one maker.

    Attributes:
        hosts: Where they live; the setting ``ZHANGTU_ROBOT_HOSTS`` adds relays of the office's own.
        path: What their addresses begin with behind the host.
        longest: How many bytes of UTF-8 one message may have.
        code: The key of the answer that is 0 when all is well.
        often: The codes that mean: too many in too short a time.
        shape: How a message is written and signed.
    """

    hosts: frozenset[str]
    path: str
    longest: int
    code: str
    often: frozenset[int]
    shape: Shape

    @property
    def words(self) -> bool:
        """No: a group's members are not the office's, and the maker keeps what is said there."""
        return False

    def fits(self, target: str) -> bool:
        """Whether it is an address of such a robot: nothing else is ever called."""
        if not target.isascii() or not target.isprintable() or " " in target:
            return False
        try:
            parts = urlsplit(target)
        except ValueError:
            return False
        if parts.username or parts.fragment:
            return False
        if parts.netloc in settings.ZHANGTU_ROBOT_HOSTS:
            return parts.scheme in ("http", "https")
        return parts.scheme == "https" and parts.netloc in self.hosts and parts.path.startswith(self.path)

    def send(self, target: str, secret: str, title: str, text: str) -> None:
        """Send one message; see ``Channel``.

        Args:
            target: The robot's address.
            secret: What it is signed with; empty for none.
            title: Not used: groups show one text.
            text: The words.

        Raises:
            ChannelError: The other side did not take it.
        """
        del title
        if not self.fits(target):
            raise ChannelError("refused", final=True)
        behind, body = self.shape(secret, int(clock.now(UTC).timestamp() * 1000), text)
        status, answer = _call(target + behind, json.dumps(body, ensure_ascii=False).encode())
        code = answer.get(self.code, 0)
        if status == http.client.TOO_MANY_REQUESTS or code in self.often:
            raise ChannelError("too_often")
        if status >= http.client.INTERNAL_SERVER_ERROR:
            raise ChannelError("unreachable")
        if status != http.client.OK or code != 0:
            raise ChannelError("refused", final=True)


def _call(address: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
    """Post a body; redirects are not followed."""
    parts = urlsplit(address)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        secure = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.netloc, timeout=_SECONDS, context=secure)
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=_SECONDS)
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        text = answer.read(_MOST_OF_AN_ANSWER)
        status = answer.status
    except (OSError, http.client.HTTPException) as error:
        raise ChannelError("unreachable") from error
    finally:
        connection.close()
    try:
        found = json.loads(text)
    except ValueError:
        return status, {}
    return status, found if isinstance(found, dict) else {}


WECOM: Final = Robot(
    frozenset({"qyapi.weixin.qq.com"}), "/cgi-bin/webhook/send", 2048, "errcode", frozenset({45009}), _wecom
)
DINGTALK: Final = Robot(
    frozenset({"oapi.dingtalk.com"}), "/robot/send", 20_000, "errcode", frozenset({130101, 660026}), _dingtalk
)
FEISHU: Final = Robot(
    frozenset({"open.feishu.cn", "open.larksuite.com"}), "/open-apis/bot/v2/hook/", 20_000, "code",
    frozenset({11232, 9499}), _feishu,
)  # fmt: skip
