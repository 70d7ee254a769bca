"""Mail, through the office's own server (setting ``ZHANGTU_MAIL``)."""

import re
import smtplib
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from zhangtu.messages.trouble import ChannelError

_ADDRESS: Final = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,190}")


class Mail:
    """One mail for each message."""

    longest: ClassVar[int] = 100_000
    words: ClassVar[bool] = True

    def fits(self, target: str) -> bool:
        """Whether it looks like one mail address."""
        return _ADDRESS.fullmatch(target) is not None

    def send(self, target: str, secret: str, title: str, text: str) -> None:
        """Send one mail.

        Args:
            target: The address.
            secret: Not used.
            title: The subject.
            text: The words.

        Raises:
            ChannelError: The office has no mail server, or it did not take the mail.
        """
        del secret
        server, sender = _server(settings.ZHANGTU_MAIL)
        if not server["host"]:
            raise ChannelError("not_set_up", final=True)
        try:
            subject = " ".join(title.split())
            EmailMessage(subject, text, sender, [target], connection=get_connection(**server)).send()
        except smtplib.SMTPResponseException as error:
            raise ChannelError("refused", final=error.smtp_code >= 500) from error
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelError("unreachable") from error


def _server(address: str) -> tuple[dict[str, Any], str]:
    """What Django wants to know of the mail server, and who mails are from."""
    parts = urlsplit(address)
    user, secure = unquote(parts.username or ""), parts.scheme == "smtps"
    sender = parse_qs(parts.query).get("from", [user])[0]
    return {
        "host": parts.hostname or "",
        "port": parts.port or (465 if secure else 587),
        "username": user,
        "password": unquote(parts.password or ""),
        "use_ssl": secure,
        "use_tls": bool(user) and not secure,
        "timeout": 20,
    }, sender
