"""What is wrong in people's data, as a value that is gathered, shown and counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How bad a problem is."""

    #: The text contradicts itself or says what can't be: somebody must decide.
    ERROR = "error"
    #: Probably an oversight: worth a look.
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of the text that would mend a problem.

    Attributes:
        start: First character to replace, counted in characters of the text.
        end: One behind the last character to replace.
        text: What to put there.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of a text.

    Attributes:
        start: First character concerned.
        end: One behind the last character concerned.
        kind: One word from a closed list; the sentence for it is kept beside the list.
        severity: How bad it is.
        facts: The names, dates and numbers the sentence is filled with.
        repair: A change that would mend it, if one can be proposed.
    """

    start: int
    end: int
    kind: str
    severity: Severity
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something wrong with what was given for a field of a row.

    Attributes:
        name: The field's name; empty when the whole row is meant.
        kind: One word from a closed list; the sentence for it is kept beside the list.
        severity: An error is not stored; a warning is stored and shown.
        facts: The words the sentence is filled with; never a value somebody else may not see.
    """

    name: str
    kind: str
    severity: Severity = Severity.ERROR
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something wrong at a place of a definition file.

    Attributes:
        file: Path of the file, from its pack's folder.
        line: Line, 1 for the first.
        column: Column, 1 for the first; 0 when the whole line is meant.
        kind: One word from a closed list; the sentence for it is kept beside the list.
        severity: An error keeps the pack from being loaded.
        facts: The words the sentence is filled with.
    """

    file: str
    line: int
    column: int
    kind: str
    severity: Severity = Severity.ERROR
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
