"""A handover without scripts: started, listed, objected to, signed by three at their browsers, in force."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hall import Town, page

from office import CONSOLE, TODAY
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.people import handing, queries
from zhangtu.people.handing import HandoverState
from zhangtu.stamping import fetching


@pytest.fixture
def number(town: Town) -> int:
    """A handover from the eastern clerk to the western, watched by the chief."""
    ledgers.create("shops", {"name": "未办的店"}, actor=town.office.eastern, post=town.office.eastern.post)
    client = town.browser(town.office.eastern)
    said = page(client, "/office/handovers/new")
    assert "乙二的岗位" in said, "one's own posts are offered"
    done = client.post("/office/handovers/new", filled(town))
    assert done.status_code == 302, done.content.decode()
    return int(done.headers["Location"].split("/")[-2])


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    office = town.office
    return {
        "giver": office.eastern.person, "receiver": office.western.person, "witness": office.chief.person,
        "day": TODAY.isoformat(), "reason": "轮岗", **changes,
    }  # fmt: skip


def step(client: Client, number: int, what: str, **typed: Any) -> tuple[int, str]:
    answer = client.post(f"/office/handovers/{number}/do/{what}", typed)
    return answer.status_code, answer.content.decode()


def sign(client: Client, number: int, side: str) -> int:
    digest = re.search(r'name="digest" value="(\w+)"', page(client, f"/office/handovers/{number}/"))
    assert digest is not None
    return step(client, number, "sign", side=side, digest=digest[1])[0]


def test_three_sign_and_everything_goes_over_at_once(town: Town, number: int) -> None:
    office = town.office
    giver, receiver, witness = (town.browser(one) for one in (office.eastern, office.western, office.chief))
    assert "未办的店" in page(giver, f"/office/handovers/{number}/")
    assert "待我签字" in page(receiver, "/office/handovers/")
    assert f"/office/handovers/{number}/" in page(receiver, "/office/handovers/")
    assert 'class="count">1' in page(receiver, "/office/"), "the bar says that one waits"
    assert step(giver, number, "add", kind="seal", title="业务专用章", note="保险柜")[0] == 302
    assert step(receiver, number, "object", no=1, reason="这家已关停")[0] == 302
    said = page(giver, f"/office/handovers/{number}/")
    assert "这家已关停" in said
    assert "第 1 项有异议" in said
    status, said = step(giver, number, "sign", side="giver", digest=handing.handover(number).digest)
    assert (status, "有异议" in said) == (422, True)
    assert step(giver, number, "amend", no=1, title="未办的店（已关停）", note="")[0] == 302
    assert sign(giver, number, "giver") == 302
    assert step(giver, number, "add", kind="key", title="档案室钥匙")[0] == 302
    assert not handing.handover(number).signed, "a change of the list takes signatures away"
    assert [sign(giver, number, "giver"), sign(receiver, number, "receiver")] == [302, 302]
    status, said = step(witness, number, "force")
    assert (status, "还缺 监交人" in said) == (422, True)
    assert sign(witness, number, "witness") == 302
    assert step(witness, number, "force")[0] == 302
    assert handing.handover(number).state is HandoverState.IN_FORCE
    assert queries.holders(office.eastern.post) == (office.western.person,)
    assert "已生效" in page(receiver, "/office/handovers/")


def test_only_whose_line_it_is_signs_there_and_only_the_list_that_was_seen(town: Town, number: int) -> None:
    receiver = town.browser(town.office.western)
    digest = handing.handover(number).digest
    assert step(receiver, number, "sign", side="giver", digest=digest)[0] == 403
    step(receiver, number, "add", kind="other", title="一摞材料")
    status, said = step(receiver, number, "sign", side="receiver", digest=digest)
    assert (status, "清单在您打开之后改过" in said) == (422, True)
    stranger = town.browser(town.office.reader)
    assert stranger.get("/office/handovers/9999/").status_code == 404
    assert stranger.get("/office/handovers/9999/form").status_code == 404
    assert stranger.get(f"/office/handovers/{number}/").status_code == 403
    assert step(stranger, number, "sign", side="witness", digest=digest)[0] == 403


def test_the_signed_paper_counts_for_all_three(town: Town, number: int) -> None:
    client, path = town.browser(town.organiser), f"/office/handovers/{number}/"
    form = client.get(f"{path}form")
    assert form.content[:2] == b"PK"
    code = handing.handover(number).code
    scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.4 scan", "application/pdf")
    status, said = step(client, number, "scan", code="JJ000001-00000000", file=scan)
    assert (status, "不是现在这份清单的编号" in said) == (422, True)
    scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.4 scan", "application/pdf")
    assert step(client, number, "scan", code=code, file=scan)[0] == 302
    assert len(handing.handover(number).signed) == 3
    assert step(client, number, "force")[0] == 302
    assert handing.handover(number).state is HandoverState.IN_FORCE


def test_somebody_gone_is_handed_over_by_the_head(town: Town) -> None:
    office = town.office
    client = town.browser(town.organiser)
    done = client.post(
        "/office/handovers/new",
        filled(town, proxy=office.chief.person, witness=office.reader.person),
    )
    assert done.status_code == 302, done.content.decode()
    number = int(done.headers["Location"].split("/")[-2])
    assert "单位负责人代签" in page(town.browser(office.chief), f"/office/handovers/{number}/")
    assert sign(town.browser(office.chief), number, "giver") == 302


def test_a_handover_is_dropped_with_a_reason(town: Town, number: int) -> None:
    client = town.browser(town.office.eastern)
    assert step(client, number, "drop", reason="")[0] == 422
    assert step(client, number, "drop", reason="不走了")[0] == 302
    assert handing.handover(number).state is HandoverState.DROPPED
    assert step(client, number, "sign", side="giver", digest="")[0] == 422


def test_wrong_people_are_refused_and_nothing_typed_is_lost(town: Town) -> None:
    client = town.browser(town.office.eastern)
    answer = client.post("/office/handovers/new", filled(town, witness=town.office.western.person))
    assert answer.status_code == 422
    assert "必须是三个不同的人" in answer.content.decode()
    assert 'value="轮岗"' in answer.content.decode()
    assert client.post("/office/handovers/new", filled(town, receiver="谁也不是")).status_code == 422


def test_a_printed_form_has_a_number(town: Town, number: int) -> None:
    client = town.browser(town.office.eastern)
    made = client.post(f"/office/handovers/{number}/print")
    assert made.status_code == 302, "a phone's browser fetches files by links only"
    assert "下载 PDF" in page(client, made.headers["Location"])
    paper = client.get(made.headers["Location"] + "paper")
    assert b"".join(paper.streaming_content)[:4] == b"%PDF"
    assert "attachment" in paper.headers["Content-Disposition"]
    others = town.browser(town.organiser).get(made.headers["Location"] + "paper")
    assert others.status_code == 302, "what one post printed is not another's"
    assert "/stamping/forms/" in page(client, f"/office/handovers/{number}/")
    uid, actor = UUID(made.headers["Location"].split("/")[-2]), town.office.eastern
    assert fetching.kept(uid, actor) is not None
    with stopped_at(datetime(2026, 11, 25, tzinfo=UTC)):
        assert fetching.kept(uid, actor) is None
        assert (fetching.drop_old(), fetching.drop_old()) == (1, 0)


def test_the_stamped_form_counts_only_for_the_list_it_was_printed_of(
    town: Town, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = town.browser(town.organiser)
    status, said = step(client, number, "stamped")
    assert (status, "还没有收回" in said) == (422, True)
    scan = SimpleNamespace(counts=True, sha256="ab" * 32)
    for changed, expected in ((True, 422), (None, 422), (False, 302)):
        form = SimpleNamespace(scans=(scan,), changed=changed)
        monkeypatch.setattr("zhangtu.stamping.queries.stamped", lambda *_, form=form: form)
        assert step(client, number, "stamped")[0] == expected
    assert handing.handover(number).scan == "ab" * 32


def test_handovers_of_the_console_are_seen_by_nobody_else(town: Town) -> None:
    from zhangtu.people import actions  # noqa: PLC0415

    plan = actions.Plan(
        giver=town.office.eastern.person,
        receiver=town.office.western.person,
        witness=town.office.chief.person,
        begins=TODAY,
    )
    number = actions.prepare_handover(plan, actor=CONSOLE)
    assert f"/office/handovers/{number}/" not in page(town.browser(town.office.reader), "/office/handovers/")


def offered(said: str, name: str) -> dict[str, str]:
    """The choices of a list: value → the group and the words."""
    box = re.search(rf'<select name="{name}".*?</select>', said, re.DOTALL)
    assert box is not None
    found = {}
    for group in re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', box[0], re.DOTALL):
        for value, words in re.findall(r'<option value="(\d+)"[^>]*>([^<]*)', group[1]):
            found[value] = f"{group[0]} {words}"
    assert not set(re.findall(r'<option value="(\d+)"', box[0])) - set(found), "everybody stands below a unit"
    return found


def test_only_those_are_offered_that_may_be_handed_over(town: Town) -> None:
    office = town.office
    new = "/office/handovers/new"
    clerk = offered(page(town.browser(office.eastern), new), "giver")
    assert clerk == {str(office.eastern.person): "东桥村 乙二 · 乙二的岗位"}
    chief = offered(page(town.browser(office.chief), new), "giver")
    assert set(chief) == {
        str(one.person) for one in (office.chief, office.eastern, office.western, office.reader)
    }
    organiser = offered(page(town.browser(town.organiser), new), "giver")
    assert set(chief) | {str(town.organiser.person)} == set(organiser)
    security = offered(page(town.browser(town.security), new), "giver")
    assert set(security) == {str(town.system.person), str(town.audit.person)}


def test_a_refusal_stands_at_its_field(town: Town) -> None:
    office, client = town.office, town.browser(town.office.eastern)
    for changes, field in (
        ({"witness": office.western.person}, "witness"),
        ({"receiver": ""}, "receiver"),
        ({"day": "x"}, "day"),
        ({"giver": office.western.person, "receiver": office.eastern.person}, "giver"),
        ({"into": office.eastern.post}, "into"),
    ):
        answer = client.post("/office/handovers/new", filled(town, **changes))
        said = answer.content.decode()
        assert answer.status_code in (403, 422), field
        assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true" autofocus', said), field
        assert f'id="f-{field}-wrong"' in said
        assert said.count("aria-invalid") == 1
    assert "<details open>" in said
