"""A report of 3,000 lines and 40 columns as Word, Excel and PDF, beside the bare libraries writing the cells.

The bare ones write the same texts and numbers into one table without any layout: python-docx by its own
elements, XlsxWriter by rows, typst a table of fixed widths. Counted is the processor's time of this process
and of those it starts: the PDF is set by processes of its own, here and there, on all processors at once, so
that on an idle machine the clock on the wall shows less.
"""

import io
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import docx
import msgspec
import pylopdf_fonts_zh_cn as shipped
import typst
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from harness import ROUNDS, Figure, at_most
from zhangtu.documents.official import Annex, Column, Grid, Official, write_book, write_pdf, write_word

LINES: Final = 3_000
COLUMNS: Final = 40
MOST: Final = 5.0
MADE: Final = datetime(2026, 11, 1, tzinfo=UTC)

Row = tuple[str | int | Decimal, ...]


def rows() -> tuple[Row, ...]:
    """Invented lines: a name, then numbers of several kinds."""
    return tuple(
        (
            f"第{line}号经营单位",
            *(
                Decimal(line * column % 9973) / 100 if column % 3 else line * column % 997
                for column in range(1, COLUMNS)
            ),
        )
        for line in range(LINES)
    )


def paper(lines: tuple[Row, ...]) -> Official:
    """The report."""
    columns = (Column("单位", 8), *(Column(f"第{place}项") for place in range(1, COLUMNS)))
    return Official(
        "全年情况统计报告", (), annexes=(Annex("统计表", (Grid(columns, lines),), landscape=True),)
    )


def bare_word(lines: tuple[Row, ...]) -> bytes:
    """The cells by python-docx's own elements."""
    document = docx.Document()
    table = document.add_table(0, COLUMNS)._tbl  # noqa: SLF001 - python-docx has no other door to it
    for line in lines:
        row = OxmlElement("w:tr")
        for cell in line:
            box, paragraph, run, text = (OxmlElement(f"w:{name}") for name in ("tc", "p", "r", "t"))
            text.text = str(cell)
            text.set(qn("xml:space"), "preserve")
            run.append(text)
            paragraph.append(run)
            box.append(paragraph)
            row.append(box)
        table.append(row)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bare_book(lines: tuple[Row, ...]) -> bytes:
    """The cells by XlsxWriter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for number, line in enumerate(lines):
        page.write_row(number, 0, line)
    book.close()
    return out.getvalue()


def bare_pdf(lines: tuple[Row, ...]) -> None:
    """The cells by typst, in one table; in a process of its own, for typst remembers what it has set once."""
    process = get_context("fork").Process(target=_bare_pdf, args=(lines,))
    process.start()
    process.join()
    assert process.exitcode == 0


def _bare_pdf(lines: tuple[Row, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data.json").write_bytes(
            msgspec.json.encode([[str(cell) for cell in line] for line in lines])
        )
        (folder / "t.typ").write_text(
            '#set page(paper: "a4", flipped: true)\n#set text(font: "Noto Serif SC", size: 5pt)\n'
            f'#table(columns: (5.5mm,) * {COLUMNS}, inset: 0.4mm, ..json("data.json").flatten())',
            "utf-8",
        )
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(shipped.sans_path().parent)],
        )
        typst.Compiler(str(folder / "t.typ"), root=name, font_paths=fonts).compile(format="pdf")


def busy(*works: Callable[[], object]) -> list[float]:
    """Processor seconds of each work with the processes it starts, in turns, the median."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for times, work in zip(took, works, strict=True):
            began = sum(os.times()[:4])
            work()
            times.append(sum(os.times()[:4]) - began)
    return [statistics.median(times) for times in took]


def measure() -> Iterator[Figure]:
    """A figure for each kind of file."""
    lines = rows()
    report = paper(lines)
    pairs = {
        "Word": (lambda: write_word(report, MADE), lambda: bare_word(lines), "python-docx alone"),
        "Excel": (lambda: write_book(report, MADE), lambda: bare_book(lines), "XlsxWriter alone"),
        "PDF": (lambda: write_pdf(report), lambda: bare_pdf(lines), "typst alone"),
    }
    for kind, (ours, bare, against) in pairs.items():
        took, floor = busy(ours, bare)
        yield at_most(Figure(f"{LINES:,} × {COLUMNS} as {kind}", took, "s", against, took / floor), MOST)


def main() -> None:
    """Print the figures, one a line."""
    for figure in measure():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
