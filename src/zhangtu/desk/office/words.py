"""Words these pages share: reasons why something may not be done, roles, rights, days, people's names."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language
from zhangtu.people import queries, wording
from zhangtu.people.rules import post_kinds, roles, unit_kinds
from zhangtu.people.scope import Right


def why_not(check: Callable[[], object]) -> str:
    """Why something may not be done, in the language of the answer; empty when it may."""
    try:
        check()
    except RefusedError as error:
        return error.say(tongue())
    return ""


def role_name(name: str, day: date) -> str:
    """What a role is called; its own word when it is not known, a dash for none."""
    role = roles(day).get(name)
    if role is None:
        return name or "—"
    return in_language(role.zh, role.en, tongue())


def unit_kind(name: str, day: date) -> str:
    """What a kind of unit is called; its own word when it has no other, empty for none."""
    kind = unit_kinds(day).get(name)
    return name if kind is None else in_language(kind.zh, kind.en, tongue())


def post_kind(name: str) -> str:
    """What a kind of post is called; its own word when it has no other, empty for none."""
    known = post_kinds().get(name)
    return name if known is None else in_language(*known, tongue())


def right_name(right: Right | str) -> str:
    """What a right is called."""
    return wording.say(f"right_{right}", tongue())


def span(begins: date, ends: date | None) -> str:
    """From a day to a day, as people write it; the last day is the last it still holds."""
    first = begins.isoformat()
    if ends is None:
        return _("%(day)s 起") % {"day": first}
    last = date.fromordinal(ends.toordinal() - 1).isoformat()
    return _("%(first)s 至 %(last)s") % {"first": first, "last": last}


def names_of(people: Iterable[int]) -> str:
    """The names of some people, listed."""
    wanted = list(people)
    found = queries.persons(wanted)
    return separator().join(found[one].name for one in wanted if one in found)


def day_of(text: str, otherwise: date) -> date:
    """A day as an address carries it; another where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def has(visit: Visit, *rights: Right) -> bool:
    """Whether a visitor has one of some rights somewhere."""
    return not visit.scope.rights.isdisjoint(rights)
