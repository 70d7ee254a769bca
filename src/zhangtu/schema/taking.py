"""Takes typed values out of a mapping, and notes every key that is unknown, missing or wrong."""

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date

from zhangtu.schema.nodes import Listing, Mapping, Node, Notes, Place, Scalar
from zhangtu.schema.specs import Title
from zhangtu.schema.troubles import Trouble

#: Names of packs, ledgers, fields, tables, lists.
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: Codes of choices are stored and printed in addresses; capitals are allowed for grades.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,39}")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WHOLE = re.compile(r"-?\d{1,9}")


def nearest(word: str, words: Collection[str]) -> str:
    """The known word most like a mistyped one.

    Args:
        word: What was written.
        words: What is known.

    Returns:
        The nearest, or nothing where none is near.
    """
    return next(iter(difflib.get_close_matches(word[:60], list(words), 1, 0.6)), "")


def day(text: str) -> date | None:
    """A day written ``2026-11-01``, or nothing if it is none."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def words(node: Node) -> str | None:
    """What a word says; nothing for lists, mappings and what was left out."""
    if not isinstance(node, Scalar) or (node.plain and node.text in {"", "~", "null"}):
        return None
    return node.text


class Taking:
    """One mapping from which values are taken key by key."""

    def __init__(self, node: Mapping, known: Collection[str], notes: Notes) -> None:
        self.node = node
        self.notes = notes
        for name, key in node.keys.items():
            if name not in known:
                notes.add(
                    key.place,
                    Trouble.UNKNOWN_KEY,
                    key=name,
                    nearest=nearest(name, known),
                    known=", ".join(sorted(known)),
                )

    def __contains__(self, key: str) -> bool:
        return key in self.node.pairs

    def place(self, key: str = "") -> Place:
        """Where a value stands; where the mapping stands if it has no such key."""
        node = self.node.pairs.get(key)
        return self.node.place if node is None else node.place

    def _wrong(self, key: str, kind: Trouble, /, **facts: object) -> None:
        self.notes.add(self.place(key), kind, key=key, **facts)

    def _need(self, key: str, required: bool) -> None:
        if required:
            self.notes.add(self.node.place, Trouble.MISSING, key=key)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A word or sentence."""
        node = self.node.pairs.get(key)
        if node is None:
            self._need(key, required)
            return default
        said = words(node)
        if said is None or (required and not said.strip()):
            self._wrong(key, Trouble.NOT_TEXT)
            return default
        return said

    def scalar(self, key: str) -> Scalar | None:
        """A word with its place, for what is parsed further."""
        node = self.node.pairs.get(key)
        return node if isinstance(node, Scalar) else None

    def name(self, key: str, *, required: bool = True) -> str:
        """A name of the language; empty if it is none."""
        said = self.text(key, required=required)
        if said and NAME.fullmatch(said) is None:
            self._wrong(key, Trouble.BAD_NAME, name=said)
            return ""
        return said

    def one_of(self, key: str, choices: Collection[str], default: str = "", *, required: bool = False) -> str:
        """One of a few words."""
        said = self.text(key, default, required=required)
        if said not in choices and key in self and words(self.node.pairs[key]) is not None:
            self._wrong(
                key,
                Trouble.NOT_ONE_OF,
                word=said,
                choices=", ".join(sorted(choices)),
                nearest=nearest(said, choices),
            )
            return default
        return said

    def truth(self, key: str) -> bool:
        """``yes`` or ``no``; no if it is not given."""
        node = self.node.pairs.get(key)
        if node is None:
            return False
        said = _TRUTH.get(node.text.lower()) if isinstance(node, Scalar) else None
        if said is None:
            self._wrong(key, Trouble.NOT_TRUTH)
        return bool(said)

    def whole(self, key: str) -> int | None:
        """A whole number, which must be there."""
        node = self.node.pairs.get(key)
        if node is None:
            self._need(key, required=True)
            return None
        said = words(node)
        if said is None or _WHOLE.fullmatch(said) is None:
            self._wrong(key, Trouble.NOT_NUMBER)
            return None
        return int(said)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A day."""
        node = self.node.pairs.get(key)
        if node is None:
            self._need(key, required)
            return None
        said = day(words(node) or "")
        if said is None:
            self._wrong(key, Trouble.NOT_DAY)
        return said

    def items(self, key: str, *, single: bool = False) -> list[Node]:
        """The nodes of a list; a single word counts as a list of one where allowed."""
        node = self.node.pairs.get(key)
        if node is None:
            return []
        if isinstance(node, Listing):
            return node.items
        if single and words(node) is not None:
            return [node]
        self._wrong(key, Trouble.NOT_LIST)
        return []

    def texts(self, key: str) -> tuple[tuple[str, Place], ...]:
        """Words of a list, each with its place; what is no word and what stands twice is noted."""
        found: dict[str, Place] = {}
        for node in self.items(key, single=True):
            said = words(node)
            if not said:
                self.notes.add(node.place, Trouble.NOT_TEXT, key=key)
            elif said in found:
                self.notes.add(node.place, Trouble.TWICE, name=said)
            else:
                found[said] = node.place
        return tuple(found.items())

    def strings(self, key: str) -> tuple[str, ...]:
        """Words of a list."""
        return tuple(said for said, _ in self.texts(key))

    def mappings(self, key: str) -> Iterator[Mapping]:
        """The mappings of a list."""
        for node in self.items(key):
            if isinstance(node, Mapping):
                yield node
            else:
                self.notes.add(node.place, Trouble.NOT_MAPPING, key=key)

    def title(self, key: str, *, required: bool = True) -> Title | None:
        """A title: a bare word is Simplified; or ``{zh, en, hant}``. Missing English is a warning."""
        node = self.node.pairs.get(key)
        if node is None:
            if required:
                self.notes.add(self.node.place, Trouble.NO_TITLE)
            return None
        return title(node, self.notes)


#: The keys of a title.
TITLE_KEYS = ("zh", "en", "hant")


def title(node: Node, notes: Notes) -> Title | None:
    """Read a title.

    Args:
        node: A bare word, or a mapping of languages.
        notes: Takes what is wrong; missing English is a warning.

    Returns:
        The title, or nothing where it has no Simplified.
    """
    if isinstance(node, Mapping):
        take = Taking(node, TITLE_KEYS, notes)
        read = Title(*(take.text(key, required=key == "zh").strip() for key in TITLE_KEYS))
    else:
        read = Title((words(node) or "").strip())
    if not read.zh:
        if not isinstance(node, Mapping):
            notes.add(node.place, Trouble.NO_TITLE)
        return None
    if not read.en:
        notes.warn(node.place, Trouble.NO_ENGLISH, title=read.zh)
    return read
