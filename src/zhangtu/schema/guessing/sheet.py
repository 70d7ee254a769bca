"""What guessing is given, and what it gives: a sheet as plain values, a proposal with its reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhangtu.schema.specs import Choice, Field, Ledger, Title


class Why(StrEnum):
    """Why a column is taken for a type."""

    #: Its values have the form, or the check digit, of a known number.
    CHECK_DIGIT = "check_digit"
    #: Its values can all be read as that.
    VALUES = "values"
    #: It has few different values, again and again.
    FEW = "few"
    #: Its values are names of the office's own units or people.
    TREE = "tree"
    #: Its heading says so, and its values do not say otherwise.
    HEADING = "heading"
    #: Nothing else was found: it is text.
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a sheet.

    Attributes:
        name: What the file is called, without its ending.
        title: What stands over the table; empty when nothing does.
        columns: The headings over each column, the widest first.
        rows: Its first rows; a cell for each column, an empty text where nothing stands.
    """

    name: str
    title: str
    columns: tuple[tuple[str, ...], ...]
    rows: Sequence[Sequence[object]]


def _nobody(words: str) -> bool:  # noqa: ARG001  # nobody is known
    return False


@dataclass(frozen=True, slots=True)
class Around:
    """What is known already.

    Attributes:
        ledgers: The ledgers in force, by name.
        is_unit: Whether words name one of the office's units.
        is_person: Whether words name one of its people.
        taken: Names no new ledger may have, besides those of the ledgers.
    """

    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    is_unit: Callable[[str], bool] = _nobody
    is_person: Callable[[str], bool] = _nobody
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be.

    Attributes:
        type: The field type.
        why: Why.
        share: Which share of its filled cells can be read so, 0 to 1.
        options: Options of the type.
        of: The choices of a choice.
    """

    type: str
    why: Why
    share: float = 1.0
    options: Mapping[str, str] = field(default_factory=dict)
    of: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Like:
    """A field known elsewhere that a column looks like.

    Attributes:
        ledger: The ledger's name.
        field: The field's name.
        ledger_title: What the ledger is called.
        title: What the field is called.
        same_type: Whether it is of the type that was guessed.
    """

    ledger: str
    field: str
    ledger_title: Title
    title: Title
    same_type: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """One column and the field proposed for it.

    Attributes:
        position: Its position in the sheet's columns.
        heading: Its headings as one.
        field: The field.
        why: Why it has that type.
        share: Which share of its filled cells can be read so, 0 to 1.
        filled: How many of the rows looked at have something there.
        samples: A few of its values, as text.
        likes: Fields elsewhere it looks like, the likest first.
    """

    position: int
    heading: str
    field: Field
    why: Why
    share: float
    filled: int
    samples: tuple[str, ...] = ()
    likes: tuple[Like, ...] = ()


class KeyWhy(StrEnum):
    """Why fields tell rows apart; the surest first."""

    #: A number that names one thing only, and no two rows have the same.
    NUMBER = "number"
    #: It is headed as a number or code, and no two rows have the same.
    CODE = "code"
    #: Rows are called by it, and no two are called alike.
    NAME = "name"
    #: Two fields together: no two rows have both alike.
    TOGETHER = "together"
    #: Names of persons: no two are alike here, but people do have the same name.
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Key:
    """Fields that tell the rows of a sheet apart.

    Attributes:
        fields: Their names.
        why: Why.
    """

    fields: tuple[str, ...]
    why: KeyWhy


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ledger for a sheet.

    Attributes:
        ledger: The ledger; its fields are numbered from 1000.
        columns: What became of each column, in the sheet's order.
        keys: The fields an import could find a row by, the best first; the ledger has the first.
        rows: How many rows were looked at.
    """

    ledger: Ledger
    columns: tuple[Proposed, ...]
    keys: tuple[Key, ...]
    rows: int
