"""Takes a roster in: persons, posts, holdings and accounts, row by row; repeating is safe."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from zhangtu.documents.sheets.places import spoken
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import models, queries
from zhangtu.people.actions.accounts import Slip, open_account, reset_account
from zhangtu.people.actions.persons import enrol
from zhangtu.people.actions.posts import appoint, establish_post, relieve, set_deputy
from zhangtu.people.directory import deputies
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.roster import Line, Roster, Way, occupied, post_of, same_person
from zhangtu.people.wording import Pair


def import_roster(roster: Roster, *, actor: Actor, day: date, reason: str = "") -> list[Slip]:
    """Enter everybody of a roster, appoint them, open their accounts.

    Every row is an act of its own, so that others can write in between; after a kill the same roster goes on.
    Whoever is known by name and phone is not entered again; whoever has an account but never came in gets a
    new code, whoever has chosen a password none.

    Args:
        roster: What was read; it must be without problems.
        actor: Who takes it in: an administrator of all its units.
        day: From when the posts are held.
        reason: Why.

    Returns:
        The one-time codes to print.

    Raises:
        PeopleRefusedError: ``bad_roster``, ``occupied`` where nobody said what becomes of who holds a post
            already, or what the single steps refuse.
    """
    if roster.problems:
        raise PeopleRefusedError("bad_roster", count=len(roster.problems))
    there = occupied(roster.lines, day)
    _check_said(roster, there)
    known = same_person(roster.lines)
    slips: dict[int, Slip] = {}
    for at, line in enumerate(roster.lines):
        with act(actor=actor, reason=reason):
            who = (line.name, line.phone)
            person = known.get(who) or enrol(line.name, actor=actor, phone=line.phone)
            known[who] = person
            _hold(person, line, there.get(at, ()), actor, day)
            slip = None if person in slips else _account(person, line, actor)
        if slip is not None:
            slips[person] = slip
    return list(slips.values())


def _check_said(roster: Roster, there: Mapping[int, tuple[int, ...]]) -> None:
    """Refuse a roster that does not say what becomes of those who hold its posts already."""
    for at, others in there.items():
        line = roster.lines[at]
        if line.way not in set(Way):
            names = "、".join(one.name for one in queries.persons(others).values())
            place = Pair(spoken(line.place, "zh-hans"), spoken(line.place, "en"))
            raise PeopleRefusedError("occupied", place=place, post=line.post, names=names)


def _hold(person: int, line: Line, others: tuple[int, ...], actor: Actor, day: date) -> None:
    post = post_of(line, day)
    if others and line.way == Way.REPLACE:
        for other in set(others).intersection(queries.holders(post, day)):
            relieve(other, post, actor=actor, day=day)
    if others and line.way == Way.DEPUTY:
        beside = replace(line, post=f"{line.post}（B角）", way="")
        _hold(person, beside, (), actor, day)
        stands = post_of(beside, day)
        if stands not in {one.deputy for one in deputies(day) if one.post == post}:
            set_deputy(post, stands, actor=actor, day=day)
        return
    if not post:
        post = establish_post(line.unit, line.post, actor=actor, day=day, role=line.role)
    if post not in queries.posts_held(person, day):
        appoint(person, post, actor=actor, day=day)


def _account(person: int, line: Line, actor: Actor) -> Slip | None:
    found = models.Account.objects.filter(person=person).first()
    if found is None:
        return open_account(person, line.login, actor=actor)
    return None if found.chosen else reset_account(found.pk, actor=actor)
