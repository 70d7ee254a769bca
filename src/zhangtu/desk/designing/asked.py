"""What the forms of a design ask: a form of a field is kept first, then what its button says is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions
from zhangtu.ledgers.designing import actions, choosing, editing, keeping, making, ruling
from zhangtu.ledgers.designing.choosing import Chosen
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.schema.specs import Field, Ledger, Title
from zhangtu.schema.types import TYPES

#: Options a form may send.
_OPTIONS: Final = ("unit", "decimals", "min", "max", "pattern", "many", "accept", "serial", "datum")
_CHOICE: Final = "choice:"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a form.

    Attributes:
        design: The design as it is now.
        open: The number of the field whose form stays open; 0 for none.
    """

    design: Design
    open: int = 0


def do(design: Design, post: QueryDict, actor: Actor) -> Done:
    """Do what a form asks.

    Args:
        design: The design, at the version the form was made for.
        post: The form.
        actor: Who designs.

    Raises:
        DesignError: It can't be done; nothing is changed.
    """
    act = post.get("act", "")
    no = _number(post.get("no", ""))
    if no:
        return _field(design, no, act, post, actor)
    whole = _WHOLE.get(act)
    return Done(design) if whole is None else whole(design, post, actor)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0


def _field(design: Design, no: int, act: str, post: QueryDict, actor: Actor) -> Done:
    """A form about one field."""
    if act == "remove":
        return Done(actions.remove_field(design, no, post.get("why", ""), actor=actor))
    if act == "replace":
        return _replaced(design, no, post, actor)
    kept = actions.change(design, lambda ledger: _said(ledger, no, post, design), actor=actor)
    moves: Mapping[str, Callable[[Ledger], Ledger]] = {
        "up": lambda ledger: editing.move(ledger, no, -1),
        "down": lambda ledger: editing.move(ledger, no, 1),
        "split": lambda ledger: editing.split(ledger, no),
    }
    if act in moves:
        kept = actions.change(kept, moves[act], actor=actor)
        return Done(kept)
    return Done(kept, no if act != "done" else 0)


def _said(ledger: Ledger, no: int, post: QueryDict, design: Design) -> Ledger:
    """Everything a field's form says; a form sent without its fields changes nothing."""
    if "zh" not in post:
        return ledger
    field = editing.field_of(ledger, no)
    if post.get("type", field.type) != field.type:
        words = keeping.words_of(design, no)
        ledger = editing.retype(ledger, no, post.get("type", ""), design.base, words)
        field = editing.field_of(ledger, no)
    ledger = editing.say(
        ledger, no, _title(post, field.title),
        help=_help(post, field), synonyms=_words(post.get("synonyms", "")), required="required" in post,
        unique="unique" in post, personal="personal" in post,
        search="search" in post, options=_options(field, post),
    )  # fmt: skip
    if field.type in making.MADE:
        ledger = _resting(ledger, no, post, design)
    if field.type in editing.CHOOSING and not field.target:
        ledger = _chosen(ledger, no, post, design.base)
    return _shown(ledger, field.name, post)


def _wish(post: QueryDict) -> making.Wish:
    return making.Wish(post.get("target", ""), post.get("option:serial", ""), post.get("value", ""))


def _resting(ledger: Ledger, no: int, post: QueryDict, design: Design) -> Ledger:
    """What a reference, number or computed value rests on, where its form says so."""
    field = editing.field_of(ledger, no)
    there = design.base is not None and any(one.no == no for one in design.base.fields)
    wish = _wish(post)
    if field.type == "computed" and "value" not in post:
        return ledger
    if field.type == "reference" and (there or "target" not in post):
        return ledger
    if field.type == "serial" and "option:serial" not in post:
        return ledger
    made = making.resting(ledger, field, wish, (*definitions.known().ledgers, ledger.name))
    return editing.with_field(ledger, made)


def _title(post: QueryDict, old: Title) -> Title:
    title = editing.title_of(post.get("zh", ""), post.get("en", ""))
    return title if title.zh != old.zh else Title(title.zh, title.en, old.hant)


def _help(post: QueryDict, field: Field) -> Title | None:
    said = post.get("help", "").strip()[:200]
    if field.help is not None and field.help.zh == said:
        return field.help
    return Title(said) if said else None


def _words(text: str) -> tuple[str, ...]:
    """Words of a list, however they were set apart."""
    for sign in "，,；;\n\r\t":
        text = text.replace(sign, "、")
    return tuple(dict.fromkeys(one for each in text.split("、") if (one := each.strip()[:60])))[:30]


def _options(field: Field, post: QueryDict) -> dict[str, str]:
    """Options as said; what the form does not ask for stays."""
    found = dict(field.options)
    for name in _OPTIONS:
        key = f"option:{name}"
        if key not in post or name not in TYPES[field.type].options:
            continue
        said = post.get(key, "").strip()[:60]
        if said:
            found[name] = said
        else:
            found.pop(name, None)
    return found


def _chosen(ledger: Ledger, no: int, post: QueryDict, base: Ledger | None) -> Ledger:
    titles = {key[len(_CHOICE) :]: post.get(key, "") for key in post if key.startswith(_CHOICE)}
    raised = post.get("raise", "")
    if raised in titles:
        titles = _raised(titles, raised)
    more = _words(post.get("more", ""))
    gone = post.getlist("gone")
    if not (titles or more or gone):
        return ledger
    return choosing.choose(ledger, no, Chosen(titles, more, gone), base, day=today())


def _raised(titles: dict[str, str], code: str) -> dict[str, str]:
    """The same with one choice a place higher."""
    order = list(titles)
    at = order.index(code)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return {one: titles[one] for one in order}


def _shown(ledger: Ledger, name: str, post: QueryDict) -> Ledger:
    """Whether the field is a column, a filter, a key, the name of rows."""
    pages = ledger.pages
    columns = _with(pages.columns, name, present="listed" in post)
    filters = _with(pages.filters, name, present="filtered" in post)
    key = _with(ledger.key, name, present="keyed" in post)
    made = editing.listed(ledger, columns, filters)
    return editing.keyed(made, key, name if "naming" in post else "")


def _with(names: tuple[str, ...], name: str, *, present: bool) -> list[str]:
    rest = [one for one in names if one != name]
    if not present:
        return rest
    return list(names) if name in names else [*rest, name]


def _replaced(design: Design, no: int, post: QueryDict, actor: Actor) -> Done:
    """A field in force gives its place to a new one of another type."""
    made = actions.replace_field(design, no, post.get("newtype", ""), post.get("why", ""), actor=actor)
    return Done(made, made.ledger.fields[-1].no)


def _retitled(design: Design, post: QueryDict, actor: Actor) -> Done:
    title = editing.title_of(post.get("zh", ""), post.get("en", ""))
    return Done(actions.change(design, lambda ledger: editing.retitle(ledger, title), actor=actor))


def _added(design: Design, post: QueryDict, actor: Actor) -> Done:
    title = editing.title_of(post.get("zh", ""))
    order = editing.present(design.ledger)
    after = order[-1].no if order else 0
    made = actions.change(
        design,
        lambda ledger: editing.add(
            ledger, post.get("type", "text"), title, after=after, taken=[h.no for h in design.draft.hints]
        ),
        actor=actor,
    )
    return Done(made, max(one.no for one in made.ledger.fields))


def _made(design: Design, post: QueryDict, actor: Actor) -> Done:
    """A field that refers to another ledger, is numbered, or computed."""
    type_ = post.get("type", "")
    if type_ not in making.MADE:
        return Done(design)
    title = editing.title_of(post.get("zh", ""))
    taken = [one.no for one in design.draft.hints]
    known = (*definitions.known().ledgers, design.ledger.name)
    made = actions.change(
        design,
        lambda ledger: making.add(ledger, type_, title, _wish(post), taken=taken, known=known),
        actor=actor,
    )
    return Done(made, max(one.no for one in made.ledger.fields))


def _keyed(design: Design, post: QueryDict, actor: Actor) -> Done:
    """What an import finds rows by: the fields of one of the ways offered, or none."""
    numbers = [_number(one) for one in post.get("key", "").split(",")]
    names = {one.no: one.name for one in editing.present(design.ledger)}
    key = [names[no] for no in numbers if no in names]
    return Done(actions.change(design, lambda ledger: editing.keyed(ledger, key, ""), actor=actor))


def _checked(design: Design, post: QueryDict, actor: Actor) -> Done:
    """A check, put together from a few words or written out."""
    wish = ruling.Wish(
        post.get("rule", ""),
        post.get("one", ""),
        post.get("two", ""),
        post.get("forbid", "").strip()[:2000],
        post.get("say", "").strip()[:200],
    )
    check = ruling.check_of(design.ledger, wish, warn="warn" in post)
    return Done(actions.add_check(design, check.forbid, check.say, warn=check.warn, actor=actor))


def _unchecked(design: Design, post: QueryDict, actor: Actor) -> Done:
    at = _number(post.get("at", "")) if post.get("at") != "0" else 0
    return Done(actions.change(design, lambda ledger: editing.uncheck(ledger, at), actor=actor))


def _back(design: Design, post: QueryDict, actor: Actor) -> Done:
    del post, actor
    return Done(keeping.step_back(design))


def _other_sheet(design: Design, post: QueryDict, actor: Actor) -> Done:
    return Done(actions.other_sheet(design, post.get("sheet", ""), actor=actor))


_WHOLE: Final[Mapping[str, Callable[[Design, QueryDict, Actor], Done]]] = {
    "title": _retitled,
    "add": _added,
    "make": _made,
    "key": _keyed,
    "check": _checked,
    "uncheck": _unchecked,
    "back": _back,
    "sheet": _other_sheet,
}
