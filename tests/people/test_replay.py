"""The journal's replay of the room: a random walk leaves it clean, anything done beside it is found."""

import random
from datetime import timedelta
from typing import Any

import pytest
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit

from zhangtu.journal import hooks
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import last_number
from zhangtu.journal.redacting import redact
from zhangtu.journal.verifying import verify
from zhangtu.people import actions, models, queries, samples, signing
from zhangtu.people.actions import Plan
from zhangtu.people.handing import Side
from zhangtu.people.recording import KEPT, Register, columns, keep_journal
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "CHECKS", {})
    keep_journal()


class Walk:
    """Random changes of everything the room keeps."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311  # a walk to be walked again
        samples.load(CONSOLE)

    def any_of(self, model: Any) -> int:
        return int(self.dice.choice(list(model.objects.values_list("id", flat=True))))

    def day(self) -> Any:
        return START + timedelta(days=self.dice.randrange(800))

    def step(self) -> None:
        unit, other = self.any_of(models.Unit), self.any_of(models.Unit)
        post, second = self.any_of(models.Post), self.any_of(models.Post)
        person, third = self.any_of(models.Person), self.any_of(models.Person)
        day = self.day()
        steps = [
            lambda: actions.create_unit(f"新{self.dice.random()}", actor=CONSOLE, day=day, parent=unit),
            lambda: actions.rename_unit(unit, actor=CONSOLE, day=day, short=str(self.dice.random())),
            lambda: actions.move_unit(unit, other, actor=CONSOLE, day=day),
            lambda: actions.merge_units([unit], other, actor=CONSOLE, day=day),
            lambda: actions.set_office(unit, other, actor=CONSOLE, day=day),
            lambda: actions.alter_post(post, actor=CONSOLE, day=day, kind="officers"),
            lambda: actions.move_post(post, unit, actor=CONSOLE, day=day),
            lambda: actions.appoint(person, post, actor=CONSOLE, day=day),
            lambda: actions.relieve(person, post, actor=CONSOLE, day=TODAY),
            lambda: actions.set_deputy(post, second, actor=CONSOLE, day=day),
            lambda: actions.be_absent(person, actor=CONSOLE, day=day, ends=TODAY, reason="休假"),
            lambda: actions.grant(post, "tips", [Right.READ], actor=CONSOLE, day=day),
            lambda: actions.amend_person(person, actor=CONSOLE, phone=str(self.dice.random())),
            lambda: actions.open_account(person, f"p{person}", actor=CONSOLE),
            lambda: actions.reset_account(self.any_of(models.Account), actor=CONSOLE),
            lambda: self.hand_over(person, third),
        ]
        try:
            self.dice.choice(steps)()
        except (PeopleRefusedError, IndexError):
            return

    def hand_over(self, giver: int, receiver: int) -> None:
        plan = Plan(giver=giver, receiver=receiver, witness=self.any_of(models.Person), begins=TODAY)
        number = actions.prepare_handover(plan, actor=CONSOLE)
        actions.add_outside(number, "key", "钥匙", actor=CONSOLE)
        actions.object_item(number, 1, "缺一把", actor=Actor(person=receiver))
        actions.amend_item(number, 1, actor=CONSOLE, note="两把")
        for side, person in zip(Side, (giver, receiver, plan.witness), strict=True):
            actions.sign(number, side, actor=Actor(person=person))
        actions.put_in_force(number, actor=CONSOLE)


@pytest.mark.parametrize("seed", range(3))
def test_a_random_walk_leaves_the_journal_clean(seed: int) -> None:
    walk = Walk(seed)
    for _ in range(60):
        walk.step()
    before = last_number()
    verdict = verify()
    assert verdict.sound, verdict.say("en")
    assert verdict.entries == before > 100


def a_little_of_everything() -> tuple[int, int]:
    unit = a_unit("云溪镇", short="云溪")
    post, other = a_post(unit, kind="officers"), a_post(unit, "副岗")
    giver = a_person("甄一", post, phone="19900000001")
    receiver = a_person("甄二")
    witness = a_person("甄三", other)
    actions.set_deputy(post, other, actor=CONSOLE, day=START)
    actions.be_absent(giver, actor=CONSOLE, day=START, ends=TODAY)
    actions.grant(post, "tips", [Right.READ], actor=CONSOLE, day=START)
    slip = actions.open_account(giver, "zhen1", actor=CONSOLE)
    actions.choose_password(slip.account, "Qiu-tian 2026", actor=Actor(person=giver))
    signing.accounts.note_sign_in(
        slip.account, actor=Actor(person=giver), address="10.1.1.1", way="password", failures=0
    )
    actions.first_run()
    actions.mark_samples(unit, [slip.account], actor=CONSOLE)
    actions.merge_units([a_unit("东村")], unit, actor=CONSOLE, day=TODAY)
    plan = Plan(giver=giver, receiver=receiver, witness=witness, begins=TODAY)
    number = actions.prepare_handover(plan, actor=CONSOLE)
    actions.add_outside(number, "key", "钥匙", actor=CONSOLE)
    actions.sign(number, Side.RECEIVER, actor=Actor(person=receiver))
    return giver, slip.account


@pytest.mark.parametrize("register", list(Register))
def test_a_change_beside_the_journal_is_found(register: Register) -> None:
    a_little_of_everything()
    assert verify().sound
    model: Any = KEPT[register].model
    thing = model.objects.order_by("pk").first()
    column = columns(model)[-1]
    kind = model._meta.get_field(column).get_internal_type()
    changed = {
        "DateField": TODAY + timedelta(days=999),
        "BooleanField": not getattr(thing, column),
        "UUIDField": "00000000-0000-7000-8000-000000000000",
    }.get(kind, 7 if "Integer" in kind else "x")
    model.objects.filter(pk=thing.pk).update(**{column: changed})
    assert not verify().sound


@pytest.mark.parametrize("register", list(Register))
def test_a_thing_taken_away_or_put_in_beside_the_journal_is_found(register: Register) -> None:
    a_little_of_everything()
    model: Any = KEPT[register].model
    model.objects.order_by("pk").first().delete()
    assert not verify().sound


def test_a_password_exchanged_beside_the_journal_is_found() -> None:
    _, account = a_little_of_everything()
    models.Account.objects.filter(pk=account).update(password="md5$x$y")  # noqa: S106  # what an intruder writes
    assert not verify().sound


def test_a_name_lawfully_removed_is_no_alarm() -> None:
    person, _ = a_little_of_everything()
    redact(
        Register.PERSON,
        person,
        ["name", "phone"],
        actor=CONSOLE,
        authority="个人信息保护法47",
        reason="离任满五年",
    )
    view = queries.person(person)
    assert view is not None
    assert (view.name, view.phone) == ("", "")
    assert verify().sound
