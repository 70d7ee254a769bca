"""Moves the cell references of formulas when rows are put in, as Excel does."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SHEET = r"(?P<sheet>(?:'(?:[^']|'')+'|[^\s\W]\w*(?:\.\w+)*)!)?"
_REFERENCE = re.compile(
    _SHEET
    + r"(?:(?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?\d{1,7})(?::(?P<c2>\$?[A-Za-z]{1,3})(?P<r2>\$?\d{1,7}))?"
    + r"|(?P<w1>\$?\d{1,7}):(?P<w2>\$?\d{1,7}))"
    + r"(?![\w(.!])"
)
#: Text in quotes holds no references.
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
#: Functions that add up a range: given one cell of the row that is repeated, they mean all its copies.
_SINGLE = re.compile(r"\A(\$?[A-Z]{1,3}\$?)(\d+)\Z")
_ADDING = re.compile(r"\b(SUM|COUNT|COUNTA|AVERAGE|MAX|MIN|SUBTOTAL)\(((?:\d+,)?)(\$?[A-Z]{1,3}\$?)(\d+)\)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row that becomes several.

    Attributes:
        row: The row repeated, 1 for the top one.
        count: How many it becomes, at least 1.
    """

    row: int
    count: int

    @property
    def more(self) -> int:
        """How many rows are put in."""
        return self.count - 1

    def single(self, row: int) -> int:
        """Where a row goes: those below the repeated one move down."""
        return row + self.more if row > self.row else row

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where rows from–to go: a range that holds the repeated row grows with it."""
        return self.single(first), (last + self.more if last >= self.row else last)

    def range(self, reference: str) -> str:
        """Move a reference such as ``A5`` or ``A5:C9``, or several with blanks between them."""
        return " ".join(shifted(part, self, "", "") for part in reference.split(" "))

    def grown(self, reference: str) -> str:
        """Move a reference as ``range`` does; a single cell of the repeated row becomes all its copies."""
        parts = [
            f"{part}:{part}" if (one := _SINGLE.match(part)) is not None and int(one[2]) == self.row else part
            for part in reference.split(" ")
        ]
        return self.range(" ".join(parts)) if self.more else reference


def shifted(formula: str, stretch: Stretch, here: str, there: str) -> str:
    """A formula after rows were put in.

    Args:
        formula: The formula, without its equals sign.
        stretch: Where they were put in.
        here: Name of the sheet the formula stands in.
        there: Name of the sheet they were put in.

    Returns:
        The formula: references to cells below move, ranges over the repeated row grow, others stay.
    """

    def move(found: re.Match[str]) -> str:
        if _sheet_of(found, here) != there:
            return found[0]
        if found["w1"] is not None:
            first, last = stretch.span(_row(found["w1"]), _row(found["w2"]))
            return f"{found['sheet'] or ''}{_put(found['w1'], first)}:{_put(found['w2'], last)}"
        if found["c2"] is None:
            row = stretch.single(_row(found["r1"]))
            return f"{found['sheet'] or ''}{found['c1']}{_put(found['r1'], row)}"
        first, last = stretch.span(_row(found["r1"]), _row(found["r2"]))
        left = f"{found['sheet'] or ''}{found['c1']}{_put(found['r1'], first)}"
        return f"{left}:{found['c2']}{_put(found['r2'], last)}"

    if here == there and stretch.more:
        formula = _each(formula, lambda text: _ADDING.sub(lambda found: _widen(found, stretch), text))
    return _each(formula, lambda text: _REFERENCE.sub(move, text))


def _widen(found: re.Match[str], stretch: Stretch) -> str:
    if int(found[4]) != stretch.row:
        return found[0]
    return f"{found[1]}({found[2]}{found[3]}{found[4]}:{found[3]}{found[4]})"


def copied(formula: str, rows: int, columns: int = 0, *, below: Stretch | None = None) -> str:
    """A formula as it reads copied elsewhere on its sheet.

    Args:
        formula: The formula, without its equals sign.
        rows: How many rows further down.
        columns: How many columns to the right.
        below: Rows put in at the row copied; references below it move with them and not with the copy.

    Returns:
        The formula: references without ``$`` move.
    """

    def row_of(text: str) -> str:
        number = _row(text)
        if below is not None and number > below.row:
            return _put(text, below.single(number))
        return text if text.startswith("$") else str(max(1, number + rows))

    def move(found: re.Match[str]) -> str:
        if found["w1"] is not None:
            return f"{found['sheet'] or ''}{row_of(found['w1'])}:{row_of(found['w2'])}"
        text = f"{found['sheet'] or ''}{_column(found['c1'], columns)}{row_of(found['r1'])}"
        if found["c2"] is not None:
            text += f":{_column(found['c2'], columns)}{row_of(found['r2'])}"
        return text

    return _each(formula, lambda text: _REFERENCE.sub(move, text))


def _each(formula: str, change: Callable[[str], str]) -> str:
    parts = _QUOTED.split(formula)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def _sheet_of(found: re.Match[str], here: str) -> str:
    sheet = found["sheet"]
    if sheet is None:
        return here
    name = str(sheet[:-1])
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _row(text: str) -> int:
    return int(text.lstrip("$"))


def _put(text: str, row: int) -> str:
    return f"{'$' if text.startswith('$') else ''}{row}"


def _column(text: str, more: int) -> str:
    if not more or text.startswith("$"):
        return text
    return letters_of(number_of(text) + more)


def number_of(letters: str) -> int:
    """The number of a column, 0 for ``A``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(number: int) -> str:
    """The letters of a column, ``A`` for 0; those left of it are ``A``."""
    number, name = max(0, number) + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
