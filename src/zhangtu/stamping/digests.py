"""Keyed hashes of what was printed: they tell whether it changed, and nothing to who lacks the secret."""

import hashlib
import hmac
from typing import Any, Final

import msgspec
from django.conf import settings

#: What the office's secret is used for here; another purpose makes other hashes.
_PURPOSE: Final = b"zhangtu.stamping.v1"


def keyed(content: bytes) -> str:
    """The keyed hash of some bytes.

    Args:
        content: The bytes.

    Returns:
        64 hexadecimal digits; a hash without a key of, say, a telephone number could be guessed back.
    """
    secret = hmac.new(str(settings.SECRET_KEY).encode(), _PURPOSE, hashlib.sha256).digest()
    return hmac.new(secret, content, hashlib.sha256).hexdigest()


def keyed_paper(paper: Any) -> str:
    """The keyed hash of a paper: of all that is printed on it, its own mark left out.

    Args:
        paper: A frozen value of ``documents.printing``.

    Returns:
        64 hexadecimal digits.
    """
    return keyed(msgspec.json.encode(paper, order="deterministic"))
