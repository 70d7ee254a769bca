"""What a verification finds: kinds, places, and what it was checked against; values, with their sentences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from zhangtu.journal.wording import NOTES, SENTENCES, SOURCES, WORDS
from zhangtu.kernel.scripts import in_language

#: More findings than this are counted, not listed.
LISTED: Final = 1000


class Kind(StrEnum):
    """What can be wrong."""

    #: An entry's content is not what its digest says.
    ENTRY_ALTERED = "entry_altered"
    #: An entry's text is not as this program writes it.
    ENTRY_MALFORMED = "entry_malformed"
    #: A number is not there.
    ENTRY_MISSING = "entry_missing"
    #: An entry stands where none can stand: another's number, or in a register that does not exist.
    ENTRY_STRANGE = "entry_strange"
    #: An entry is older than the one before it.
    TIME_BACKWARDS = "time_backwards"
    #: The entries do not give the root that was sealed.
    SEAL_ROOT = "seal_root"
    #: A seal is not signed by the key it names, or its text was changed.
    SEAL_SIGNATURE = "seal_signature"
    #: A seal is signed with a key that is not this office's.
    SEAL_KEY = "seal_key"
    #: A seal does not follow the one before.
    SEAL_CHAIN = "seal_chain"
    #: A seal names a life of the store that was not then.
    SEAL_EPOCH = "seal_epoch"
    #: A seal covers more than there is.
    SEAL_BEYOND = "seal_beyond"
    #: A head kept elsewhere has another root than the entries.
    HEAD_ROOT = "head_root"
    #: A head kept elsewhere covers more than there is.
    HEAD_BEYOND = "head_beyond"
    #: A head kept elsewhere is not properly signed.
    HEAD_SIGNATURE = "head_signature"
    #: A head kept elsewhere is signed with another key.
    HEAD_KEY = "head_key"
    #: A line of ``heads.log`` is no head.
    LOG_LINE = "log_line"
    #: A seal is not in ``heads.log`` though later ones are.
    LOG_MISSING = "log_missing"
    #: A trigger is gone, altered or strange.
    GUARD = "guard"
    #: A value about a person is gone without a lawful removal.
    SECRET_MISSING = "secret_missing"  # noqa: S105  # no password
    #: A value about a person is not what was committed to.
    SECRET_ALTERED = "secret_altered"  # noqa: S105  # no password
    #: A value about a person belongs to no entry.
    SECRET_STRANGE = "secret_strange"  # noqa: S105  # no password
    #: A value removed lawfully is still there.
    SECRET_LEFT = "secret_left"  # noqa: S105  # no password
    #: The list of removals is not what the entries say.
    REMOVAL = "removal"
    #: A field of a row is not what its entries give.
    ROW_DIFFERS = "row_differs"
    #: A row with entries is not there.
    ROW_MISSING = "row_missing"
    #: A row is there without any entry.
    ROW_STRANGE = "row_strange"
    #: A link, key, clock … does not follow from its row.
    DERIVED = "derived"


class Note(StrEnum):
    """What is worth saying and no alarm."""

    #: Values were removed lawfully.
    REMOVED = "removed"
    #: The store was brought back from a copy older than a head of an earlier epoch.
    RESTORED = "restored"
    #: The newest seals are not in ``heads.log`` yet; the next seal adds them.
    LOG_BEHIND = "log_behind"
    #: Entries lie after the last head: only their consistency could be checked.
    UNSEALED = "unsealed"
    #: Nobody said what a register's present state is.
    NOT_REPLAYED = "not_replayed"
    #: There was no earlier verification to go on from: everything was checked.
    FROM_THE_START = "from_the_start"


class Source(StrEnum):
    """Where a head was kept."""

    SEALS = "seals"
    LOG = "log"
    CHECKPOINT = "checkpoint"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be.

    Attributes:
        kind: What.
        entry: The number of the entry, or of the first concerned; 0 for none.
        register: The register's name; empty for none.
        row: The row's number; 0 for none.
        field: The field's key, the trigger's name, the table …; empty for none.
        facts: What else fills the sentence.
    """

    kind: Kind
    entry: int = 0
    register: str = ""
    row: int = 0
    field: str = ""
    facts: Mapping[str, object] = attribute(default_factory=lambda: MappingProxyType({}))

    def say(self, language: str) -> str:
        """Say it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            One sentence.
        """
        where = {"entry": self.entry, "register": self.register, "row": self.row, "field": self.field}
        facts = {name: _word(name, fact, language) for name, fact in self.facts.items()}
        return in_language(*SENTENCES[self.kind], language).format(**where, **facts)


def _word(name: str, fact: object, language: str) -> object:
    """A fact that is a word of ours in the language of the sentence; others as they are."""
    if name not in {"thing", "source"} or str(fact) not in WORDS:
        return fact
    return in_language(*WORDS[str(fact)], language)


@dataclass(frozen=True, slots=True)
class Checked:
    """Heads the entries were checked against.

    Attributes:
        source: Where they were kept.
        count: How many heads.
        size: How many entries the largest that holds covers; 0 if none holds.
        holds: Whether all of them hold.
    """

    source: Source
    count: int
    size: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth saying.

    Attributes:
        note: What.
        facts: What fills the sentence.
    """

    note: Note
    facts: Mapping[str, object]

    def say(self, language: str) -> str:
        """Say it in a language of the product."""
        return in_language(*NOTES[self.note], language).format(**self.facts)


class Findings:
    """Gathers findings; past a thousand they are only counted."""

    def __init__(self) -> None:
        self.listed: list[Finding] = []
        self.counts: Counter[Kind] = Counter()

    def add(self, kind: Kind, **about: Any) -> None:
        """Add one.

        Args:
            kind: What.
            **about: ``entry``, ``register``, ``row``, ``field``, and what else fills the sentence.
        """
        self.counts[kind] += 1
        if len(self.listed) < LISTED:
            place = {name: about.pop(name) for name in ("entry", "register", "row", "field") if name in about}
            self.listed.append(Finding(kind, **place, facts=MappingProxyType(about)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a verification.

    Attributes:
        entries: How many entries there are.
        begun_after: The number up to which an earlier verification was relied on; 0 when all was checked.
        rows: How many rows were replayed.
        covered: How many entries the largest head that holds covers.
        checked: The heads it was checked against, by where they were kept.
        findings: What is wrong, at most the first thousand.
        counts: How much of each kind is wrong.
        remarks: What is worth saying besides.
    """

    entries: int
    begun_after: int
    rows: int
    covered: int
    checked: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[Kind, int]
    remarks: tuple[Remark, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.counts

    def say(self, language: str) -> list[str]:
        """Say everything.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            One sentence a line: the outcome, what it was checked against, findings, remarks.
        """

        def word(name: str, **facts: object) -> str:
            return in_language(*SOURCES[name], language).format(**facts)

        total = sum(self.counts.values())
        first = "sound" if self.sound else "unsound"
        lines = [word(first, entries=self.entries, rows=self.rows, total=total, after=self.begun_after)]
        if self.begun_after:
            lines.append(word("begun_after", after=self.begun_after))
        for one in self.checked:
            code = f"{one.source}_{'holds' if one.holds else 'fails'}"
            lines.append(word(code, count=one.count, size=one.size))
        if not any(one.source is Source.OUTSIDE for one in self.checked):
            lines.append(word("no_outside"))
        lines += [finding.say(language) for finding in self.findings]
        if total > len(self.findings):
            lines.append(word("more", more=total - len(self.findings)))
        return lines + [remark.say(language) for remark in self.remarks]

    def plain(self, language: str) -> dict[str, Any]:
        """The same for programs.

        Args:
            language: The language of the sentences in it.

        Returns:
            A value JSON can hold.
        """
        return {
            "format": 1,
            "sound": self.sound,
            "entries": self.entries,
            "begun_after": self.begun_after,
            "rows": self.rows,
            "covered": self.covered,
            "checked": [
                {"source": one.source.value, "count": one.count, "size": one.size, "holds": one.holds}
                for one in self.checked
            ],
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "findings": [
                {
                    "kind": one.kind.value, "entry": one.entry, "register": one.register, "row": one.row,
                    "field": one.field, "sentence": one.say(language),
                }
                for one in self.findings
            ],
            "remarks": [{"note": one.note.value, "sentence": one.say(language)} for one in self.remarks],
        }  # fmt: skip
