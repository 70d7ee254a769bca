"""What forms are about, in somebody's scope: the one place that asks the rooms above."""

from collections.abc import Iterable, Mapping

from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.stamping import hooks
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.models import Form
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.views import number_text


def subject(kind: str, reference: str, scope: Scope) -> Subject:
    """Something that can be printed.

    Raises:
        StampingError: There is none of that name in scope.
    """
    found = subjects([(kind, reference)], scope).get((kind, reference))
    if found is None:
        raise StampingError("no_subject")
    return found


def subjects(wanted: Iterable[tuple[str, str]], scope: Scope) -> Mapping[tuple[str, str], Subject]:
    """Those of some things that a scope may see, by kind and reference."""
    by_kind: dict[str, list[str]] = {}
    for kind, reference in dict.fromkeys(wanted):
        by_kind.setdefault(kind, []).append(reference)
    return {
        (kind, reference): one
        for kind, references in by_kind.items()
        if kind in hooks.SOURCES
        for reference, one in hooks.SOURCES[kind].subjects(references, scope).items()
    }


def of_form(form: Form | None, scope: Scope) -> tuple[Form, Subject]:
    """A form that is seen because what it is about is seen.

    Raises:
        StampingError: There is no such form in scope.
    """
    found = None if form is None else subjects([(form.kind, form.subject)], scope)
    about = None if form is None or found is None else found.get((form.kind, form.subject))
    if form is None or about is None:
        raise StampingError("no_form")
    return form, about


def check_stamps(about: Subject) -> None:
    """Refuse who may only look.

    Raises:
        StampingError: ``not_allowed``.
    """
    if not about.may_stamp:
        raise StampingError("not_allowed")


def number_of(form: Form) -> str:
    """A form's number as papers show it."""
    return number_text(form, people.forest())
