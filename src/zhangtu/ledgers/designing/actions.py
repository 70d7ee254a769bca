"""Begin a design, change it, put it in force: what pages and other faces call."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions.office import FIRST
from zhangtu.ledgers.designing import copying, editing, gallery, judging, keeping, opening
from zhangtu.ledgers.designing.keeping import Design, Draft, Hint, KeyHint
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.difference import Conflict
from zhangtu.schema.dumping import dump_ledger
from zhangtu.schema.guarding import User, UserKind
from zhangtu.schema.guessing import Proposal
from zhangtu.schema.guessing.kinds import shown
from zhangtu.schema.guessing.proposing import free_name
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import Field, Ledger, Pages, Title
from zhangtu.schema.wording import say_file_problem

#: Rows shown beside the form.
_ROWS: Final = 20
#: What a user of a field is called.
_USERS: Final = {
    UserKind.COMPUTED: ("计算字段", "the computed field"),
    UserKind.CHECK: ("检查", "the check"),
    UserKind.KEY: ("导入识别字段", "the key"),
    UserKind.ROW: ("记录称呼", "the name of rows"),
    UserKind.COLUMNS: ("列表", "the list"),
    UserKind.FILTERS: ("筛选", "the filters"),
    UserKind.PANELS: ("分栏", "the panels"),
    UserKind.MEASURE: ("指标", "the measure"),
}


def may_design(scope: Scope) -> bool:
    """Whether somebody may design ledgers."""
    return scope.may(Right.DESIGN)


def _check(actor: Actor) -> Scope:
    scope = people.scope(actor)
    if not may_design(scope):
        raise DesignError("not_allowed")
    return scope


def from_sheet(path: Path, name: str, *, actor: Actor, sheet: str = "") -> Design:
    """Begin a design from a file somebody keeps.

    Args:
        path: Where it lies; it is copied.
        name: What it is called.
        actor: Who designs.
        sheet: Only this sheet; empty for the fullest.

    Returns:
        The design, with what was guessed of each column and the first rows.

    Raises:
        DesignError: It may not be done, or there is no table in the file.
        SheetError: The file can't be read.
    """
    scope = _check(actor)
    found = opening.look(path, name, scope, sheet=sheet)
    ledger = found.proposal.ledger
    draft = Draft(
        "", actor.person, dump_ledger(ledger), ledger.name, ledger.title.zh, origin="sheet", file=name,
        sheet=found.sheet, sheets=list(found.sheets), hints=_hints(found.proposal, found.headings),
        keys=_key_hints(found.proposal),
        rows=[[shown(cell)[:80] for cell in row] for row in found.rows[:_ROWS]], counted=found.proposal.rows,
    )  # fmt: skip
    return keeping.begin(draft, path)


def _hints(proposal: Proposal, headings: tuple[str, ...]) -> list[Hint]:
    return [
        Hint(
            one.field.no, headings[one.position] if one.position < len(headings) else one.heading, one.why,
            one.share, one.filled, list(one.samples),
            [
                (
                    like.ledger, like.field, like.ledger_title.zh, like.ledger_title.en,
                    like.title.zh, like.title.en,
                )
                for like in one.likes
            ],
            one.field.type,
        )
        for one in proposal.columns
    ]  # fmt: skip


def _key_hints(proposal: Proposal) -> list[KeyHint]:
    numbers = {one.name: one.no for one in proposal.ledger.fields}
    return [KeyHint([numbers[name] for name in key.fields], key.why) for key in proposal.keys]


def other_sheet(design: Design, sheet: str, *, actor: Actor) -> Design:
    """Begin anew with another sheet of the same file; the design before is thrown away.

    Raises:
        DesignError: It may not be done, or there is no table in that sheet.
    """
    made = from_sheet(design.path, design.draft.file, actor=actor, sheet=sheet)
    keeping.drop(design)
    return made


def from_ready(name: str, *, actor: Actor) -> Design:
    """Begin a design from a ready ledger.

    Args:
        name: The ready ledger's name.
        actor: Who designs.

    Raises:
        DesignError: It may not be done, or there is no such ledger.
    """
    _check(actor)
    ledger = gallery.named(name).ledger
    known = definitions.known()
    if ledger.name in known.ledgers:
        ledger = replace(ledger, name=free_name(known.ledgers, _names()))
    return keeping.begin(_draft(ledger, actor, "ready"))


def from_nothing(title: str, *, actor: Actor) -> Design:
    """Begin an empty design: a ledger with a name and nothing else.

    Raises:
        DesignError: It may not be done, or it is called nothing.
    """
    _check(actor)
    name = Field(FIRST, "name", "text", Title("名称", "Name"), required=True, search=True)
    ledger = Ledger(
        free_name(definitions.known().ledgers, _names()), editing.title_of(title), "{name}", fields=(name,),
        pages=Pages(("name",), (), (("name",),)),
    )  # fmt: skip
    return keeping.begin(_draft(ledger, actor, "empty"))


def from_ledger(name: str, *, actor: Actor) -> Design:
    """Begin to change a ledger that is in force; a design of it already begun is gone on with.

    Args:
        name: The ledger's name.
        actor: Who designs.

    Raises:
        DesignError: It may not be done.
        LedgerError: There is no such ledger.
    """
    _check(actor)
    force = definitions.in_force(name)
    for one in keeping.of_person(actor.person):
        if one.base and one.name == name:
            return keeping.opened(one)
    text = definitions.written(name)
    ledger = load_definition(text).ledger
    if ledger is None:
        raise DesignError("no_draft")
    draft = _draft(ledger, actor, "ledger")
    draft.base, draft.base_text = force.id, draft.text
    return keeping.begin(draft)


def _draft(ledger: Ledger, actor: Actor, origin: str) -> Draft:
    return Draft("", actor.person, dump_ledger(ledger), ledger.name, ledger.title.zh, origin=origin)


def _names() -> frozenset[str]:
    known = definitions.known()
    return frozenset(known.tables) | frozenset(known.choices)


def open_design(uid: UUID, *, actor: Actor) -> Design:
    """Go on with a design.

    Raises:
        DesignError: It may not be done, or there is no such design of theirs.
    """
    _check(actor)
    return keeping.get(uid, actor.person)


def change(design: Design, how: Callable[[Ledger], Ledger], *, actor: Actor) -> Design:
    """Change a design and keep it.

    Args:
        design: As it was opened.
        how: The change, one of ``editing``.
        actor: Who designs.

    Returns:
        The design as it is now.

    Raises:
        DesignError: The change can't be made, or somebody changed the design meanwhile.
    """
    _check(actor)
    return keeping.save(design, how(design.ledger))


def remove_field(design: Design, no: int, why: str, *, actor: Actor) -> Design:
    """Take a field out of a design, unless something uses it.

    Raises:
        DesignError: It is used; its users are named.
    """
    _check(actor)
    field = editing.field_of(design.ledger, no)
    left = [one for one in judging.used_by(design.ledger, no) if one.kind is not UserKind.KEY]
    if left:
        words = [_said(one) for one in left]
        raise DesignError(
            "used", title=field.title.words, users="、".join(zh for zh, _ in words),
            users_en=", ".join(en for _, en in words),
        )  # fmt: skip
    return keeping.save(design, editing.remove(design.ledger, no, design.base, why=why, day=today()))


def replace_field(design: Design, no: int, type_: str, why: str, *, actor: Actor) -> Design:
    """Close a field in force and put a new one of another type in its place; what rows hold is copied.

    Args:
        design: The design.
        no: The number of the field that is closed.
        type_: The type of the new one.
        why: Why.
        actor: Who designs.

    Returns:
        The design; the new field is its last one.

    Raises:
        DesignError: The field is used, or there is no such type.
    """
    old = editing.field_of(design.ledger, no)
    order = [one.no for one in editing.present(design.ledger)]
    before = order[order.index(no) - 1] if order.index(no) else 0
    gone = remove_field(design, no, why, actor=actor)
    made = editing.add(gone.ledger, type_, old.title, after=before)
    new = made.fields[-1]
    made = editing.with_field(made, replace(new, personal=old.personal, help=old.help, synonyms=old.synonyms))
    kept = keeping.save(gone, made)
    return keeping.store(kept, replaced={**kept.draft.replaced, str(new.no): no})


def _said(user: User) -> tuple[str, str]:
    """Who uses a field, in Chinese and English."""
    force = definitions.known().ledgers.get(user.ledger)
    ledger = force.ledger.title if force is not None else Title(user.ledger)
    field = force.fields.get(user.name) if force is not None else None
    zh = field.title.zh if field is not None else user.name
    en = (field.title.en if field is not None else "") or zh
    kind_zh, kind_en = _USERS[user.kind]
    said_zh = f"“{ledger.zh}”的{kind_zh}" + (f"“{zh}”" if zh else "")
    return said_zh, f"{kind_en} {en} of {ledger.en or ledger.zh}".replace("  ", " ")


def add_check(design: Design, forbid: str, words: Title, *, warn: bool, actor: Actor) -> Design:
    """Add a check, if it can be understood.

    Args:
        design: The design.
        forbid: An expression; a row for which it is true is refused.
        words: The sentence shown then.
        warn: Whether it is only a warning.
        actor: Who designs.

    Raises:
        DesignError: The expression can't be understood.
    """
    _check(actor)
    made = editing.check(design.ledger, forbid.strip(), words, warn=warn)
    at = len(made.checks) - 1
    for one in judging.wrong(made):
        if one.check == at:
            said = say_file_problem(one.problem, "zh-hans")
            raise DesignError("bad_check", said=said)
    return keeping.save(design, made)


def take_in(design: Design, *, actor: Actor) -> tuple[Design, tuple[Conflict, ...]]:
    """Bring a design up to the version of the ledger that is in force now.

    Returns:
        The design, and what both changed: there what is in force stands.

    Raises:
        DesignError: There is no newer version.
    """
    _check(actor)
    if not judging.moved_on(design):
        raise DesignError("not_moved_on")
    force = definitions.in_force(design.draft.name)
    text = definitions.written(design.draft.name)
    now = load_definition(text).ledger
    if now is None:
        raise DesignError("no_draft")
    ledger, conflicts = judging.taken_in(design, now)
    return (
        keeping.store(design, text=dump_ledger(ledger), base=force.id, base_text=dump_ledger(now), back=[]),
        conflicts,
    )


def put_in_force(design: Design, *, actor: Actor, reason: str) -> str:
    """Put a design in force, and throw the draft away, but not the file it was made from.

    Args:
        design: The design.
        actor: Who does it.
        reason: Why.

    Returns:
        The ledger's name.

    Raises:
        DesignError: Something is wrong with it, nothing would change, or no reason was given.
        LedgerError: It may not be done, or something is used that would go.
    """
    _check(actor)
    if not reason.strip():
        raise DesignError("no_reason")
    kept: Design | None = None
    try:
        # what is in force is looked at under the writer's lock: nobody else's version comes in between
        with act(actor=actor, reason=reason):
            if name := keeping.live_as(design):
                # asked for twice at once: it is one ledger
                return name
            keeping.current(design)
            name = _put_in_force(design, actor, reason)
            kept = keeping.store(design, live=name)
            return name
    except BaseException:
        if kept is not None:
            keeping.store(kept, live="")
        raise


def _put_in_force(design: Design, actor: Actor, reason: str) -> str:
    """Put a design in force, rights and reason already checked."""
    if judging.moved_on(design):
        raise DesignError("moved_on", ledger=design.ledger.title.words)
    if design.base is not None and not judging.changes(design):
        raise DesignError("nothing_changed")
    ledger = design.ledger
    known = definitions.known()
    if not design.draft.base and ledger.name in known.ledgers:
        ledger = replace(ledger, name=free_name(known.ledgers, _names()))
    found = judging.wrong(ledger)
    if found:
        first = say_file_problem(found[0].problem, "zh-hans")
        raise DesignError("wrong", count=len(found), first=first)
    definitions.put_in_force(ledger, actor=actor, reason=reason, destroys=True)
    taking_over = copying.pairs(ledger.fields, design.draft.replaced)
    if taking_over:
        copying.ask(ledger.name, taking_over, actor=actor, reason=reason)
    return ledger.name


def matches(design: Design) -> Mapping[str, str]:
    """Heading of each column of the sheet → the name of the field made of it; empty for none any more.

    This is what an import of those very rows is told.
    """
    names = {one.no: one.name for one in design.ledger.fields if one.removed is None}
    return {hint.heading: names.get(hint.no, "") for hint in design.draft.hints}
