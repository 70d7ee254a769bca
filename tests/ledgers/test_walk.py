"""A random walk by several people: the journal verifies at every step, every past state can be had again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID  # noqa: TC003 - an attribute of the machine has this type

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from office import CONSOLE, Office
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.redacting import redact
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.verifying import verify
from zhangtu.kernel.clock import SHANGHAI, stopped_at
from zhangtu.ledgers import actions, clocks, queries, serials
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.models import Row
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people

BEGIN = datetime(2027, 1, 4, 9, tzinfo=SHANGHAI)
PHONES = ["", "13800000001", "13800000002", "13900000003"]
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["甲", "乙店", "丙"]),
        "code": st.sampled_from(["", "a", "Ａ", "b"]),
        "owner": st.sampled_from(["", "欧阳一", "赵二"]),
        "phone": st.sampled_from(PHONES),
        "opened": st.sampled_from(["", "2026-01-01", "2026-05-01"]),
        "closed": st.sampled_from(["", "2026-03-01", "2026-06-01"]),
        "staff": st.sampled_from(["", 1, 20, "120", "many"]),
        "rooms": st.sampled_from(["", 0, 3]),
        "goods": st.sampled_from(["", "tea", "tea、salt"]),
        "note": st.text(max_size=20),
    },
)
WHO = st.integers(0, 2)


class Walk(RuleBasedStateMachine):
    """Several people at the same rows."""

    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.apart = transaction.atomic()
        self.apart.__enter__()
        self.day = BEGIN
        self.past: dict[UUID, dict[int, RowView]] = {}
        self.days: dict[UUID, dict[Any, RowView]] = {}

    def teardown(self) -> None:
        with stopped_at(self.day):
            self.look_back()
        transaction.set_rollback(True)
        self.apart.__exit__(None, None, None)

    def actor(self, who: int) -> Actor:
        return (self.office.chief, self.office.eastern, self.office.western)[who]

    def one(self, place: int) -> RowView | None:
        rows = sorted(self.past)
        if not rows:
            return None
        return queries.row(rows[place % len(rows)], people.scope(self.office.chief))

    def attempt(self, act: Any) -> None:
        """Do it a day later; a refusal must leave nothing behind."""
        self.day += timedelta(days=1)
        with stopped_at(self.day):
            before = journal.last_number()
            try:
                act()
            except (LedgerError, JournalRefusedError):
                assert journal.last_number() == before
            self.note()

    def note(self) -> None:
        """Remember every row as it is now."""
        scope = people.scope(self.office.chief)
        for uid in Row.objects.values_list("uid", flat=True):
            row = replace(queries.row(uid, scope), live={})
            self.past.setdefault(uid, {})[journal.last_number()] = row
            self.days.setdefault(uid, {})[self.day.date()] = row

    @rule(who=WHO, values=VALUES)
    def enter(self, who: int, values: dict[str, Any]) -> None:
        self.attempt(lambda: actions.create("shops", values, actor=self.actor(who)))

    @rule(who=WHO, place=st.integers(0, 9), number=st.sampled_from(["1", "2"]))
    def refer(self, who: int, place: int, number: str) -> None:
        row = self.one(place)
        if row is not None:
            values = {"shop": str(row.uid), "number": number}
            self.attempt(lambda: actions.create("papers", values, actor=self.actor(who)))

    @rule(who=WHO, place=st.integers(0, 9), values=VALUES, late=st.integers(0, 3))
    def amend(self, who: int, place: int, values: dict[str, Any], late: int) -> None:
        row = self.one(place)
        if row is not None:
            seen = row.version - late
            self.attempt(lambda: actions.amend(row.uid, values, actor=self.actor(who), seen=seen))

    @rule(place=st.integers(0, 9), although=st.booleans())
    def withdraw(self, place: int, although: bool) -> None:
        row = self.one(place)
        if row is not None:
            self.attempt(
                lambda: actions.withdraw(
                    row.uid, actor=self.actor(0), seen=row.version, reason="停业", although=although
                )
            )

    @rule(place=st.integers(0, 9))
    def restore(self, place: int) -> None:
        row = self.one(place)
        if row is not None:
            self.attempt(lambda: actions.restore(row.uid, actor=self.actor(0), seen=row.version))

    @rule(place=st.integers(0, 9), unit=st.integers(0, 2))
    def assign(self, place: int, unit: int) -> None:
        row = self.one(place)
        if row is not None:
            where = (self.office.town, self.office.east, self.office.west)[unit]
            self.attempt(lambda: actions.assign(row.uid, actor=self.actor(0), seen=row.version, unit=where))

    @rule(who=WHO, place=st.integers(0, 9), turn=st.integers(0, 3))
    def limit(self, who: int, place: int, turn: int) -> None:
        row = self.one(place)
        turns = (
            lambda uid, own: clocks.start(uid, "decide", "7 workdays", actor=own),
            lambda uid, own: clocks.pause(uid, "decide", actor=own),
            lambda uid, own: clocks.resume(uid, "decide", actor=own),
            lambda uid, own: clocks.stop(uid, "decide", actor=own),
        )
        if row is not None:
            self.attempt(lambda: turns[turn](row.uid, self.actor(who)))

    @rule(who=WHO, place=st.integers(0, 9), void=st.booleans())
    def number(self, who: int, place: int, void: bool) -> None:
        row = self.one(place)
        if row is not None and void:
            self.attempt(lambda: serials.void(row.uid, "ticket", actor=self.actor(who), reason="写错"))
        elif row is not None:
            self.attempt(lambda: serials.give(row.uid, "ticket", actor=self.actor(who)))

    @rule(place=st.integers(0, 9), names=st.sampled_from([("phone",), ("owner",), ("owner", "phone")]))
    def redact(self, place: int, names: tuple[str, ...]) -> None:
        """What is removed lawfully is gone from every past day as well."""
        row = self.one(place)
        if row is None:
            return
        numbers = {"owner": "3", "phone": "4"}
        fields = [numbers[name] for name in names]

        def remove() -> None:
            redact("shops", row.id, fields, actor=CONSOLE, authority="个人信息保护法47", reason="本人要求")
            for states in (self.past[row.uid], self.days[row.uid]):
                for when, state in states.items():
                    values = {name: value for name, value in state.values.items() if name not in names}
                    states[when] = replace(state, values=values, masked=state.masked - set(names))

        self.attempt(remove)

    @rule(who=WHO, values=st.lists(VALUES, max_size=3))
    def many(self, who: int, values: list[dict[str, Any]]) -> None:
        drafts = [Draft("shops", one) for one in values]
        self.attempt(lambda: actions.batch(drafts, actor=self.actor(who), reason="普查"))

    @invariant()
    def verifies(self) -> None:
        verdict = verify()
        assert verdict.sound, verdict.say("en")

    def look_back(self) -> None:
        scope = people.scope(self.office.chief)
        for uid, states in self.past.items():
            for number, row in states.items():
                assert queries.as_of_entry(uid, number, scope) == row
        for uid, known in self.days.items():
            for day, row in known.items():
                assert queries.as_of(uid, day, scope) == row


def _walk(office: Office, examples: int, steps: int) -> None:
    machine = type("Walk", (Walk,), {"office": office})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )


@pytest.mark.usefixtures("kept")
def test_a_short_walk(office: Office) -> None:
    _walk(office, 6, 12)


@pytest.mark.long
@pytest.mark.usefixtures("kept")
def test_a_long_walk(office: Office) -> None:
    _walk(office, 150, 60)
