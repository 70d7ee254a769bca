"""What every field type can do, and the values they make."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeAlias

import msgspec

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.schema.specs import Field
from zhangtu.schema.types.faults import FieldFault


class Datum(StrEnum):
    """What coordinates are counted from; a place is up to 700 m off when it is taken for another."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    CGCS2000 = "cgcs2000"
    BD09 = "bd09"
    #: Nobody said.
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is.

    Attributes:
        address: In words; may be empty when there are coordinates.
        lat: Degrees north, six digits at most; ``None`` when only the address is known.
        lon: Degrees east likewise.
        datum: What the coordinates are counted from, as given: they are never converted.
    """

    address: str
    lat: Decimal | None = None
    lon: Decimal | None = None
    datum: Datum = Datum.UNKNOWN


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that lies in the store.

    Attributes:
        sha256: Digest of its content, 64 small hexadecimal digits.
        name: What it was called when it was brought.
        caption: What it shows, in somebody's words; empty if nobody said.
    """

    sha256: str
    name: str
    caption: str = ""


#: What a field may hold. Rows, persons, posts and units are numbers of the store.
Value: TypeAlias = (
    str | Decimal | bool | int | date | time | Place | tuple[str, ...] | tuple[int, ...] | tuple[FileRef, ...]
)


class Target(StrEnum):
    """What a word can be looked up among."""

    ROW = "reference"
    PERSON = "person"
    POST = "post"
    UNIT = "unit"


class Looking(Protocol):
    """How words about other rows, persons, posts and units are looked up; the rooms above hand it in."""

    #: Whether day numbers of the spreadsheet count from 1904 (old Macintosh files) instead of 1900.
    from_1904: bool

    def find(self, target: Target, ledger: str, words: str) -> Sequence[int]:
        """Find what is meant.

        Args:
            target: What to look among.
            ledger: The ledger of a row; empty for the others.
            words: A ``uid``, a key, a name or a code, as given.

        Returns:
            Their numbers in the store, of what the actor may see: one is right, none or several are not.
        """


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Looks nothing up, for types that need nothing and for tests."""

    from_1904: bool = False

    def find(self, target: Target, ledger: str, words: str) -> Sequence[int]:  # noqa: ARG002  # nothing is
        """Find nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Read:
    """What became of something given.

    Attributes:
        value: The value; ``None`` when the field is empty or what was given cannot be taken.
        problems: What is wrong. With an error there is no value; warnings come with one.
    """

    value: Any = None
    problems: tuple[FieldProblem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether what was given cannot be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


#: Reads one field of many rows: the bare value (``None`` for empty) when all is well, a ``Read`` when
#: there is something to say. ``type(found) is Read`` tells them apart.
Reader: TypeAlias = Callable[[object], Any]

#: Reads many texts of one field at once: their values (``None`` where nobody is to need them before they are
#: stored) and the JSON of each. It answers ``None`` unless it is sure of all: then each is read for itself.
Many: TypeAlias = Callable[[Sequence[str]], tuple[Sequence[Any] | None, list[str]] | None]


class FieldType(ABC):
    """One kind of field: how it is read, stored, shown, compared and hidden.

    Attributes:
        name: The word packs use.
        expression_type: What expressions see; ``None`` for what they cannot read (places, files) and for
            computed fields, whose expression says. ``seen.seen_as`` has the codes and targets as well.
        options: The options it understands, with what they say.
        reads_back: Whether ``read`` of what it shows and of what it stores gives the value again. Not so for
            rows, persons, posts, units and files: their numbers are the store's, never given from outside.
    """

    name: ClassVar[str]
    expression_type: ClassVar[Kind | None] = Kind.TEXT
    options: ClassVar[Mapping[str, str]] = {}
    reads_back: ClassVar[bool] = True

    @abstractmethod
    def reader(self, field: Field, looking: Looking) -> Reader:
        """Prepare to read many values of one field: patterns, limits and look-up tables are made once.

        Args:
            field: The field.
            looking: Where words about other things are looked up.

        Returns:
            A function of what was given: text as typed or pasted, a cell (``int``, ``float``, ``Decimal``,
            ``date``, ``datetime``, ``time``, ``bool``, ``None``) or JSON. It never raises.
        """

    def many(self, field: Field) -> Many | None:  # noqa: ARG002  # most have no such way
        """Prepare to read whole columns of texts, where that is quicker than one after the other.

        Args:
            field: The field.

        Returns:
            What reads them, exactly as ``reader`` would; ``None`` when there is no quicker way.
        """
        return None

    def read(self, given: object, field: Field, looking: Looking) -> Read:
        """Read one value; see ``reader``.

        Args:
            given: Anything at all.
            field: The field.
            looking: Where words about other things are looked up.

        Returns:
            The value and what is wrong with what was given.
        """
        found = self.reader(field, looking)(given)
        return found if type(found) is Read else Read(found)

    def stored(self, value: Any) -> str:
        """The value as compact JSON; these are the bytes the journal hashes.

        Args:
            value: A value of this type.

        Returns:
            One text for one value: NFC, numbers as text without exponent, keys sorted.
        """
        return msgspec.json.encode(value).decode()

    def loaded(self, stored: Any) -> Any:
        """The value of what was stored.

        Args:
            stored: What a JSON reader makes of ``stored``.

        Returns:
            The value.
        """
        return stored

    def show(self, value: Any, field: Field, language: str) -> str:  # noqa: ARG002  # most ask neither
        """The value as people read it.

        Args:
            value: A value of this type.
            field: The field, for titles of choices, units and digits.
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            One line (long text: its lines).
        """
        return str(value)

    def cell(self, value: Any, field: Field, language: str) -> str | Decimal | date | time:
        """The value as a cell of a spreadsheet that can go on counting with it.

        Args:
            value: A value of this type.
            field: The field.
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            A number, a day, a time, or the text that is shown.
        """
        return self.show(value, field, language)

    def folded(self, value: Any) -> str:
        """What keys and search compare: Simplified, half-width, small letters.

        Args:
            value: A value of this type.

        Returns:
            Equal texts for values that count as the same.
        """
        return fold(str(value))

    def masked(self, value: Any, field: Field) -> str:  # noqa: ARG002  # nothing is told
        """The value as those see it who may not see it.

        Args:
            value: A value of this type.
            field: The field.

        Returns:
            Text that tells no more than is usual for the type; ``***`` where nothing is.
        """
        return "***"


def refused(spec: Field, kind: str, **facts: object) -> Read:
    """Nothing was taken.

    Args:
        spec: The field.
        kind: What is wrong.
        facts: What fills the sentence: limits and counts of the definition, never what was given.

    Returns:
        A reading without a value.
    """
    return Read(None, (FieldProblem(spec.name, kind, Severity.ERROR, _words(facts)),))


def taken(value: Any, spec: Field, kind: str, **facts: object) -> Read:
    """Something was taken, and there is something to say about it.

    Args:
        value: The value.
        spec: The field.
        kind: What is odd.
        facts: What fills the sentence: limits and counts of the definition, never what was given.

    Returns:
        A reading with a value and a warning.
    """
    return Read(value, (FieldProblem(spec.name, kind, Severity.WARNING, _words(facts)),))


def _words(facts: Mapping[str, object]) -> Mapping[str, str]:
    return {key: str(fact) for key, fact in facts.items()}


def empty_or_wrong(given: object, spec: Field) -> Read | None:
    """What becomes of a thing no type can read: nothing of ``None``, a refusal of all else."""
    return None if given is None else refused(spec, FieldFault.WRONG_KIND)
