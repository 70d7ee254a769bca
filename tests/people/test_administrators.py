"""The three administrators: each does only the own part, nobody is two of them, none helps itself."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.people import actions, queries
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right

pytestmark = pytest.mark.django_db
THREE = ("system_administrator", "security_administrator", "audit_administrator")


@pytest.fixture
def office() -> SimpleNamespace:
    top = a_unit("某县")
    three = {role.split("_")[0]: somebody(top, role, role=role, post=role) for role in THREE}
    return SimpleNamespace(top=top, **three)


def refusal(call: object) -> str:
    with pytest.raises(PeopleRefusedError) as caught:
        call()  # type: ignore[operator]
    return caught.value.kind


def test_their_rights_have_nothing_in_common() -> None:
    rights = [roles(TODAY)[role].rights for role in THREE]
    assert sum(map(len, rights)) == len(frozenset().union(*rights))
    assert Right.AUDIT not in roles(TODAY)["system_administrator"].rights
    assert roles(TODAY)["audit_administrator"].rights == {Right.AUDIT}
    assert all(Right.READ not in one for one in rights)


def test_nobody_is_two_of_them(office: SimpleNamespace) -> None:
    other = a_post(office.top, "审计二岗", role="audit_administrator")
    assert refusal(lambda: actions.appoint(office.system.person, other, actor=CONSOLE, day=TODAY)) == "apart"
    plain = a_post(office.top, "杂务岗")
    actions.appoint(office.system.person, plain, actor=CONSOLE, day=START)
    assert refusal(lambda: actions.give_role(plain, THREE[2], actor=CONSOLE, day=TODAY)) == "apart"


def test_one_after_the_other_is_fine(office: SimpleNamespace) -> None:
    actions.relieve(office.system.person, office.system.post, actor=CONSOLE, day=TODAY)
    other = a_post(office.top, "审计二岗", role="audit_administrator")
    actions.appoint(office.system.person, other, actor=CONSOLE, day=TODAY)
    late = TODAY + timedelta(days=1)
    assert queries.scope(Actor(office.system.person, other), late).rights == {Right.AUDIT}


def test_they_have_no_deputies(office: SimpleNamespace) -> None:
    clerk = somebody(office.top, "甄一")
    for post, deputy in ((office.audit.post, clerk.post), (clerk.post, office.system.post)):
        call = lambda: actions.set_deputy(post, deputy, actor=CONSOLE, day=TODAY)  # noqa: B023, E731
        assert refusal(call) == "deputy_apart"


def test_security_grants_but_not_to_itself(office: SimpleNamespace) -> None:
    clerk = somebody(office.top, "甄一")
    actions.grant(clerk.post, "tips", ["read"], actor=office.security, day=TODAY)
    actions.give_role(clerk.post, "data_officer", actor=office.security, day=TODAY)
    own = a_post(office.top, "副岗")
    actions.appoint(office.security.person, own, actor=CONSOLE, day=START)
    assert (
        refusal(lambda: actions.grant(own, "tips", ["read"], actor=office.security, day=TODAY)) == "to_itself"
    )
    for role in ("designer", "chief"):
        call = lambda: actions.give_role(own, role, actor=office.security, day=TODAY)  # noqa: B023, E731
        assert refusal(call) == "to_itself"
    call = lambda: actions.grant(office.security.post, "tips", ["read"], actor=office.security, day=TODAY)  # noqa: E731
    assert refusal(call) == "apart_ledger"


def test_the_system_administrator_grants_nothing_and_touches_no_administrator(
    office: SimpleNamespace,
) -> None:
    system = office.system
    clerk = somebody(office.top, "甄一")
    friend = a_person("甄二")
    kinds = [
        refusal(lambda: actions.grant(clerk.post, "tips", ["read"], actor=system, day=TODAY)),
        refusal(lambda: actions.give_role(clerk.post, "data_officer", actor=system, day=TODAY)),
        refusal(lambda: actions.appoint(friend, office.security.post, actor=system, day=TODAY)),
        refusal(lambda: actions.relieve(office.audit.person, office.audit.post, actor=system, day=TODAY)),
        refusal(lambda: actions.give_role(office.audit.post, "", actor=system, day=TODAY)),
        refusal(lambda: actions.open_account(office.audit.person, "audit", actor=system)),
    ]
    assert kinds == [
        "not_allowed",
        "role_by_grant",
        "not_allowed",
        "not_allowed",
        "role_by_grant",
        "not_allowed",
    ]


def test_the_audit_administrator_changes_nothing(office: SimpleNamespace) -> None:
    audit, top = office.audit, office.top
    clerk = somebody(top, "甄一")
    for call in (
        lambda: actions.create_unit("新单位", actor=audit, day=TODAY, parent=top),
        lambda: actions.establish_post(top, "新岗", actor=audit, day=TODAY),
        lambda: actions.enrol("甄二", actor=audit),
        lambda: actions.grant(clerk.post, "tips", ["read"], actor=audit, day=TODAY),
        lambda: actions.open_account(clerk.person, "zhen1", actor=audit),
    ):
        assert refusal(call) == "not_allowed"


def test_accounts_of_administrators_are_the_security_administrators_business(office: SimpleNamespace) -> None:
    slip = actions.open_account(office.system.person, "system", actor=office.security)
    assert actions.reset_account(slip.account, actor=office.security).code != slip.code
    own = actions.open_account(office.security.person, "security", actor=CONSOLE)
    assert refusal(lambda: actions.reset_account(own.account, actor=office.security)) == "to_itself"
    assert refusal(lambda: actions.reset_account(own.account, actor=office.system)) == "not_allowed"
