"""Reads whole columns of cells into values and their JSON: what is known is looked up, the rest is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from zhangtu.documents.sheets.slices import Cell
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.importing.refusing import CellFault
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Many, Read, Reader

#: Results of so many different cells of a column are remembered: kinds and days repeat. A column with more
#: is one of names or numbers: to look for those among what is known takes as long as to read them.
_REMEMBERED: Final = 1_000
#: The same where reading means asking the store, and the types of which that is so.
_ASKED: Final = 1_000_000
_ASKING: Final = frozenset({"reference", "person", "post", "unit"})
#: The same for types that do not have more values in most files.
_FEW: Final = 20_000
_FEW_TYPES: Final = frozenset({"choice", "choices", "date", "number", "yes_no"})
#: Numbers from here on lost digits when Excel made numbers of codes.
_EXACT: Final = 10**15
#: Types for which a number of so many digits was a code once.
_CODES: Final = frozenset(
    {"credit_code", "id_card", "text", "phone", "vin", "food_licence", "document_number"}
)
_TEXTS: Final = {str}
#: What is wrong with a cell: the row's place among those read, and the problem.
Wrong = tuple[int, FieldProblem]


@dataclass(slots=True)
class Cells:
    """What became of a column; where nothing did, ``None``.

    Attributes:
        texts: The JSON of each row's value.
        given: The values; ``None`` when they have yet to be made of the JSON.
        wrong: What is wrong.
    """

    texts: list[str | None]
    given: list[Any] | None
    wrong: list[Wrong]


@dataclass(slots=True)
class Column:
    """How one column is read.

    Attributes:
        position: Its position in the table.
        spec: The field.
        read: What reads a cell.
        many: What reads many texts at once; ``None`` without such a way.
        stored: What makes JSON of a value.
        code: Whether a number in it was a code once.
        room: How many cells are remembered.
        steady: Whether what is remembered is looked at even when there is no more room.
        values: Cell → value of cells read before.
        texts: Cell → the JSON of that.
    """

    position: int
    spec: Field
    read: Reader
    many: Many | None
    stored: Callable[[Any], str]
    code: bool
    room: int
    steady: bool
    values: dict[Any, Any] = field(default_factory=dict)
    texts: dict[Any, str] = field(default_factory=dict)

    def go(self, cells: list[Cell]) -> Cells:
        """Read the cells of some rows.

        Args:
            cells: One of each row.

        Returns:
            What became of them.
        """
        if "" not in cells and None not in cells:
            return self._full(cells)
        places = [place for place, cell in enumerate(cells) if cell != "" and cell is not None]
        found = self._full([cells[place] for place in places])
        texts: list[str | None] = [None] * len(cells)
        for place, text in zip(places, found.texts, strict=True):
            texts[place] = text
        given: list[Any] | None = None
        if found.given is not None:
            given = [None] * len(cells)
            for place, value in zip(places, found.given, strict=True):
                given[place] = value
        return Cells(texts, given, [(places[at], problem) for at, problem in found.wrong])

    def _full(self, cells: list[Cell]) -> Cells:
        kinds = set(map(type, cells))
        if self.many is not None and kinds == _TEXTS:
            found = self.many(cells)  # type: ignore[arg-type]  # they are texts
            if found is not None:
                return Cells(list(found[1]), None if found[0] is None else list(found[0]), [])
        # True is the same key as 1
        if bool not in kinds and (self.steady or len(self.texts) < self.room):
            texts: list[str | None] = list(map(self.texts.get, cells))
            given = list(map(self.values.get, cells))
            wrong: list[Wrong] = []
            if None in texts:
                places = [place for place, text in enumerate(texts) if text is None]
                self._one_by_one(cells, places, Cells(texts, given, wrong))
            return Cells(texts, given, wrong)
        done = Cells([None] * len(cells), [None] * len(cells), [])
        self._one_by_one(cells, range(len(cells)), done)
        return done

    def _one_by_one(self, cells: Sequence[Cell], places: Sequence[int], done: Cells) -> None:
        """Read some cells for themselves; what became of them is put where it belongs."""
        read, stored, texts, given = self.read, self.stored, done.texts, done.given
        for place in places:
            cell = cells[place]
            if self.code and type(cell) is float and abs(cell) >= _EXACT:
                done.wrong.append((place, FieldProblem(self.spec.name, CellFault.DAMAGED)))
                continue
            value = read(cell)
            plain = type(value) is not Read
            if not plain:
                done.wrong += [(place, problem) for problem in value.problems]
                value = None if value.refused else value.value
            if value is None or value == () or given is None:
                continue
            texts[place] = text = stored(value)
            given[place] = value
            # a cell there is something to say about is read anew each time, so that it is said each time
            if plain and len(self.texts) < self.room and type(cell) is not bool:
                self.texts[cell], self.values[cell] = text, value


def column_of(force: InForce, spec: Field, position: int, around: Around) -> Column:
    """How a field is read.

    Args:
        force: The ledger.
        spec: The field.
        position: The position of its column; -1 for none.
        around: What may be asked.

    Returns:
        The column.
    """
    kind = force.types[spec.no]
    few = spec.type in _FEW_TYPES
    room = _ASKED if spec.type in _ASKING else _FEW if few else _REMEMBERED
    return Column(
        position, spec, force.reader(spec, around.looking), kind.many(spec), kind.stored,
        spec.type in _CODES, room, few,
    )  # fmt: skip
