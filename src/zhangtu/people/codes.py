"""Codes printed on paper and used once: made so that they can be typed, and kept as salted hashes."""

import hashlib
import hmac
import secrets

#: No letter or digit that looks like another.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
#: Three groups of four: 59 bits, far too many to try within the days a code is good.
_GROUPS, _EACH = 3, 4


def new_code() -> str:
    """A new code, such as ``K7QF-29TM-XW4D``."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))
    return "-".join(groups)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in _LETTERS)


def hashed(code: str) -> str:
    """What is stored of a code: salt and SHA-256, both in hexadecimal digits, with ``$`` between.

    A slow hash is not needed: unlike a password, a code is random.
    """
    salt = secrets.token_hex(16)
    return f"{salt}${_digest(salt, code)}"


def _digest(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}{_plain(code)}".encode()).hexdigest()


def matches(code: str, stored: str) -> bool:
    """Whether a typed code is the stored one; case, blanks and dashes make no difference."""
    salt, _, digest = stored.partition("$")
    same = hmac.compare_digest(_digest(salt, code), digest)
    return same and len(_plain(code)) == _GROUPS * _EACH


def token() -> tuple[str, str]:
    """A secret for a link, and its SHA-256 to be stored."""
    secret = secrets.token_urlsafe(32)
    return secret, token_digest(secret)


def token_digest(secret: str) -> str:
    """What is stored of a link's secret: SHA-256 in hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
