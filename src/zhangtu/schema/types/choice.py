"""Choices: one of a list, and several."""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.specs import Choice, Field, Title
from zhangtu.schema.types.blank import NOTHING, SHEET_ERRORS, one_line, words_of
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

#: More pieces than this are no list anybody chose.
_MOST: Final = 200
#: So many choices are named when something is none of them.
_NAMED: Final = 12


def title_in(title: Title, language: str) -> str:
    """A title in a language; where none was given, the Simplified or what is made of it.

    Args:
        title: A title.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The words.
    """
    if language == "zh-hant" and title.hant:
        return title.hant
    return in_language(title.zh, title.en or title.zh, language)


class Known:
    """The words by which the choices of a field are known, looked up as written and folded."""

    def __init__(self, field: Field) -> None:
        self.choices = {choice.code: choice for choice in field.of}
        self.order = {choice.code: place for place, choice in enumerate(field.of)}
        self.exact: dict[str, str] = {}
        self.loose: dict[str, set[str]] = {}
        for choice in field.of:
            for words in _words_for(choice):
                self.loose.setdefault(_loosely(words), set()).add(choice.code)
        for choice in field.of:
            if choice.removed is None:
                self.exact |= {words: choice.code for words in _words_for(choice) if self._sure(words)}
        # a code always means its own choice, whatever else is called so
        self.exact |= {code: code for code, choice in self.choices.items() if choice.removed is None}

    def _sure(self, words: str) -> bool:
        return len(self.loose[_loosely(words)]) == 1

    def find(self, words: str) -> str | FieldFault:
        """The code meant by words, or why none is."""
        if words in self.exact:
            return self.exact[words]
        codes = self.loose.get(_loosely(words), set())
        present = [code for code in codes if self.choices[code].removed is None]
        if len(present) == 1:
            return present[0]
        if present:
            return FieldFault.SEVERAL_CHOICES
        return FieldFault.CHOICE_REMOVED if codes else FieldFault.NOT_A_CHOICE


def _refused(field: Field, fault: FieldFault) -> Read:
    """The refusal; of what is no choice at all it names the choices there are, the first of them."""
    if fault is not FieldFault.NOT_A_CHOICE:
        return refused(field, fault)
    present = [choice.title for choice in field.of if choice.removed is None]
    said = {
        name: between.join(title_in(title, language) for title in present[:_NAMED])
        + (more if len(present) > _NAMED else "")
        for name, language, between, more in (
            ("choices", "zh-hans", "、", "……"),
            ("choices_en", "en", "; ", " …"),
        )
    }
    return refused(field, fault, **said)


def _words_for(choice: Choice) -> tuple[str, ...]:
    title = choice.title
    words = (choice.code, title.zh, title.en, title.hant, *choice.synonyms)
    return tuple(word for word in words if word)


def _loosely(words: str) -> str:
    return "".join(fold(words).split())


class OneChoice(FieldType):
    """One of the field's choices, stored by its code."""

    name: ClassVar[str] = "choice"
    expression_type: ClassVar[Kind | None] = Kind.CHOICE

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # the choices stand in the field
        """Prepare to read; see the face."""
        known = Known(field)
        exact = known.exact.get

        def read(given: Any) -> str | Read | None:
            if type(given) is str:
                code = exact(given)
                if code is not None:
                    return code
            return _slow(given, field, known)

        return read

    def show(self, value: str, field: Field, language: str) -> str:
        """The choice's title."""
        found = next((choice for choice in field.of if choice.code == value), None)
        return value if found is None else title_in(found.title, language)


def _slow(given: object, field: Field, known: Known) -> str | Read | None:
    words = one_line(given) if isinstance(given, str) else words_of(given)
    if not words:
        return None if words is not None else refused(field, FieldFault.WRONG_KIND)
    found = known.find(words)
    if not isinstance(found, FieldFault):
        return found
    if words in NOTHING:
        return None
    return _refused(field, FieldFault.SHEET_ERROR if words in SHEET_ERRORS else found)


class Choices(FieldType):
    """Several of the field's choices, stored by their codes in the field's order, none twice."""

    name: ClassVar[str] = "choices"
    expression_type: ClassVar[Kind | None] = Kind.SET

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # the choices stand in the field
        """Prepare to read; see the face."""
        known = Known(field)

        def read(given: object) -> tuple[str, ...] | Read | None:
            if isinstance(given, list | tuple):
                return _of_list(given, field, known)
            words = given.strip() if isinstance(given, str) else words_of(given)
            if not words:
                return None if words is not None else refused(field, FieldFault.WRONG_KIND)
            whole = known.find(one_line(words))
            if not isinstance(whole, FieldFault):
                return (whole,)
            if words in NOTHING:
                return None
            return _ordered(_pieces(words, known.find), field, known)

        return read

    def loaded(self, stored: list[str]) -> tuple[str, ...]:
        """The value of what was stored; see the face."""
        return tuple(stored)

    def show(self, value: tuple[str, ...], field: Field, language: str) -> str:
        """The titles with 、 between them."""
        return ("; " if language == "en" else "、").join(_ONE.show(code, field, language) for code in value)

    def folded(self, value: tuple[str, ...]) -> str:
        """What keys and search compare; see the face."""
        return fold(",".join(value))


_ONE: Final = OneChoice()


def _of_list(given: list[Any] | tuple[Any, ...], field: Field, known: Known) -> tuple[str, ...] | Read | None:
    pieces = [words_of(piece) for piece in given[: _MOST + 1]]
    if None in pieces or len(pieces) > _MOST:
        return refused(field, FieldFault.WRONG_KIND)
    found = [known.find(piece) for piece in pieces if piece]
    return _ordered(found, field, known)


def _pieces(words: str, find: Callable[[str], str | FieldFault]) -> list[str | FieldFault]:
    """The choices in a text; a title that holds a mark of separation itself is put together again."""
    parts = [(part.start(), part.end()) for part in re.finditer(r"[^、,，;；/／|｜\n\r\t]+", words)][
        : _MOST + 1
    ]
    found: list[str | FieldFault] = []
    at = 0
    while at < len(parts):
        for last in range(min(at + 4, len(parts)) - 1, at - 1, -1):
            piece = one_line(words[parts[at][0] : parts[last][1]])
            code = find(piece) if piece else ""
            if not isinstance(code, FieldFault) or last == at:
                found += [code] if piece else []
                at = last + 1
                break
    return found


def _ordered(found: list[str | FieldFault], field: Field, known: Known) -> tuple[str, ...] | Read | None:
    faults = [one for one in found if isinstance(one, FieldFault)]
    if faults or len(found) > _MOST:
        return _refused(field, faults[0] if faults else FieldFault.NOT_A_CHOICE)
    codes: Mapping[str, None] = dict.fromkeys(map(str, found))
    return tuple(sorted(codes, key=known.order.__getitem__)) or None
