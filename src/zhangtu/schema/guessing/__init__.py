"""Proposes a ledger for a sheet that people made: pure guessing, which a person then corrects."""

from zhangtu.schema.guessing.proposing import propose
from zhangtu.schema.guessing.sheet import Around, Key, KeyWhy, Like, Proposal, Proposed, Sheet, Why

__all__ = ["Around", "Key", "KeyWhy", "Like", "Proposal", "Proposed", "Sheet", "Why", "propose"]
