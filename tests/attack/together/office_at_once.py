"""Contests about units, people, handovers and definitions."""

from datetime import timedelta
from functools import partial

from arena import NUMBERS, Contest, entries

from office import CONSOLE, START, TODAY, Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions
from zhangtu.ledgers.designing import actions as designing
from zhangtu.ledgers.designing import editing
from zhangtu.ledgers.models import Row
from zhangtu.people import actions as organising
from zhangtu.people import queries as people
from zhangtu.people.handing import Side
from zhangtu.people.models import Account
from zhangtu.schema.specs import Title


def handing(office: Office) -> tuple[int, dict[Side, Actor]]:
    number = next(NUMBERS)
    giver = somebody(office.west, f"交{number}", "clerk")
    receiver = somebody(office.west, f"接{number}", "clerk")
    witness = somebody(office.west, f"监{number}", "chief")
    plan = organising.Plan(
        giver=giver.person, receiver=receiver.person, witness=witness.person, begins=TODAY + timedelta(days=7)
    )
    made = organising.prepare_handover(plan, actor=giver)
    return made, dict(zip((Side.GIVER, Side.RECEIVER, Side.WITNESS), (giver, receiver, witness), strict=True))


def sign(office: Office) -> Contest:
    number, people_ = handing(office)
    acts = [partial(organising.sign, number, side, actor=actor) for side, actor in people_.items()] * 2
    from zhangtu.people.models import HandoverSignature  # noqa: PLC0415

    return Contest(acts, lambda _: HandoverSignature.objects.filter(handover=number).count())


def hand_over(office: Office) -> Contest:
    number, people_ = handing(office)
    for side, actor in people_.items():
        organising.sign(number, side, actor=actor)
    acts = [partial(organising.put_in_force, number, actor=actor) for actor in people_.values()] * 2
    receiver = people_[Side.RECEIVER].person
    post = people_[Side.GIVER].post

    def after(_: list[str]) -> list[int]:
        held = [one for one in people.holdings(person=receiver) if one.post == post]
        return [len(held), entries("people.handover", "force", number)]

    return Contest(acts, after)


def prepare(office: Office) -> Contest:
    number = next(NUMBERS)
    giver, receiver, witness = (somebody(office.west, f"{one}{number}", "chief") for one in "送收看")
    plan = organising.Plan(
        giver=giver.person, receiver=receiver.person, witness=witness.person, begins=TODAY + timedelta(days=7)
    )
    act = partial(organising.prepare_handover, plan, actor=giver)
    return Contest([act] * 4, lambda _: None)


def go_live(office: Office) -> Contest:
    """Two designers add a field each to the same ledger: neither loses what the other added."""
    number = next(NUMBERS)
    designs = []
    for at in range(2):
        actor = somebody(office.town, f"设{number}{at}", "designer")
        design = designing.from_ledger("papers", actor=actor)
        title = Title(f"新列{number}{at}", "")
        design = designing.change(design, partial(editing.add, type_="text", title=title), actor=actor)
        designs.append((design, actor, title.zh))
    acts = [partial(designing.put_in_force, design, actor=actor, reason="改") for design, actor, _ in designs]

    def lost(said: list[str]) -> list[str]:
        fields = definitions.in_force("papers").ledger.fields
        there = {one.title.zh for one in fields if one.removed is None}
        return [
            title
            for word, (_, _, title) in zip(said, designs, strict=True)
            if (word == "ok") != (title in there)
        ]

    return Contest(acts, lost)


def same_name(office: Office) -> Contest:
    """Two new ledgers of one name are two ledgers."""
    number = next(NUMBERS)
    designs = []
    for at in range(2):
        actor = somebody(office.town, f"新{number}{at}", "designer")
        designs.append((designing.from_nothing(f"台账{number}之{at}", actor=actor), actor))
    acts = [partial(designing.put_in_force, one, actor=actor, reason="建") for one, actor in designs]
    return Contest(
        acts,
        lambda said: (
            said.count("ok")
            - sum(f"台账{number}之" in one.ledger.title.zh for one in definitions.known().ledgers.values())
        ),
    )


def live_twice(office: Office) -> Contest:
    """One design put in force by a double click, or in two windows, is one ledger."""
    number = next(NUMBERS)
    actor = somebody(office.town, f"双{number}", "designer")
    design = designing.from_nothing(f"一本{number}", actor=actor)
    act = partial(designing.put_in_force, design, actor=actor, reason="建")
    return Contest(
        [act] * 4,
        lambda _: sum(one.ledger.title.zh == f"一本{number}" for one in definitions.known().ledgers.values()),
    )


def change_design(office: Office) -> Contest:
    """Of two windows at one design, one keeps its change."""
    number = next(NUMBERS)
    actor = somebody(office.town, f"窗{number}", "designer")
    design = designing.from_nothing(f"窗口{number}", actor=actor)
    acts = [
        partial(
            designing.change,
            design,
            partial(editing.add, type_="text", title=Title(f"列{at}", "")),
            actor=actor,
        )
        for at in range(4)
    ]
    return Contest(acts, lambda _: None)


def merge(office: Office) -> Contest:
    """Nothing is entered for a unit once it is gone."""
    number = next(NUMBERS)
    units = [
        organising.create_unit(f"{name}{number}", actor=CONSOLE, day=START, parent=office.town)
        for name in ("甲村", "乙村")
    ]
    clerk = somebody(units[0], f"录{number}", "clerk")

    def enter() -> None:
        for _ in range(4):
            ledgers.create("shops", {"name": "店"}, actor=clerk)

    def unite() -> None:
        organising.merge_units([units[0]], units[1], actor=CONSOLE, day=TODAY)

    def late(_: list[str]) -> list[str]:
        all_ = list(journal.entries_after(0, 1_000_000))
        over = max((one.number for one in all_ if one.action == "merge"), default=0)
        rows = set(Row.objects.filter(unit=units[0]).values_list("id", flat=True))
        made = [one for one in all_ if (one.register, one.action) == ("shops", "create") and one.row in rows]
        return [str(one.number) for one in made if one.number > over]

    return Contest([enter, unite, enter, unite], late)


def open_account(office: Office) -> Contest:
    number = next(NUMBERS)
    persons = [somebody(office.west, f"账{number}{at}", "clerk").person for at in range(2)]
    acts = [
        partial(organising.open_account, person, f"login{number}", actor=CONSOLE) for person in persons * 2
    ]
    return Contest(acts, lambda _: Account.objects.filter(login=f"login{number}").count())


def appoint(office: Office) -> Contest:
    number = next(NUMBERS)
    post = organising.establish_post(office.west, f"岗{number}", actor=CONSOLE, day=START, role="clerk")
    person = organising.enrol(f"任{number}", actor=CONSOLE)
    act = partial(organising.appoint, person, post, actor=CONSOLE, day=TODAY)
    return Contest(
        [act] * 4, lambda _: len([one for one in people.holdings(person=person) if one.post == post])
    )


OFFICE = (
    sign,
    hand_over,
    prepare,
    go_live,
    same_name,
    live_twice,
    change_design,
    merge,
    open_account,
    appoint,
)
