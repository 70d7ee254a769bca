"""A document as text with the little layout that matters: tables, headings, pages, notes."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """This file cannot be read.

    Its message is a sentence for a clerk: what is wrong and what to do about it. ``code`` names the
    sentence in ``reading.wording``; ``facts`` fills it.
    """

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        start: First character in the text.
        end: One behind the last (the separator behind it is not part of it).
        row: Row number from 0.
        column: Column number from 0, counted in grid columns.
        rows: How many rows it covers (merged downward).
        columns: How many columns it covers.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside the text.

    Attributes:
        start: First character.
        end: One behind the last character, the last line's end included.
        cells: The cells in reading order; a merged cell stands once, at its first place.
        head_rows: How many rows at the top are marked as head by the file; 0 when the file does not say.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    head_rows: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that the file itself marks as a heading.

    Attributes:
        start: First character of the paragraph.
        end: One behind its last character.
        level: 0 for the title, 1 for the outermost heading.
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, endnote or text box, whose words stand at the end of the text.

    Attributes:
        start: First character.
        end: One behind the last.
        anchor: Where in the text it is attached.
        kind: ``footnote``, ``endnote`` or ``textbox``.
    """

    start: int
    end: int
    anchor: int
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text of a document and what its file says of its layout.

    Attributes:
        text: The whole text, line ends as ``\n``. For a plain text file it is the file's own text.
        form: ``txt``, ``md``, ``html``, ``docx``, ``pdf`` or ``ofd``.
        encoding: The encoding a text file was decoded from, else empty.
        tables: Tables known from the file; tab-separated tables in plain text are found later.
        headings: Paragraphs marked as headings by the file.
        pages: Offsets at which pages begin, for files that have pages; else empty.
        notes: Footnotes, endnotes and text boxes.
        remarks: Codes of sentences to show the reader of this file (converted, tracked changes accepted…).
    """

    text: str
    form: str = "txt"
    encoding: str = ""
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()
