"""A plan is read by the unit that brought it in and by those above, and changed by whoever may."""

import pytest
from clerk import PLAN
from coming import Come
from django.test import Client

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.journal.verifying import verify
from zhangtu.people import actions as people
from zhangtu.plans import actions
from zhangtu.plans.models import Document


def brought(client: Client) -> str:
    answer = client.post("/read", {"text": PLAN})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_unit_and_those_above_read_it_nobody_else(office: Office, come: Come) -> None:
    clerk = come(office.eastern)
    place = brought(clerk)
    above, beside = come(office.chief), come(office.western)
    for client in (clerk, above):
        assert client.get(place).status_code == 200
        assert place in client.get("/plans/").content.decode()
        assert "清洁行动" in client.get("/search?q=河道").content.decode()
    assert place not in beside.get("/plans/").content.decode()
    assert "清洁行动" not in beside.get("/search?q=河道").content.decode()
    for path in ("", "files/1", "take/tasks.xlsx", "adding/"):
        assert beside.get(place + path).status_code == 404, path
    for path in ("bin", "restore", "mend", "version"):
        assert beside.post(place + path, {"seen": "1"}).status_code == 404, path
    assert Document.objects.get().unit == office.east
    assert clerk.post(place + "bin").status_code == 302
    assert "清洁行动" not in beside.get("/plans/").content.decode()
    assert verify().sound


def test_a_unit_below_does_not_read_what_is_above(office: Office, come: Come) -> None:
    place = brought(come(office.chief))
    assert come(office.eastern).get(place).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "enters"),
    [
        ("reader", 200, 403),
        ("clerk", 200, 302),
        ("unit_administrator", 200, 403),
        ("designer", 200, 403),
        ("system_administrator", 403, 403),
        ("audit_administrator", 403, 403),
    ],
)
def test_roles(office: Office, come: Come, role: str, reads: int, enters: int) -> None:
    place = brought(come(office.eastern))
    someone = come(somebody(office.east, "甄某", role=role))
    answer = someone.get("/plans/")
    assert answer.status_code == reads
    if reads == 200:
        assert ('id="no-enter"' in answer.content.decode()) == (enters == 403)
    assert someone.get(place).status_code == reads
    refused = someone.post("/read", {"text": PLAN})
    assert refused.status_code == enters
    if enters == 403:
        assert "录入" in refused.content.decode()
        assert someone.post(place + "bin").status_code == 403
        assert Document.objects.get().binned_at is None


def test_what_came_in_before_there_were_accounts_is_read_at_the_top(office: Office, come: Come) -> None:
    made = actions.bring_in([PLAN.encode()], "河道.txt", actor="周立新")
    assert come(office.chief).get(f"/plans/{made}/").status_code == 200
    assert come(office.eastern).get(f"/plans/{made}/").status_code == 404


def test_it_goes_with_the_unit_when_units_merge(office: Office, come: Come) -> None:
    place = brought(come(office.eastern))
    beside = come(office.western)
    people.merge_units([office.east], office.west, actor=CONSOLE, day=TODAY)
    assert beside.get(place).status_code == 200


def test_no_act_of_the_plan_room_goes_round_it(office: Office) -> None:
    made = actions.bring_in([PLAN.encode()], "河道.txt", actor="", by=office.eastern)
    with pytest.raises(Exception, match="no_document"):
        actions.bin_document(made, actor="", by=office.western)
