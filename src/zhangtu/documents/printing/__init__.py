"""A ledger's list, everything about one row, or a form, as PDF with its code. Values in, bytes out."""

from zhangtu.documents.printing.files import file_pdf
from zhangtu.documents.printing.registers import register_pdf
from zhangtu.documents.printing.typesetting import PrintError
from zhangtu.documents.printing.values import (
    Align,
    Attached,
    Band,
    Cell,
    Column,
    Event,
    Fact,
    Linked,
    Mark,
    Panel,
    Register,
    RowFile,
    Table,
)

__all__ = [
    "Align",
    "Attached",
    "Band",
    "Cell",
    "Column",
    "Event",
    "Fact",
    "Linked",
    "Mark",
    "Panel",
    "PrintError",
    "Register",
    "RowFile",
    "Table",
    "file_pdf",
    "register_pdf",
]
