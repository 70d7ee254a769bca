"""Guesses the type of a column from its values and its heading."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, cast

from zhangtu.kernel.folding import fold
from zhangtu.schema.guessing import headings
from zhangtu.schema.guessing.sheet import Around, Guess, Why
from zhangtu.schema.specs import Choice, Field, Title
from zhangtu.schema.types import TYPES, Looking, Nowhere, Read
from zhangtu.schema.types.blank import NOTHING, one_line

#: Share of the filled cells that must be readable: where the heading says so too, and where it does not.
_HINTED: Final = 0.6
_ALONE: Final = 0.9
#: Numbers that tell themselves.
_NUMBERED: Final = ("credit_code", "id_card", "vin", "plate", "food_licence", "document_number")
_YES_NO: Final = frozenset(("是", "否", "有", "无", "√", "×", "对", "错", "y", "n", "yes", "no", "已", "未"))
#: Choices: as many different ones at most, as long at most, each met so often on average.
_MOST_CHOICES: Final = 15
_LONGEST_CHOICE: Final = 16
_OFTEN: Final = 2.0
_OFTEN_HINTED: Final = 1.2
_LONG: Final = 30
_PARTS: Final = re.compile(r"[、,，;；]")
_SUFFIX: Final = re.compile(r"(?a)[-+]?\d[\d,]*(?:\.\d+)?\s*([^\d\s.,()+-]{0,4})")
_ZEROS: Final = re.compile(r"(?a)0\d+")
_MOBILE: Final = re.compile(r"(?a)1[3-9]\d{9}")
#: Looks nothing up: units and people are asked about beforehand.
_NOWHERE: Final = cast("Looking", Nowhere())
_CHINESE_NAME: Final = re.compile("[㐀-䶿一-鿿·]{2,6}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is looked at.

    Attributes:
        heading: Its headings as one.
        cells: Its filled cells, as they stand.
        texts: The same as clean text on one line.
        hints: What its heading hints at.
        around: What is known already.
    """

    heading: str
    cells: tuple[object, ...]
    texts: tuple[str, ...]
    hints: frozenset[str]
    around: Around


def column(heading: str, cells: Sequence[object], around: Around) -> Column:
    """Look at a column.

    Args:
        heading: Its headings as one.
        cells: Its cells.
        around: What is known already.

    Returns:
        The column without its empty cells and without what people write for nothing.
    """
    pairs = [(cell, shown(cell)) for cell in cells]
    filled = [(cell, text) for cell, text in pairs if text and text not in NOTHING]
    return Column(
        heading,
        tuple(cell for cell, _ in filled),
        tuple(text for _, text in filled),
        headings.hints(heading),
        around,
    )


def shown(cell: object) -> str:
    """A cell as text on one line: days without a time as days, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return one_line(str(cell))


def guess(seen: Column) -> Guess:
    """Guess what a column holds.

    Args:
        seen: The column.

    Returns:
        The first that fits, of what is surest first; text where nothing else does.
    """
    if not seen.texts:
        return _by_heading(seen)
    tries: tuple[Callable[[Column], Guess | None], ...] = (
        _numbered, _phone, _day, _yes_no, _figures, _unit, _several, _few, _person, _place, _long,
    )  # fmt: skip
    for one in tries:
        found = one(seen)
        if found is not None:
            return found
    return Guess("text", Why.PLAIN)


def _need(seen: Column, hint: str) -> float:
    return _HINTED if hint in seen.hints else _ALONE


def share(type_: str, cells: Sequence[object], **options: str) -> float:
    """Which share of cells a type can read without a word.

    Args:
        type_: The type's name.
        cells: Filled cells.
        **options: Options of the type.

    Returns:
        0 to 1.
    """
    read = TYPES[type_].reader(Field(1, "tried", type_, Title("tried"), options=options), _NOWHERE)
    right = 0
    for cell in cells:
        found = read(cell)
        right += found is not None and not (type(found) is Read and bool(found.problems))
    return right / len(cells) if cells else 0.0


def _numbered(seen: Column) -> Guess | None:
    for name in _NUMBERED:
        found = share(name, seen.texts)
        if found >= 0.8:
            return Guess(name, Why.CHECK_DIGIT, found)
    return None


def _phone(seen: Column) -> Guess | None:
    mobiles = sum(_MOBILE.fullmatch(text) is not None for text in seen.texts) / len(seen.texts)
    found = share("phone", seen.texts)
    if mobiles >= _ALONE or ("phone" in seen.hints and found >= _HINTED):
        return Guess("phone", Why.VALUES, found)
    return None


def _day(seen: Column) -> Guess | None:
    days = [cell for cell in seen.cells if "date" in seen.hints or not isinstance(cell, int | float)]
    if len(days) < len(seen.cells) * _need(seen, "date"):
        return None
    found = share("date", days) * len(days) / len(seen.cells)
    moments = sum(isinstance(cell, datetime) and cell.time() != time() for cell in seen.cells)
    if found >= _need(seen, "date") and not moments:
        return Guess("date", Why.VALUES, found)
    found = share("time", [cell for cell in days if not isinstance(cell, date) or isinstance(cell, datetime)])
    return Guess("time", Why.VALUES, found) if found >= _need(seen, "date") else None


def _yes_no(seen: Column) -> Guess | None:
    words = {fold(text) for text in seen.texts}
    if words <= _YES_NO and (len(words) > 1 or "yes_no" in seen.hints):
        return Guess("yes_no", Why.VALUES)
    return None


def _figures(seen: Column) -> Guess | None:
    if "code" in seen.hints or any(_ZEROS.fullmatch(text) for text in seen.texts):
        return None
    unit = headings.measure(seen.heading) or _suffix(seen.texts)
    hinted = bool({"money", "number"} & seen.hints) or bool(unit)
    need = _HINTED if hinted else _ALONE
    if unit in {"", "元"} and ("money" in seen.hints or unit == "元"):
        found = share("money", seen.cells)
        return Guess("money", Why.VALUES, found) if found >= need else None
    options = {"unit": unit} if unit else {}
    found = share("number", seen.cells, **options)
    if found < need:
        return None
    whole = not unit.endswith("元") and not any("." in text for text in seen.texts)
    return Guess("number", Why.VALUES, found, options | ({"decimals": "0"} if whole else {}))


def _suffix(texts: Sequence[str]) -> str:
    """The measure that stands behind most of the numbers; empty for none."""
    found = Counter(match[1] for text in texts if (match := _SUFFIX.fullmatch(text)) is not None)
    unit, count = next(iter(found.most_common(1)), ("", 0))
    return unit if unit in headings.MEASURES and count * 2 > len(texts) else ""


def _unit(seen: Column) -> Guess | None:
    found = sum(map(seen.around.is_unit, seen.texts)) / len(seen.texts)
    if found >= (_HINTED if "unit" in seen.hints else _ALONE):
        return Guess("unit", Why.TREE, found)
    return None


def _person(seen: Column) -> Guess | None:
    known = sum(map(seen.around.is_person, seen.texts)) / len(seen.texts)
    if known >= _ALONE:
        return Guess("person", Why.TREE, known)
    names = sum(_CHINESE_NAME.fullmatch(text) is not None for text in seen.texts) / len(seen.texts)
    if "person" in seen.hints and names >= _HINTED:
        return Guess("person_name", Why.HEADING, share("person_name", seen.texts))
    return None


def _few(seen: Column) -> Guess | None:
    """One of a few words, again and again."""
    if {"person", "place", "code"} & seen.hints and "choice" not in seen.hints:
        return None
    counted = _counted(seen.texts)
    often = _OFTEN_HINTED if "choice" in seen.hints else _OFTEN
    if not _few_enough(counted, len(seen.texts), often):
        return None
    if len(counted) < 2 and "choice" not in seen.hints:
        return None
    return Guess("choice", Why.FEW, 1.0, of=choices(counted))


def _several(seen: Column) -> Guess | None:
    """Several of a few words in one cell."""
    parts = [[part for one in _PARTS.split(text) if (part := one.strip())] for text in seen.texts]
    if {"person", "long", "place", "naming"} & seen.hints or sum(len(one) > 1 for one in parts) * 3 < len(
        parts
    ):
        return None
    counted = _counted([part for one in parts for part in one])
    if not _few_enough(counted, sum(map(len, parts)), _OFTEN):
        return None
    return Guess("choices", Why.FEW, 1.0, of=choices(counted))


def _counted(texts: Sequence[str]) -> dict[str, int]:
    """The different words, as most people write each, the most frequent first."""
    spelled: dict[str, Counter[str]] = {}
    for text in texts:
        spelled.setdefault(fold(text), Counter())[text] += 1
    ordered = sorted(spelled.values(), key=lambda one: -one.total())
    return {one.most_common(1)[0][0]: one.total() for one in ordered}


def _few_enough(counted: dict[str, int], total: int, often: float) -> bool:
    if total < 3 or len(counted) > _MOST_CHOICES or total < often * len(counted):
        return False
    return all(len(text) <= _LONGEST_CHOICE and not _SUFFIX.fullmatch(text) for text in counted)


def choices(words: Sequence[str] | dict[str, int]) -> tuple[Choice, ...]:
    """Choices for words, each with a code of its own made of its letters.

    Args:
        words: Different words.

    Returns:
        Them, in the same order.
    """
    found: dict[str, Choice] = {}
    for at, text in enumerate(words, 1):
        code = "".join(sign for sign in text if sign.isalnum() or sign in "_-")[:60]
        if not code or code in found:
            code = next(one for one in _codes(at) if one not in found)
        found[code] = Choice(code, Title(text))
    return tuple(found.values())


def _codes(at: int) -> Iterator[str]:
    yield from (f"c{number}" for number in range(at, at + 100_000))


def _place(seen: Column) -> Guess | None:
    if "place" not in seen.hints:
        return None
    found = share("place", seen.texts)
    return Guess("place", Why.HEADING, found) if found >= _HINTED else None


def _long(seen: Column) -> Guess | None:
    lengths = sorted(map(len, seen.texts))
    lines = any("\n" in str(cell).strip() for cell in seen.cells)
    usual = lengths[len(lengths) * 9 // 10]
    if lines or usual > _LONG or ("long" in seen.hints and "naming" not in seen.hints):
        return Guess("long_text", Why.HEADING if "long" in seen.hints else Why.VALUES)
    return None


def _by_heading(seen: Column) -> Guess:
    """An empty column is what its heading says."""
    types = (
        ("photo", "photo"), ("file", "file"), ("yes_no", "yes_no"), ("phone", "phone"), ("date", "date"),
        ("money", "money"), ("number", "number"), ("long", "long_text"), ("place", "place"),
        ("person", "person_name"),
    )  # fmt: skip
    if unit := headings.measure(seen.heading):
        return (
            Guess("money", Why.HEADING)
            if unit == "元"
            else Guess("number", Why.HEADING, options={"unit": unit})
        )
    for hint, name in types:
        if hint in seen.hints:
            return Guess(name, Why.HEADING)
    return Guess("text", Why.PLAIN)
