"""Every example of the manual's page on expressions, in both engines."""

import re
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ground import Ground, connect, in_duckdb, read

from zhangtu.kernel.expressions import Context, Value, Values, run

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "expressions.md"

ROW: Values = {
    1: "中文",
    3: "a",
    4: "B",
    5: Decimal(10),
    7: date(2024, 1, 31),
    9: True,
    11: ("a", "b"),
    12: 1,
}
GROUND = Ground(
    {1: ROW},
    {
        1: {1: 1, 2: "a", 3: Decimal("2.5"), 4: date(2026, 1, 1), 5: "x"},
        2: {1: 1, 2: "b", 3: Decimal(4), 4: date(2026, 2, 1), 5: "y"},
        3: {1: 1, 2: "a", 4: date(2026, 3, 1), 5: "x"},
        4: {1: 2, 2: "a", 3: Decimal(100), 4: date(2027, 1, 1), 5: "z"},
    },
    {
        "rates": [
            (date(2020, 1, 1), None, {"kind": "a", "per": Decimal(1), "needs": ("a",), "word": "old"}),
            (
                date(2026, 1, 1),
                None,
                {"kind": "a", "per": Decimal("1.5"), "needs": ("a", "b"), "word": "new"},
            ),
            (date(2027, 1, 1), None, {"kind": "a", "per": Decimal(9), "needs": (), "word": "later"}),
            (date(2020, 1, 1), date(2026, 11, 23), {"kind": "b", "per": Decimal(9), "needs": (), "word": ""}),
        ]
    },
)


def examples() -> list[tuple[str, str]]:
    """What the page shows: an expression and what it gives."""
    rows = re.findall(
        r"^\| [^|]+ \| `((?:[^`|]|\\\|)+)` \| `([^`|]+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    return [(example.replace("\\|", "|"), gives) for example, gives in rows]


def meant(gives: str) -> Value:
    """The value the page writes."""
    return None if gives == "null" else run(read(gives), {}, Context(date(2026, 11, 23)))


def test_the_page_hasexamples() -> None:
    assert len(examples()) > 60


@pytest.mark.parametrize(("example", "gives"), examples())
def test_the_page_tells_the_truth(example: str, gives: str) -> None:
    expression = read(example)
    wanted = meant(gives)
    assert GROUND.in_python(expression) == [wanted]
    with closing(connect(GROUND)) as base:
        assert in_duckdb(base, expression) == [wanted]


def test_every_function_stands_on_the_page() -> None:
    from zhangtu.kernel.expressions.figuring import Figure, Rising  # noqa: PLC0415
    from zhangtu.kernel.expressions.nodes import Function, Gathering  # noqa: PLC0415

    page = PAGE.read_text("utf-8")
    words = [*Function, *Gathering, *Rising, *Figure]
    assert [
        word
        for word in words
        if f"{word}(" not in page and f"({word} " not in page and f"`{word}`" not in page
    ] == []
