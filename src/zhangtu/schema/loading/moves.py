"""Reads the moves of a procedure: from where to where, by whom, with which fields and papers."""

import re
from collections.abc import Iterator
from typing import Final

from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.reading import Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Node
from zhangtu.schema.procedural import By, Move, Paper
from zhangtu.schema.taking import NAME, Taking, words
from zhangtu.schema.titles import Title
from zhangtu.schema.troubles import Trouble

#: A field by its number, as definitions in force are kept.
_NUMBERED: Final = re.compile(r"#[0-9]{1,4}")
_REASON: Final = ("required",)
#: As many characters as the name of a paper may have.
_LONGEST: Final = 40


def move(node: Mapping, reading: Reading, places: Places) -> Move:
    """Read one move.

    Args:
        node: What is written.
        reading: The circumstances.
        places: Takes where its parts stand.

    Returns:
        The move; without a name where it has none.
    """
    take = Taking(node, KEYS["move"], reading.notes)
    name = take.name("move")
    own = ("moves", name)
    for key in ("needs", "when"):
        places.found[*own, key] = take.scalar(key) or node.place
    for key, part in (("from", "sources"), ("to", "to")):
        places.found[*own, part] = take.place(key)
    return Move(
        name=name,
        title=take.title("title") or Title(name),
        sources=_names(take, "from", own, places, "sources"),
        to=take.name("to"),
        by=_by(take, own, places),
        not_by=_names(take, "not_by", own, places),
        asks=_names(take, "asks", own, places),
        papers=tuple(_papers(take, own, places)),
        needs=take.text("needs"),
        say=take.title("say", required="needs" in take),
        when=take.text("when"),
        reason=take.one_of("reason", _REASON),
        binds=take.name("binds", required=False),
        early=take.truth("early"),
    )


def _names(take: Taking, key: str, own: tuple[str, str], places: Places, part: str = "") -> tuple[str, ...]:
    """Names of a list, or a single one; each with its place."""
    found = []
    for said, place in take.texts(key):
        if NAME.fullmatch(said) is None and not (key == "asks" and _NUMBERED.fullmatch(said)):
            take.notes.add(place, Trouble.BAD_NAME, name=said)
            continue
        places.found[*own, part or key, said] = place
        found.append(said)
    return tuple(found)


def _by(take: Taking, own: tuple[str, str], places: Places) -> tuple[By, ...]:
    node = take.node.pairs.get("by")
    if node is None:
        return ()
    if not isinstance(node, Listing) or not any(isinstance(one, Mapping) for one in node.items):
        posts = _names(take, "by", own, places)
        return (By(posts),) if posts else ()
    found = []
    for at, one in enumerate(take.mappings("by")):
        inner = Taking(one, KEYS["by"], take.notes)
        places.found[*own, "by", at, "when"] = inner.scalar("when") or one.place
        if "post" not in inner:
            take.notes.add(one.place, Trouble.MISSING, key="post")
        found.append(By(_names(inner, "post", own, places), inner.text("when")))
    return tuple(found)


def _papers(take: Taking, own: tuple[str, str], places: Places) -> Iterator[Paper]:
    """One paper by its title, or several; the move's series and template are those of a single one."""
    serial, template = take.text("serial"), take.text("template")
    node = take.node.pairs.get("paper")
    several = node.items if isinstance(node, Listing) else [] if node is None else [node]
    if len(several) != 1 and (serial or template):
        take.notes.add(take.node.place, Trouble.MISSING, key="paper")
    seen = set()
    for one in several:
        paper = _paper(one, take, serial, template)
        if not paper.name or len(paper.name) > _LONGEST:
            take.notes.add(one.place, Trouble.NOT_TEXT, key="paper")
        elif paper.name in seen:
            take.notes.add(one.place, Trouble.TWICE, name=paper.name)
        else:
            seen.add(paper.name)
            places.found[*own, "papers", paper.name] = one.place
            yield paper


def _paper(node: Node, take: Taking, serial: str, template: str) -> Paper:
    if not isinstance(node, Mapping):
        said = (words(node) or "").strip()
        return Paper(said, Title(said), serial, template)
    inner = Taking(node, KEYS["paper"], take.notes)
    name = inner.text("paper", required=True).strip()
    title = inner.title("title", required=False) or Title(name)
    return Paper(name, title, inner.text("serial") or serial, inner.text("template") or template)
