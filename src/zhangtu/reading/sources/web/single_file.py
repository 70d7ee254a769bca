"""MHTML, the "single file web page" that office systems like to call .doc: the page inside it."""

import email
import re
from email.errors import MessageError

_HEAD = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version:", re.IGNORECASE)


def looks_like_mhtml(data: bytes) -> bool:
    """Whether the file begins like a MIME message."""
    return _HEAD.match(data[:2048]) is not None


def html_inside(data: bytes) -> bytes | None:
    """The first web page of a MIME message.

    Args:
        data: The file.

    Returns:
        Its bytes with transfer encoding undone; None if there is none.
    """
    try:
        for part in email.message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                return payload if isinstance(payload, bytes) and payload else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return None
