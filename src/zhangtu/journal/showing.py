"""Checks a proof: needs the file and a head or key to trust, neither database nor office."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from zhangtu.journal import canonical
from zhangtu.journal.canonical import Header
from zhangtu.journal.heads import Head, NotAHeadError, parse
from zhangtu.journal.merkle import BrokenProofError, root_from_inclusion
from zhangtu.journal.wording import PROOFS
from zhangtu.kernel.scripts import in_language

FORMAT: Final = "zhangtu proof 1"


class NotAProofError(ValueError):
    """What was given as a proof is none."""


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as the file has it."""

    header: Header
    fields: dict[str, dict[str, str]]
    path: list[str]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The file."""

    format: str
    register: str
    row: int
    entries: list[_Entry]
    head: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of a proof that was checked.

    Attributes:
        header: Who, when, what.
        values: Field → JSON text, of the fields disclosed.
        hidden: The other fields.
        holds: Whether it lies under the head.
    """

    header: Header
    values: Mapping[str, str]
    hidden: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a proof shows.

    Attributes:
        register: The row's register.
        row: Its number there.
        entries: Its entries.
        head: The head they lie under.
        signed: Whether the head is signed by the key it names.
        trusted: Whether that head or key is one the reader trusts; None when none was named.
    """

    register: str
    row: int
    entries: tuple[Shown, ...]
    head: Head
    signed: bool
    trusted: bool | None

    @property
    def holds(self) -> bool:
        """Whether everything it says holds."""
        return self.signed and self.trusted is not False and all(entry.holds for entry in self.entries)

    def say(self, language: str) -> list[str]:
        """Say it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            The outcome, one sentence a line.
        """
        codes = ["holds" if self.holds else "fails"]
        if not self.signed:
            codes.append("unsigned")
        codes.append({True: "trusted", False: "distrusted", None: "on_its_word"}[self.trusted])
        facts = {
            "register": self.register,
            "row": self.row,
            "count": len(self.entries),
            "size": self.head.size,
            "key": self.head.key.hex(),
        }
        lines = [in_language(*PROOFS[code], language).format(**facts) for code in codes]
        fallen = in_language(*PROOFS["entry_fails"], language)
        return lines + [fallen.format(entry=one.header.number) for one in self.entries if not one.holds]


def check(data: bytes, *, head: Head | None = None, key: bytes | None = None) -> Outcome:
    """Check a proof.

    Args:
        data: The file.
        head: A head the reader holds; the proof must be made under it.
        key: The office's public key as the reader knows it.

    Returns:
        What it shows.

    Raises:
        NotAProofError: The file is no proof.
    """
    try:
        file = msgspec.json.decode(data, type=_File)
        sealed = parse(msgspec.json.encode(file.head).decode())
    except (msgspec.DecodeError, NotAHeadError) as error:
        raise NotAProofError(str(error)) from error
    if file.format != FORMAT or not file.entries:
        raise NotAProofError(file.format)
    trusted = None
    if head is not None:
        trusted = (head.size, head.root) == (sealed.size, sealed.root) and head.signed_by_its_key()
    if key is not None:
        trusted = trusted is not False and key == sealed.key
    shown = tuple(_shown(entry, file, sealed) for entry in file.entries)
    return Outcome(file.register, file.row, shown, sealed, sealed.signed_by_its_key(), trusted)


def _shown(entry: _Entry, file: _File, head: Head) -> Shown:
    """Check one entry: its commitments, its digest, its way up to the root."""
    values: dict[str, str] = {}
    commitments: dict[str, bytes] = {}
    try:
        for field, given in entry.fields.items():
            if "value" in given:
                values[field] = given["value"]
                salt = bytes.fromhex(given["salt"])
                commitments[field] = canonical.commitment(salt, given["value"].encode())
            else:
                commitments[field] = bytes.fromhex(given["commitment"])
        path = [bytes.fromhex(word) for word in entry.path]
        digest = canonical.digest_of_commitments(canonical.header_bytes(entry.header), commitments)
        root = root_from_inclusion(entry.header.number - 1, head.size, digest, path)
    except (KeyError, ValueError, BrokenProofError):
        root = b""
    about = (entry.header.register, entry.header.row) == (file.register, file.row)
    hidden = tuple(sorted(set(commitments) - set(values)))
    return Shown(entry.header, values, hidden, holds=about and root == head.root)


def as_file(proof: Mapping[str, Any]) -> bytes:
    """A proof as a file.

    Args:
        proof: What ``proving.prove`` gave.

    Returns:
        JSON in UTF-8, laid out for eyes.
    """
    return msgspec.json.format(msgspec.json.encode(proof), indent=1) + b"\n"
