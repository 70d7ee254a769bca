"""Reads choices: those of one field, and the lists several fields share."""

from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Mapping, Node, Notes
from zhangtu.schema.specs import Choice, ChoiceList, Title
from zhangtu.schema.taking import Taking, words
from zhangtu.schema.troubles import Trouble

_LONGEST = 60


def read_choices(nodes: list[Node], notes: Notes) -> tuple[Choice, ...]:
    """Read the choices of a list.

    Args:
        nodes: Bare codes, or mappings of code, title, synonyms and day of removal.
        notes: Takes what is wrong.

    Returns:
        The choices in order, each code once.
    """
    found: dict[str, Choice] = {}
    for node in nodes:
        choice = _mapped(node, notes) if isinstance(node, Mapping) else _bare(node, notes)
        if choice is None:
            continue
        if choice.code in found:
            notes.add(node.place, Trouble.TWICE, name=choice.code)
        else:
            found[choice.code] = choice
    return tuple(found.values())


def _bare(node: Node, notes: Notes) -> Choice | None:
    code = words(node)
    if code is None or not _is_code(code):
        notes.add(node.place, Trouble.BAD_NAME, name=code or "")
        return None
    latin = code.isascii()
    if latin and len(code) > 1 and not code.isdigit():
        notes.warn(node.place, Trouble.CODE_AS_TITLE, code=code)
    return Choice(code, Title(code, code if latin else ""))


def _mapped(node: Mapping, notes: Notes) -> Choice | None:
    take = Taking(node, KEYS["choice"], notes)
    code = take.text("code", required=True)
    title = take.title("title")
    removed = take.day("removed")
    synonyms = take.strings("synonyms")
    if code and not _is_code(code):
        notes.add(take.place("code"), Trouble.BAD_NAME, name=code)
        return None
    return Choice(code, title, removed, synonyms) if code and title is not None else None


def _is_code(code: str) -> bool:
    """Letters of any script, digits, and the marks of article numbers; no blanks, no quotes."""
    return 0 < len(code) <= _LONGEST and all(sign.isalnum() or sign in "_-." for sign in code)


def _read(node: Mapping, reading: Reading) -> Draft[ChoiceList] | None:
    take = Taking(node, KEYS["choices"], reading.notes)
    name = take.name("choices")
    title = take.title("title")
    choices = read_choices(take.items("of"), reading.notes)
    if "of" not in take:
        reading.notes.add(node.place, Trouble.MISSING, key="of")
    if not name:
        return None
    places = Places(node.place, {("name",): take.place("choices")})
    return Draft(ChoiceList(name, title or Title(name), choices), places)


PART = Part("choices", "choices", _read)
