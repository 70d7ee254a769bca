"""Reads procedures: steps, moves with their papers, limits and the ladder."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from zhangtu.kernel.limits import LimitUnit
from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.moves import move
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Node, Scalar
from zhangtu.schema.procedural import Extend, Ladder, Limit, Move, Procedure, Rung, Step, Within
from zhangtu.schema.taking import NAME, Taking
from zhangtu.schema.titles import Title
from zhangtu.schema.troubles import Trouble

#: Whom a rung tells.
TELL: Final = ("owner", "owner.chief", "unit.leader")
_SURE: Final = ("read", "to_confirm")
_UNITS: Final = "|".join(one.value for one in LimitUnit)
_BUDGET: Final = re.compile(rf"[1-9][0-9]{{0,4}} (?:{_UNITS})s?|same day")
_LATE: Final = re.compile(rf"[0-9]{{1,5}} (?:{_UNITS})s?")
_WARNING: Final = re.compile(rf"(?:100|[1-9]?[0-9])%|[1-9][0-9]{{0,4}} (?:{_UNITS})s?")
_ASKED: Final = "asked"


def _read(node: Mapping, reading: Reading) -> Draft[object] | None:
    take = Taking(node, KEYS["procedure"], reading.notes)
    places = Places(node.place)
    name, title = take.name("procedure"), take.title("title")
    for key in ("procedure", "of", "conflict"):
        value = node.pairs.get(key)
        if value is not None:
            places.found["name" if key == "procedure" else key,] = (
                value if isinstance(value, Scalar) else value.place
            )
    procedure = Procedure(
        name=name,
        title=title or Title(name),
        of=take.name("of"),
        steps=_steps(take, reading, places),
        moves=_moves(take, reading, places),
        limits=_limits(take, reading, places),
        ladder=_ladder(take, reading),
        conflict=take.text("conflict"),
        authority=take.text("authority"),
        help=take.title("help", required=False),
        removed=take.day("removed"),
        why=take.text("why"),
        pack=reading.pack or take.name("pack", required=False),
    )
    return Draft(procedure, places) if name and procedure.of else None


def _each(take: Taking, key: str, kind: str) -> Iterator[Mapping]:
    """The mappings of a list, or of a mapping by name: ``clue: {title: …}`` is ``{step: clue, title: …}``."""
    node = take.node.pairs.get(key)
    if not isinstance(node, Mapping):
        yield from take.mappings(key)
        return
    for name, said in node.keys.items():
        below = node.pairs[name]
        if isinstance(below, Mapping):
            yield Mapping(said.place, {kind: said, **below.pairs}, {kind: said, **below.keys})
        else:
            take.notes.add(below.place, Trouble.NOT_MAPPING, key=name)


def _steps(take: Taking, reading: Reading, places: Places) -> tuple[Step, ...]:
    found: dict[str, Step] = {}
    for node in _each(take, "steps", "step"):
        inner = Taking(node, KEYS["step"], reading.notes)
        step = Step(
            name=inner.name("step"),
            title=inner.title("title") or Title(inner.text("step")),
            owner=names(inner, "owner"),
            when=inner.text("when"),
            final=inner.truth("final"),
        )
        if not _new(step.name, found, node, reading):
            continue
        places.found["steps", step.name] = node.place
        places.found["steps", step.name, "when"] = inner.scalar("when") or node.place
        found[step.name] = step
    return _ordered(take, found, reading)


def _new(name: str, found: Container[str], node: Node, reading: Reading) -> bool:
    if name in found:
        reading.notes.add(node.place, Trouble.TWICE, name=name)
    return bool(name) and name not in found


def _ordered(take: Taking, found: dict[str, Step], reading: Reading) -> tuple[Step, ...]:
    """The steps in the order said, which must name each of them; as written where none is said."""
    order = take.texts("order")
    if not order:
        return tuple(found.values())
    known = ", ".join(found)
    for name, place in order:
        if name not in found:
            reading.notes.add(place, Trouble.UNKNOWN_STEP, name=name, known=known)
    said = [name for name, _ in order if name in found]
    for name in found:
        if name not in said:
            reading.notes.add(take.place("order"), Trouble.MISSING, key=name)
    return tuple(found[name] for name in [*said, *(name for name in found if name not in said)])


def names(take: Taking, key: str) -> tuple[str, ...]:
    """Names of a list, or a single one.

    Args:
        take: The mapping.
        key: Its key.

    Returns:
        The names; what is none is noted and left out.
    """
    good = []
    for said, place in take.texts(key):
        if NAME.fullmatch(said) is None:
            take.notes.add(place, Trouble.BAD_NAME, name=said)
        else:
            good.append(said)
    return tuple(good)


def _moves(take: Taking, reading: Reading, places: Places) -> tuple[Move, ...]:
    found: dict[str, Move] = {}
    for node in _each(take, "moves", "move"):
        one = move(node, reading, places)
        if _new(one.name, found, node, reading):
            places.found["moves", one.name] = node.place
            found[one.name] = one
    return tuple(found.values())


def _limits(take: Taking, reading: Reading, places: Places) -> tuple[Limit, ...]:
    found: dict[str, Limit] = {}
    for node in _each(take, "limits", "limit"):
        inner = Taking(node, KEYS["limit"], reading.notes)
        name = inner.name("limit")
        limit = Limit(
            name=name,
            title=inner.title("title") or Title(name),
            begins=names(inner, "from"),
            ends=names(inner, "to"),
            within=_within(inner, name, reading, places),
            authority=inner.text("authority"),
            sure=inner.one_of("sure", _SURE),
            extend=tuple(_extend(inner, reading)),
            pauses=names(inner, "pause"),
        )
        if _new(name, found, node, reading):
            places.found["limits", name] = node.place
            places.found["limits", name, "begins"] = inner.place("from")
            places.found["limits", name, "ends"] = inner.place("to")
            found[name] = limit if not limit.authority or limit.sure else replace(limit, sure="to_confirm")
    return tuple(found.values())


def _within(take: Taking, name: str, reading: Reading, places: Places) -> tuple[Within, ...]:
    node = take.node.pairs.get("within")
    if not isinstance(node, Listing):
        said = " ".join(take.text("within", required=True).split())
        _check(take, "within", said, _BUDGET, Trouble.BAD_BUDGET)
        return (Within(said),)
    found = []
    for at, one in enumerate(take.mappings("within")):
        inner = Taking(one, KEYS["within"], reading.notes)
        said = " ".join(inner.text("within", required=True).split())
        _check(inner, "within", said, _BUDGET, Trouble.BAD_BUDGET)
        places.found["limits", name, "within", at, "when"] = inner.scalar("when") or one.place
        found.append(Within(said, inner.text("when")))
    return tuple(found)


def _extend(take: Taking, reading: Reading) -> Iterator[Extend]:
    for node in take.mappings("extend"):
        inner = Taking(node, KEYS["extend"], reading.notes)
        by, for_ = inner.name("by"), " ".join(inner.text("for", required=True).split())
        if for_ != _ASKED:
            _check(inner, "for", for_, _BUDGET, Trouble.BAD_BUDGET)
        yield Extend(by, for_)


def _ladder(take: Taking, reading: Reading) -> Ladder | None:
    node = take.node.pairs.get("ladder")
    if node is None:
        return None
    if not isinstance(node, Mapping):
        reading.notes.add(node.place, Trouble.NOT_MAPPING, key="ladder")
        return None
    inner = Taking(node, KEYS["ladder"], reading.notes)
    warn = []
    for said, place in inner.texts("warn"):
        if _WARNING.fullmatch(said) is None:
            reading.notes.add(place, Trouble.BAD_WARNING, word=said)
        warn.append(said)
    rungs = []
    for one in inner.mappings("then"):
        rung = Taking(one, KEYS["rung"], reading.notes)
        late = " ".join(rung.text("late", required=True).split())
        _check(rung, "late", late, _LATE, Trouble.BAD_BUDGET)
        rungs.append(Rung(late, rung.one_of("tell", TELL, required=True)))
    return Ladder(tuple(warn), tuple(rungs))


def _check(take: Taking, key: str, said: str, form: re.Pattern[str], kind: Trouble) -> None:
    if said and form.fullmatch(said) is None:
        take.notes.add(take.place(key), kind, budget=said)


PART = Part("procedure", "procedures", _read)
