"""Remembers up to which head everything was verified, so that the next run can go on from there."""

import hmac
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings

from zhangtu.journal import signing
from zhangtu.journal.heads import Head, NotAHeadError, parse
from zhangtu.journal.merkle import BrokenProofError, Frontier


class Checkpoint(NamedTuple):
    """Where a verification that found nothing wrong ended.

    Attributes:
        head: The seal it ended at.
        frontier: The tree there.
    """

    head: Head
    frontier: Frontier


def path() -> Path:
    """Where it is kept.

    Returns:
        The file in the office's folder; it need not exist.
    """
    return Path(settings.ZHANGTU_HOME) / "verified.json"


def save(point: Checkpoint) -> None:
    """Keep a checkpoint: whole or not at all.

    Args:
        point: The checkpoint.
    """
    line, edge = point.head.line, point.frontier.packed.hex()
    data = msgspec.json.encode({"head": line, "edge": edge, "mac": _mac(line, edge)})
    beside = path().with_suffix(".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path())


def load() -> Checkpoint | None:
    """The last checkpoint.

    Returns:
        It; None if there is none, or if it was not written by somebody who has the office's secret.
    """
    try:
        whole = msgspec.json.decode(path().read_bytes(), type=dict[str, str])
        line, edge = whole["head"], whole["edge"]
        if not hmac.compare_digest(whole["mac"], _mac(line, edge)):
            return None
        head = parse(line)
        frontier = Frontier(head.size, bytes.fromhex(edge))
    except (FileNotFoundError, KeyError, ValueError, msgspec.DecodeError, NotAHeadError, BrokenProofError):
        return None
    return Checkpoint(head, frontier) if frontier.root == head.root else None


def _mac(line: str, edge: str) -> str:
    """Shows that somebody wrote it who has the office's secret."""
    return hmac.new(signing.derived("checkpoint"), f"{line}\n{edge}".encode(), sha256).hexdigest()
