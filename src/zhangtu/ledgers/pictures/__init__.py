"""Pictures as pages show them: re-encoded, stripped, turned upright, by a confined process."""

from zhangtu.ledgers.pictures.claims import Claims, claims_of
from zhangtu.ledgers.pictures.showing import Shown, Size, draw, shown

__all__ = ["Claims", "Shown", "Size", "claims_of", "draw", "shown"]
