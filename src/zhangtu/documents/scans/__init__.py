"""A scan or photograph of printed forms → its pages, and which form each belongs to; confined."""

from zhangtu.documents.scans.feed import joined, pages
from zhangtu.documents.scans.refusing import Reason, ScanError
from zhangtu.documents.scans.values import WHOLE, Part, ScannedPage

__all__ = ["WHOLE", "Part", "Reason", "ScanError", "ScannedPage", "joined", "pages"]
