"""A submitted report as a form to be signed and stamped: numbered, with its code, found by its scan."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import msgspec

from zhangtu.documents.printing.values import Align, Column, Register
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.reports import content, finding, freezing, policies, telling
from zhangtu.reports.content import Content
from zhangtu.reports.models import Filing
from zhangtu.reports.papers import headings, line_texts
from zhangtu.reports.states import DONE, State
from zhangtu.schema.types.choice import title_in
from zhangtu.stamping import queries as forms
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.printing import Printed, print_paper

#: What forms call the things of this room; stands in them for life.
KIND: Final = "report"


class Reports:
    """The answer to ``stamping.hooks``: what units submitted."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """Those of some reports that a scope may see, by reference.

        Args:
            references: The names of reports of units.
            scope: Whose.

        Returns:
            Reference → report.
        """
        names = [one for one in references if _is_name(one)]
        found = Filing.objects.filter(uid__in=names)
        return {str(one.uid): _subject(one, scope) for one in found if policies.sees(scope, one)}


def _is_name(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _subject(filing: Filing, scope: Scope) -> Subject:
    done = State(filing.state) in DONE
    last = freezing.newest(filing) if done else None
    facts = b"" if last is None else msgspec.json.encode(last.content, order="sorted")
    return Subject(
        KIND,
        str(filing.uid),
        telling.called(filing),
        filing.unit,
        facts,
        done and policies.fills(scope, filing),
    )


def print_report(uid: UUID, *, actor: Actor, language: str = "zh-hans") -> Printed:
    """Print what a unit submitted, with number, code, signature lines and a place for the seal.

    Args:
        uid: The report of a unit.
        actor: Who prints it: somebody who fills in for the unit.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The form and its PDF.

    Raises:
        ReportError: There is none in scope, or it was not submitted.
        StampingError: The actor may not.
        PrintError: It has too many lines for one paper.
    """
    filing = finding.filing(uid, people.scope(actor))
    policies.check_submitted(filing)
    last = freezing.newest(filing)
    assert last is not None  # it was submitted
    when = last.at.astimezone(SHANGHAI).date()
    said = content.loaded(last.content)
    names, *others = headings(said, language)
    paper = Register(
        title_in(said.title, language),
        said.unit,
        when,
        (Column(names), *(Column(one, align=Align.RIGHT) for one in others)),
        tuple(line_texts(said, language)),
        _notes(said, language),
        subtotals=False,
        language=language,
    )
    return print_paper((KIND, str(filing.uid)), paper, actor=actor)


def _notes(said: Content, language: str) -> tuple[str, ...]:
    return tuple(title_in(one, language) for one in said.text)


def stamped(uids: Sequence[UUID], scope: Scope) -> dict[UUID, str]:
    """The number of the form that came back stamped, of each report that has one."""
    found = forms.stamped_of(KIND, [str(uid) for uid in uids], scope)
    return {UUID(reference): form.number for reference, form in found.items()}
