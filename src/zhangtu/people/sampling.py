"""Tells that an office is filled with invented people and things, and as whom one may try it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhangtu.people import models, queries, rolls


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invented anybody may sign in as.

    Attributes:
        login: The login name.
        name: What the person is called.
        post: The post, behind its unit; empty for none.
    """

    login: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """What this office was filled with is invented.

    Attributes:
        unit: The invented unit at the top.
        guests: Whom to sign in as, in their order; those whose account is closed are left out.
    """

    unit: int
    guests: tuple[Guest, ...]


def sampled(day: date) -> Sampled | None:
    """What says that this office is filled with invented things.

    Args:
        day: The day the posts are named for.

    Returns:
        ``None`` for an office of one's own. It is asked anew only after units or people changed.
    """
    word = queries.marks()[1]
    return _sampled(word, day) if word else None


@lru_cache(maxsize=4)
def _sampled(word: str, day: date) -> Sampled | None:
    del word  # the key only
    found = models.Sample.objects.filter(over=False).first()
    if found is None:
        return None
    numbers = [int(one) for one in found.accounts.split()]
    rows = models.Account.objects.filter(id__in=numbers, open=True).exclude(login=None)
    known = {row.pk: row for row in rows}
    persons = queries.persons({row.person for row in rows})
    posts = rolls.first_posts(persons, day)
    return Sampled(
        found.unit,
        tuple(
            Guest(
                known[one].login or "",
                persons[known[one].person].name,
                rolls.post_named(posts[known[one].person].post, day) if known[one].person in posts else "",
            )
            for one in numbers
            if one in known
        ),
    )
