"""Word documents (docx) as the page shows them: numbers, tables, changes accepted, notes at the end."""

from zhangtu.reading.sources.word.document import read_docx
from zhangtu.reading.sources.word.package import main_part

__all__ = ["main_part", "read_docx"]
