"""Finds people, deputies, absences and handovers for whoever names them or looks a list through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhangtu.kernel.folding import fold
from zhangtu.people import handing, models, queries
from zhangtu.people.handing import HandoverState, HandoverView
from zhangtu.people.naming import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that stands in for another.

    Attributes:
        number: The number of the arrangement.
        post: The post stood in for.
        deputy: The post whose holders do.
        begins: The first day.
        ends: The first day no more; ``None`` while nobody knows.
    """

    number: int
    post: int
    deputy: int
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody who is away.

    Attributes:
        number: The number of the absence.
        person: Who.
        begins: The first day.
        ends: The first day no more; ``None`` while nobody knows.
    """

    number: int
    person: int
    begins: date
    ends: date | None


def people_named(text: str) -> list[queries.PersonView]:
    """Everybody with a login name, or with a name, as typed; in the order they were entered."""
    words = tidy(text)
    owners = models.Account.objects.filter(login=fold(words)).values_list("person", flat=True)
    named = models.Person.objects.filter(name=words).values_list("id", flat=True)
    found = queries.persons([*owners, *named])
    return [found[number] for number in sorted(found)]


def deputies(day: date) -> Iterator[Standing]:
    """The arrangements of standing in that hold on a day or begin later, by number."""
    rows = models.Deputy.objects.filter(_not_over(day)).order_by("id")
    for number, post, deputy, begins, ends in rows.values_list("id", "post", "deputy", "begins", "ends"):
        yield Standing(number=number, post=post, deputy=deputy, begins=begins, ends=ends)


def absences(day: date) -> Iterator[Away]:
    """The absences that hold on a day or begin later, by number."""
    rows = models.Absence.objects.filter(_not_over(day)).order_by("id")
    for number, person, begins, ends in rows.values_list("id", "person", "begins", "ends"):
        yield Away(number=number, person=person, begins=begins, ends=ends)


def _not_over(day: date) -> Q:
    return Q(ends__isnull=True) | Q(ends__gt=day)


def handovers_under_way() -> list[HandoverView]:
    """Every handover that is neither in force nor dropped, the newest first."""
    rows = models.Handover.objects.filter(state=HandoverState.PREPARED).order_by("-id")
    return [handing.view(row) for row in rows]
