"""A sealed head as a value: its text, its signature, its line in a file; needs no database."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_FORMAT: Final = "zhangtu head 1"


class NotAHeadError(ValueError):
    """What was given as a head is none."""


@dataclass(frozen=True, slots=True)
class Head:
    """A signed Merkle root over the entries up to a number.

    Attributes:
        size: How many entries it covers.
        root: The Merkle tree hash of their digests.
        previous: SHA-256 of the text of the seal before; empty for the first.
        at: When it was sealed, microseconds since 1970 in UTC.
        epoch: The store's epoch.
        key: The signer's public key, 32 bytes (Ed25519, RFC 8032).
        signature: The signature over ``text``.
    """

    size: int
    root: bytes
    previous: bytes
    at: int
    epoch: str
    key: bytes
    signature: bytes = b""

    @property
    def text(self) -> bytes:
        """What is signed: JSON without spaces, keys sorted, bytes as hexadecimal digits."""
        return msgspec.json.encode(_plain(self), order="sorted")

    @property
    def digest(self) -> bytes:
        """What the next seal names as the one before."""
        return sha256(self.text).digest()

    @property
    def line(self) -> str:
        """The head as one line of JSON, its signature with it."""
        whole = {**_plain(self), "signature": self.signature.hex()}
        return msgspec.json.encode(whole, order="sorted").decode()

    def signed_by_its_key(self) -> bool:
        """Whether the signature is that of the key it names.

        Returns:
            Whether it is; whose key that is, is another question.
        """
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, self.text)
        except (InvalidSignature, ValueError):
            return False
        return True


def _plain(head: Head) -> dict[str, Any]:
    """Everything that is signed."""
    return {
        "at": head.at,
        "epoch": head.epoch,
        "format": _FORMAT,
        "key": head.key.hex(),
        "previous": head.previous.hex(),
        "root": head.root.hex(),
        "size": head.size,
    }


def signed(head: Head, private: Ed25519PrivateKey) -> Head:
    """Sign a head.

    Args:
        head: The head; key and signature in it do not count.
        private: With what.

    Returns:
        The head with public key and signature.
    """
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    bare = Head(head.size, head.root, head.previous, head.at, head.epoch, public)
    return Head(head.size, head.root, head.previous, head.at, head.epoch, public, private.sign(bare.text))


def parse(text: str) -> Head:
    """Read a head.

    Args:
        text: JSON as ``Head.line`` writes it.

    Returns:
        The head; its signature is not checked.

    Raises:
        NotAHeadError: It is none.
    """
    try:
        whole = msgspec.json.decode(text, type=dict[str, str | int])
        if whole["format"] != _FORMAT:
            raise NotAHeadError(str(whole["format"]))
        root, previous, key, signature = (
            bytes.fromhex(str(whole[name])) for name in ("root", "previous", "key", "signature")
        )
        size, at = whole["size"], whole["at"]
        if not isinstance(size, int) or not isinstance(at, int) or size < 0 or len(root) != 32:
            raise NotAHeadError("size, moment or root")
        return Head(size, root, previous, at, str(whole["epoch"]), key, signature)
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise NotAHeadError(str(error)) from error


def read_file(path: Path) -> list[Head]:
    """Read heads from a file: one head, or a copy of ``heads.log``.

    Args:
        path: The file.

    Returns:
        The heads in it.

    Raises:
        NotAHeadError: There is none in it, or a line is none.
        OSError: It cannot be read.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise NotAHeadError(str(error)) from error
    found = [parse(line) for line in lines if line.strip()]
    if not found:
        raise NotAHeadError("empty")
    return found
