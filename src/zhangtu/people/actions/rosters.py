"""Takes a roster in: persons, posts, holdings and accounts, row by row; repeating is safe."""

from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.folding import fold
from zhangtu.people import models, queries
from zhangtu.people.actions.accounts import Slip, open_account, reset_account
from zhangtu.people.actions.persons import enrol
from zhangtu.people.actions.posts import appoint, establish_post
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.roster import Line, Roster, same_person


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
        PeopleRefusedError: ``bad_roster``, or what the single steps refuse.
    """
    if roster.problems:
        raise PeopleRefusedError("bad_roster", count=len(roster.problems))
    known = same_person(roster.lines)
    slips: dict[int, Slip] = {}
    for line in roster.lines:
        with act(actor=actor, reason=reason):
            who = (line.name, line.phone)
            person = known.get(who) or enrol(line.name, actor=actor, phone=line.phone)
            known[who] = person
            _hold(person, line, actor, day)
            slip = None if person in slips else _account(person, line, actor)
        if slip is not None:
            slips[person] = slip
    return list(slips.values())


def _hold(person: int, line: Line, actor: Actor, day: date) -> None:
    same = [one for one in queries.posts(line.unit, day) if fold(one.name) == fold(line.post)]
    post = next((one.post for one in same if one.role == line.role), 0)
    if not post:
        post = establish_post(line.unit, line.post, actor=actor, day=day, role=line.role)
    if post not in queries.posts_held(person, day):
        appoint(person, post, actor=actor, day=day)


def _account(person: int, line: Line, actor: Actor) -> Slip | None:
    found = models.Account.objects.filter(person=person).first()
    if found is None:
        return open_account(person, line.login, actor=actor)
    return None if found.chosen else reset_account(found.pk, actor=actor)
