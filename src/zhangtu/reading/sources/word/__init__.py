"""Word documents (docx) as the page shows them: numbers, tables, changes accepted, notes at the end."""

from zhangtu.reading.sources.word.document import read_docx

__all__ = ["read_docx"]
