"""Official papers after GB/T 9704-2012 as Word and PDF. Values in, bytes out."""

from zhangtu.documents.official.book import write_book
from zhangtu.documents.official.flow import lines_of
from zhangtu.documents.official.pdf_file import write_pdf
from zhangtu.documents.official.values import (
    Annex,
    Block,
    Cell,
    Column,
    Figure,
    Grid,
    Heading,
    Official,
    Sort,
    Source,
    Text,
)
from zhangtu.documents.official.word_file import write_word
from zhangtu.documents.printing.typesetting import PrintError

__all__ = [
    "Annex",
    "Block",
    "Cell",
    "Column",
    "Figure",
    "Grid",
    "Heading",
    "Official",
    "PrintError",
    "Sort",
    "Source",
    "Text",
    "lines_of",
    "write_book",
    "write_pdf",
    "write_word",
]
