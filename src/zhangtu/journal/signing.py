"""The keys of the journal, derived from the office's secret, each for one purpose."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def derived(purpose: str) -> bytes:
    """A key for one purpose.

    Args:
        purpose: One word.

    Returns:
        32 bytes of the office's secret (HKDF with SHA-256, RFC 5869), the same ever after.
    """
    secret = str(settings.SECRET_KEY).encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def private_key() -> Ed25519PrivateKey:
    """The key the office's seals are signed with.

    Returns:
        An Ed25519 key (RFC 8032).
    """
    return Ed25519PrivateKey.from_private_bytes(derived("seal"))


def public_key() -> bytes:
    """The key the office's seals are checked with.

    Returns:
        32 bytes.
    """
    return private_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
