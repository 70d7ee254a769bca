"""An answer as a form to be signed and stamped: numbered, with its code, found when its scan comes back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from zhangtu.collections import finding, merging, policies
from zhangtu.collections.forms import Column as Asked
from zhangtu.collections.forms import form_of
from zhangtu.collections.merging import Answer, Answered
from zhangtu.collections.models import Ask
from zhangtu.collections.states import DONE, State, Way
from zhangtu.collections.wording import WAYS, say
from zhangtu.documents.printing.values import Cell, Column, Register
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.scripts import in_language
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Title
from zhangtu.stamping import queries as forms
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.printing import Printed, print_paper

#: What forms call the things of this room; stands in them for life.
KIND: Final = "answer"


class Answers:
    """The answer to ``stamping.hooks``: what units handed in."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """Those of some answers that a scope may see, by reference.

        Args:
            references: The names of asks.
            scope: Whose.

        Returns:
            Reference → answer.
        """
        found = Ask.objects.select_related("collection").filter(uid__in=list(_names(references)))
        return {str(one.uid): _subject(one, scope) for one in found if policies.sees_ask(scope, one)}


def _names(references: Sequence[str]) -> Iterator[UUID]:
    for one in references:
        try:
            yield UUID(one)
        except ValueError:
            continue


def _subject(ask: Ask, scope: Scope) -> Subject:
    done = State(ask.state) in DONE
    lines = list(ask.lines.filter(round=ask.round).order_by("place").values_list("row", "values", "private"))
    facts = msgspec.json.encode([ask.collection.title, ask.way, lines], order="sorted") if done else b""
    title = f"{ask.collection.title}（{people.name_on(ask.unit)}）"
    return Subject(KIND, str(ask.uid), title, ask.unit, facts, done and policies.answers(scope, ask))


def print_answer(uid: UUID, *, actor: Actor, language: str = "zh-hans") -> Printed:
    """Print what a unit handed in, with number, code, signature lines and a place for the seal.

    Args:
        uid: The ask.
        actor: Who prints it: somebody who answers for the unit.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The form and its PDF.

    Raises:
        CollectionError: There is no such ask in scope, or it was not handed in.
        StampingError: The actor may not.
        PrintError: It has too many lines for one paper.
    """
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    policies.check_submitted(ask, "打印", "printed")
    return print_paper((KIND, str(ask.uid)), _paper(ask, scope, language), actor=actor)


def _paper(ask: Ask, scope: Scope, language: str) -> Register:
    of = ask.collection
    columns = form_of(of).columns
    lines = merging.answer(ask.uid, scope)
    submitted = ask.submitted
    assert submitted is not None  # it was handed in
    notes = [in_language("依据：{basis}", "Basis: {basis}", language).format(basis=of.basis)]
    if of.period:
        notes.append(of.period)
    if ask.way != Way.LINES:
        notes.append(say(WAYS[Way(ask.way)], language))
    return Register(
        of.title,
        people.name_on(ask.unit),
        submitted.astimezone(SHANGHAI).date(),
        tuple(Column(_title(one.field.title, language), total=_counted(one)) for one in columns),
        tuple(tuple(_cell(line, one) for one in columns) for line in lines if line.cells),
        tuple(notes),
        language=language,
    )


def _title(title: Title, language: str) -> str:
    return in_language(title.zh, title.en or title.zh, language)


def _counted(column: Asked) -> bool:
    return column.field.type in ("number", "money")


def _cell(line: Answered, column: Asked) -> Cell:
    found: Answer = line.cells.get(column.name, Answer())
    value: Any = merging.number(found.plain) if _counted(column) else merging.day(found.plain)
    return found.text if value is None or column.field.type == "text" else value


def stamped(asks: Sequence[UUID], scope: Scope) -> dict[UUID, str]:
    """The number of the form that came back stamped, of each answer that has one.

    Args:
        asks: The asks.
        scope: Whose.

    Returns:
        Ask → number.
    """
    found = forms.stamped_of(KIND, [str(uid) for uid in asks], scope)
    return {UUID(reference): form.number for reference, form in found.items()}
