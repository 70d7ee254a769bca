"""The one face of comparing: what differs between two definitions, and how an upgrade meets an office's."""

from zhangtu.schema.changes import Change, Deed, Definition, Part, difference
from zhangtu.schema.merging import Conflict, Merge, Side, three_way

__all__ = ["Change", "Conflict", "Deed", "Definition", "Merge", "Part", "Side", "difference", "three_way"]
