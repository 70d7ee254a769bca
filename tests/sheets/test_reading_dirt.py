"""What should be found in spreadsheets as offices really send them is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dirt import SERIAL, Dirt, Left, _cut, book, less
from dirt_files import to_csv, to_ods, to_xlsx

from zhangtu.documents.sheets.opening import open_sheets

MADE = [
    Dirt(),
    *(less(Dirt(), headings=depth, titles=titles) for depth in (1, 2, 3) for titles in (0, 1, 3)),
    less(Dirt(), total="sum"), less(Dirt(), total=""), less(Dirt(), numbered=False),
    less(Dirt(), subtotals=False, merged_down=False), less(Dirt(), blanks=False, note=False),
]  # fmt: skip


@pytest.mark.parametrize("dirt", MADE, ids=str)
@pytest.mark.parametrize("write", [to_xlsx, to_ods, to_csv])
def test_rows_and_columns_are_those_of_a_perfect_reader(
    tmp_path: Path, dirt: Dirt, write: Callable[..., Path]
) -> None:
    if write is not to_xlsx and dirt.merged_down:
        # Only .xlsx and .xls tell which cells are merged.
        dirt = less(dirt, merged_down=False)
    sheets, expected = book(40, dirt)
    path = write(sheets, tmp_path / "book")
    table = next(iter(open_sheets(path).tables()))
    rows = list(table.rows())
    assert [row.number - 1 for row in rows] == sorted(expected.rows)
    wanted = [heading for heading in expected.columns if heading != SERIAL]
    found = [column.path for column in table.columns]
    assert ["".join(path).replace(" ", "") for path in found] == [
        "".join(_cut(path, dirt.headings)) for path in wanted
    ]
    totals = {left.first - 1 for left in table.left_out if left.kind == "total"}
    assert totals == {line for line, kind in expected.left.items() if kind is Left.TOTAL}
