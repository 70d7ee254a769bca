"""The second factor: time-based codes (RFC 6238), their secret encrypted, and recovery codes on paper."""

import base64
import hmac
import secrets
from urllib.parse import quote

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from zhangtu.kernel.clock import now
from zhangtu.people import codes

#: Seconds a code is good, and how many steps a wrong clock may be off.
_STEP, _SLACK = 30, 1
_DIGITS = 6
#: How many recovery codes are printed.
RECOVERY = 8


def _box() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"zhangtu second factor").derive(
        str(settings.SECRET_KEY).encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))


def new_secret() -> bytes:
    """A new secret of 20 bytes, as RFC 4226 recommends."""
    return secrets.token_bytes(20)


def sealed(secret: bytes) -> str:
    """A secret, encrypted with a key made of the office's key."""
    return _box().encrypt(secret).decode()


def opened(text: str) -> bytes | None:
    """A secret out of its encryption; ``None`` when the office's key is another than it was."""
    try:
        return _box().decrypt(text.encode())
    except InvalidToken:
        return None


def _at(secret: bytes, step: int) -> str:
    made = TOTP(secret, _DIGITS, SHA1(), _STEP, enforce_key_length=False)  # noqa: S303  # what the apps know
    return made.generate(step * _STEP).decode()


def step_of(secret: bytes, code: str, used: int) -> int:
    """The step of time a code belongs to.

    Args:
        secret: The secret.
        code: What was typed.
        used: The last step a code was taken for: that one and those before are not taken again.

    Returns:
        The step; 0 when the code is wrong, too old or was used.
    """
    typed = "".join(letter for letter in code if letter.isascii() and letter.isdigit())
    present = int(now().timestamp()) // _STEP
    steps = range(max(present - _SLACK, used + 1), present + _SLACK + 1)
    found = [step for step in steps if hmac.compare_digest(_at(secret, step), typed)]
    return found[0] if found else 0


def address(secret: bytes, login: str, office: str) -> str:
    """What the QR code says: the address all authenticator apps read."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return f"otpauth://totp/{quote(office)}:{quote(login)}?secret={text}&issuer={quote(office)}"


def new_recovery() -> tuple[list[str], str]:
    """Recovery codes to be printed, and what is stored of them."""
    made = [codes.new_code() for _ in range(RECOVERY)]
    return made, " ".join(codes.hashed(code) for code in made)


def without(recovery: str, code: str) -> str | None:
    """What is left of stored recovery codes once one is used; ``None`` if it is none of them."""
    kept = recovery.split()
    found = next((one for one in kept if codes.matches(code, one)), None)
    return None if found is None else " ".join(one for one in kept if one != found)
