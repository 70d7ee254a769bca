"""Handover of a post or a person: everything open, three signatures, objections, all or nothing."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import docx
import pytest
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act
from zhangtu.people import actions, handing, hooks, papers, queries
from zhangtu.people.actions import Plan
from zhangtu.people.handing import HandoverState, ItemState, Side
from zhangtu.people.hooks import Open
from zhangtu.people.refusals import PeopleRefusedError

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=7)


@dataclass
class Desk:
    """Stands for the ledgers: rows on posts."""

    rows: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    def open_for(self, post: int, day: date) -> Iterable[Open]:
        del day
        return [
            Open("row", name, f"办理 {name}", "11月30日到期") for name, at in self.rows.items() if at == post
        ]

    def hand(self, now: Act, post: int, into: int, references: Sequence[str]) -> None:
        assert now.actor
        if self.broken:
            raise RuntimeError
        for name in references:
            assert self.rows[name] == post
            self.rows[name] = into


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    hooks.source("desk", made)
    yield made
    del hooks.SOURCES["desk"]


@dataclass
class Office:
    town: int
    giver: Actor
    receiver: Actor
    witness: Actor
    plan: Plan


@pytest.fixture
def office(desk: Desk) -> Office:
    town = a_unit("云溪镇")
    giver = somebody(town, "甄一")
    receiver, witness = Actor(person=a_person("甄二")), somebody(town, "甄三", role="chief", post="镇长")
    desk.rows = {"甲案": giver.post, "乙案": giver.post, "别人的": witness.post}
    people = Plan(giver=giver.person, receiver=receiver.person, witness=witness.person, begins=MONDAY)
    return Office(town, giver, receiver, witness, people)


def refusal(kind: str, call: object) -> PeopleRefusedError:
    with pytest.raises(PeopleRefusedError) as caught:
        call()  # type: ignore[operator]
    assert caught.value.kind == kind
    return caught.value


def sign_all(number: int, office: Office) -> None:
    for side, actor in zip(Side, (office.giver, office.receiver, office.witness), strict=True):
        actions.sign(number, side, actor=actor)


def test_a_handover_lists_what_is_open_and_moves_the_holding(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    actions.add_outside(number, "seal", "镇政府业务专用章", actor=office.giver, note="保险柜")
    seen = handing.handover(number)
    assert [(item.no, item.kind, item.title) for item in seen.items] == [
        (1, "row", "办理 甲案"),
        (2, "row", "办理 乙案"),
        (3, "seal", "镇政府业务专用章"),
    ]
    refusal("unsigned", lambda: actions.put_in_force(number, actor=office.giver))
    sign_all(number, office)
    actions.put_in_force(number, actor=office.giver)
    assert handing.handover(number).state is HandoverState.IN_FORCE
    assert queries.holders(office.giver.post, TODAY) == (office.giver.person,)
    assert queries.holders(office.giver.post, MONDAY) == (office.receiver.person,)
    refusal("handover_over", lambda: actions.put_in_force(number, actor=office.giver))


def test_each_signs_for_the_own_side_only(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    for side, actor in ((Side.RECEIVER, office.giver), (Side.GIVER, office.witness), (Side.WITNESS, CONSOLE)):
        refusal("not_signer", lambda: actions.sign(number, side, actor=actor))  # noqa: B023


def test_a_changed_list_has_to_be_signed_again(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    sign_all(number, office)
    assert len(handing.handover(number).signed) == 3
    actions.add_outside(number, "key", "档案室钥匙", actor=office.receiver)
    assert handing.handover(number).signed == frozenset()
    said = refusal("unsigned", lambda: actions.put_in_force(number, actor=office.giver))
    assert "移交人" in said.say("zh-hans")
    assert "移交人" not in said.say("en")


def test_an_objection_holds_everything_until_it_is_settled(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    refusal("not_signer", lambda: actions.object_item(number, 1, "不清楚", actor=office.giver))
    refusal("reason_missing", lambda: actions.object_item(number, 1, " ", actor=office.receiver))
    actions.object_item(number, 1, "缺少卷宗", actor=office.receiver)
    actions.object_item(number, 2, "早已办结", actor=office.receiver)
    refusal("in_objection", lambda: actions.sign(number, Side.GIVER, actor=office.giver))
    actions.amend_item(number, 1, actor=office.giver, note="卷宗在三号柜")
    actions.remove_item(number, 2, "已办结", actor=office.giver)
    sign_all(number, office)
    actions.put_in_force(number, actor=office.witness)
    states = [item.state for item in handing.handover(number).items]
    assert states == [ItemState.LISTED, ItemState.REMOVED]


def test_what_became_open_meanwhile_is_not_forgotten(office: Office, desk: Desk) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    sign_all(number, office)
    desk.rows["丙案"] = office.giver.post
    refusal("more_open", lambda: actions.put_in_force(number, actor=office.giver))
    actions.renew_list(number, actor=office.giver)
    assert len(handing.handover(number).items) == 3
    sign_all(number, office)
    actions.put_in_force(number, actor=office.giver)


@pytest.mark.parametrize("broken", [False, True])
def test_the_work_goes_to_the_receivers_own_post_or_nothing_does(
    office: Office, desk: Desk, *, broken: bool
) -> None:
    own = a_post(office.town, "接手岗")
    actions.appoint(office.receiver.person, own, actor=CONSOLE, day=START)
    number = actions.prepare_handover(replace(office.plan, into=own), actor=office.giver)
    actions.remove_item(number, 2, "留给后任", actor=office.giver)
    sign_all(number, office)
    desk.broken = broken
    if broken:
        with pytest.raises(RuntimeError):
            actions.put_in_force(number, actor=office.giver)
        assert handing.handover(number).state is HandoverState.PREPARED
        assert queries.holders(office.giver.post, MONDAY) == (office.giver.person,)
        return
    actions.put_in_force(number, actor=office.giver)
    assert desk.rows == {"甲案": own, "乙案": office.giver.post, "别人的": office.witness.post}
    assert queries.holders(office.giver.post, MONDAY) == ()
    assert queries.holders(own, MONDAY) == (office.receiver.person,)


def test_somebody_gone_is_handed_over_by_the_head_of_the_unit(office: Office) -> None:
    actions.relieve(office.giver.person, office.giver.post, actor=CONSOLE, day=TODAY)
    other = a_person("甄四")
    gone = replace(office.plan, proxy=office.witness.person, witness=other)
    refusal("nothing_held", lambda: actions.prepare_handover(office.plan, actor=CONSOLE))
    refusal(
        "not_head", lambda: actions.prepare_handover(replace(gone, proxy=a_person("甄五")), actor=CONSOLE)
    )
    number = actions.prepare_handover(gone, actor=office.witness)
    refusal("not_signer", lambda: actions.sign(number, Side.GIVER, actor=office.giver))
    actions.sign(number, Side.GIVER, actor=office.witness)
    actions.sign(number, Side.RECEIVER, actor=office.receiver)
    actions.sign(number, Side.WITNESS, actor=Actor(person=other))
    actions.put_in_force(number, actor=office.witness)
    assert queries.holders(office.giver.post, MONDAY) == (office.receiver.person,)


def test_the_stamped_scan_signs_for_all_but_only_for_its_own_list(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    old = handing.handover(number).code
    actions.add_outside(number, "contact", "供电所联系人", actor=office.giver)
    digest = hashlib.sha256(b"scan").hexdigest()
    refusal("wrong_code", lambda: actions.sign_by_scan(number, digest, old, actor=CONSOLE))
    refusal("bad_digest", lambda: actions.sign_by_scan(number, "scan.pdf", old, actor=CONSOLE))
    code = handing.handover(number).code
    refusal("not_allowed", lambda: actions.sign_by_scan(number, digest, code, actor=office.giver))
    actions.sign_by_scan(number, digest, code.lower(), actor=CONSOLE)
    actions.put_in_force(number, actor=CONSOLE)
    assert handing.handover(number).scan == digest


def test_a_post_is_in_one_handover_at_a_time_and_a_dropped_one_frees_it(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    refusal("handed_already", lambda: actions.prepare_handover(office.plan, actor=office.giver))
    actions.drop_handover(number, actor=office.giver, reason="推迟")
    actions.prepare_handover(office.plan, actor=office.giver)


def test_three_people_are_three_people(office: Office) -> None:
    giver = office.plan.giver
    for plan in (replace(office.plan, witness=giver), replace(office.plan, receiver=office.plan.witness)):
        refusal("three_people", lambda: actions.prepare_handover(plan, actor=CONSOLE))  # noqa: B023


def test_a_person_hands_over_all_posts_and_a_mentor_helps(office: Office) -> None:
    second = a_post(office.town, "信息员")
    actions.appoint(office.giver.person, second, actor=CONSOLE, day=START)
    until = MONDAY + timedelta(days=90)
    plan = replace(office.plan, mentor=office.giver.person, mentor_until=until)
    number = actions.prepare_handover(plan, actor=office.giver)
    assert handing.handover(number).posts == (office.giver.post, second)
    assert handing.mentor_of(office.receiver.person, MONDAY) == 0
    sign_all(number, office)
    actions.put_in_force(number, actor=office.giver)
    assert queries.posts_held(office.receiver.person, MONDAY) == (office.giver.post, second)
    assert handing.mentor_of(office.receiver.person, until) == office.giver.person
    assert handing.mentor_of(office.receiver.person, until + timedelta(days=1)) == 0


def test_the_printed_form_has_list_code_and_three_lines(office: Office) -> None:
    number = actions.prepare_handover(office.plan, actor=office.giver)
    actions.add_outside(number, "paper", "2025年卷宗 12 册", actor=office.giver)
    actions.remove_item(number, 2, "已办结", actor=office.giver)
    seen = handing.handover(number)
    made = docx.Document(io.BytesIO(papers.handover_form(seen)))
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert [row[0] for row in cells] == ["序号", "1", "2", "3"]
    assert cells[3][1:3] == ["纸质档案", "2025年卷宗 12 册"]
    assert "不交：已办结" in cells[2][2]
    words = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert seen.code in words
    assert all(f"{side}（签字）：甄" in words for side in ("移交人", "接收人", "监交人"))


def test_strangers_see_to_their_own_affairs(office: Office) -> None:
    stranger = somebody(a_unit("邻镇"), "甄六", role="unit_administrator")
    refusal("not_allowed", lambda: actions.prepare_handover(office.plan, actor=stranger))
    number = actions.prepare_handover(office.plan, actor=office.giver)
    for call in (
        lambda: actions.add_outside(number, "key", "钥匙", actor=stranger),
        lambda: actions.put_in_force(number, actor=stranger),
        lambda: actions.drop_handover(number, actor=stranger, reason="x"),
    ):
        refusal("not_allowed", call)


def test_three_people_do_not_pass_a_post_on_among_themselves(office: Office) -> None:
    friend = somebody(office.town, "甄七", post="杂务岗")
    number = actions.prepare_handover(replace(office.plan, witness=friend.person), actor=office.giver)
    for side, actor in zip(Side, (office.giver, office.receiver, friend), strict=True):
        actions.sign(number, side, actor=actor)
    refusal("no_head_watches", lambda: actions.put_in_force(number, actor=office.giver))
    actions.put_in_force(number, actor=CONSOLE)
