"""A table as one long picture, to be pasted into a group chat."""

from typing import Final

from zhangtu.documents.printing.registers import shared, signed
from zhangtu.documents.printing.tables import columns_of, rows_of, widths
from zhangtu.documents.printing.typesetting import PrintError, typeset
from zhangtu.documents.printing.values import Band, Table
from zhangtu.documents.text import writable
from zhangtu.kernel import clock

#: A longer picture is made unreadable by the chats it is sent to.
MOST_ROWS: Final = 300
#: Dots across: what phones show one to one.
_DOTS: Final = 1_080
#: Millimetres the picture is wide when set, by how many full-width characters its columns need.
_NARROW, _WIDE = 90.0, 260.0
_SIZE: Final = 9.0
_MILLIMETRES: Final = 25.4 / 72


def table_png(table: Table) -> bytes:
    """Draw a table as one long picture.

    Args:
        table: What stands in it.

    Returns:
        A PNG file, 1,080 dots wide (more where the table has many columns), as long as it needs.

    Raises:
        PrintError: It has more than ``MOST_ROWS`` rows, or could not be set.
    """
    if len(table.rows) > MOST_ROWS:
        raise PrintError("too_long", count=len(table.rows), most=MOST_ROWS)
    wide = widths(table.columns, [row for row in table.rows if not isinstance(row, Band)])
    needed = sum(wide) * _SIZE * _MILLIMETRES + len(wide) * 3 + 12
    breadth = min(max(needed, _NARROW), _WIDE)
    scale = (breadth - 12 - len(wide) * 3) / (_SIZE * _MILLIMETRES) / max(sum(wide), 1.0)
    data = {
        **shared(table.title, "", clock.today(), table.language, None),
        **signed((), seal=False, language=table.language),
        "breadth": breadth,
        "size": _SIZE,
        "notes": [writable(note) for note in table.notes],
        "footer": [writable(line) for line in table.footer],
        "columns": columns_of(table.columns, wide),
        "rows": rows_of(table.rows, [width * scale for width in wide]),
    }
    dots = _DOTS if breadth <= 140 else _DOTS * breadth / 140
    return typeset("picture.typ", data, kind="png", points=dots / (breadth / 25.4))
