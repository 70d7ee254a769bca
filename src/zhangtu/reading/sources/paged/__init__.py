"""Files with fixed pages (PDF, OFD): signs at places → lines → paragraphs and tables."""

from zhangtu.reading.sources.paged.ofd import looks_like_ofd, read_ofd
from zhangtu.reading.sources.paged.pdf import read_pdf

__all__ = ["looks_like_ofd", "read_ofd", "read_pdf"]
