"""The page of a row without scripts: what it says, its past, what is done with it, what may not be."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from shopping import SCRIPT, Come, at, plain, text

from office import TODAY, Office
from zhangtu.journal import queries as journal
from zhangtu.journal import showing
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, clocks, queries
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people


def test_it_says_what_the_row_says(office: Office, come: Come, shop: RowView) -> None:
    page = plain(come(office.eastern).get(at(shop)))
    for words in ("东桥店", "E-1", "东桥村", "赵*", "138****0001", "每间人数", "持证", "登记"):
        assert words in page
    assert "赵小满" not in page
    assert "13800000001" not in page


def test_computed_values_say_how_they_come_about(office: Office, come: Come, shop: RowView) -> None:
    page = text(come(office.eastern).get(at(shop)))
    assert "保存时计算：人数 / 房间" in page
    assert "随时计算，每次打开都是最新的：count(证照 where" in page
    assert "由“grading”写入" in page


def test_a_row_out_of_scope_or_of_another_ledger_is_not_there(
    office: Office, come: Come, shop: RowView
) -> None:
    west = come(office.western)
    for deed in ("", "edit", "history"):
        assert west.get(at(shop, deed)).status_code == 404
    for deed in ("withdraw", "restore", "show", "proof"):
        assert west.post(at(shop, deed), {"reason": "x"}).status_code == 404
    own = come(office.eastern)
    assert own.get(f"/ledgers/papers/rows/{shop.uid}/").status_code == 404
    assert own.get(f"/ledgers/nothing/rows/{shop.uid}/").status_code == 404
    assert own.get(f"/ledgers/shops/rows/{uuid4()}/").status_code == 404


def test_what_may_not_be_done_is_greyed_with_its_reason(office: Office, come: Come, shop: RowView) -> None:
    page = text(come(office.reader).get(at(shop)))
    assert 'disabled aria-describedby="why-amend"' in page
    assert 'disabled aria-describedby="why-withdraw"' in page
    assert 'disabled aria-describedby="why-unmask"' in page
    assert "您的岗位在台账“店铺”中不能修改记录" in page
    reader = come(office.chief)
    assert "disabled" not in text(reader.get(at(shop))).partition('<aside class="record-side"')[0]


def test_limits_have_a_light_with_a_word(office: Office, come: Come, shop: RowView) -> None:
    clocks.start(shop.uid, "答复", "2 days", actor=office.eastern)
    clocks.start(shop.uid, "办结", "30 days", actor=office.eastern)
    page = plain(come(office.eastern).get(at(shop)))
    assert "临期 答复" in page
    assert "正常 办结" in page
    with stopped_at(TODAY + timedelta(days=20)):
        again = come(office.chief).get(at(shop))
    assert "逾期 答复" in plain(again)


def test_what_refers_to_it_is_listed(office: Office, come: Come, shop: RowView) -> None:
    paper = actions.create("papers", {"shop": str(shop.uid), "number": "P-1"}, actor=office.eastern)
    own = come(office.eastern)
    page = text(own.get(at(shop)))
    assert f'href="/ledgers/papers/rows/{paper.uid}/">P-1</a>' in page
    assert f"/ledgers/papers/?f.shop={shop.uid}" in page
    assert f'href="/ledgers/shops/rows/{shop.uid}/">东桥店</a>' in text(own.get(at(paper)))


def test_the_journal_is_told_in_steps(office: Office, come: Come, shop: RowView) -> None:
    actions.amend(
        shop.uid, {"name": "西桥店", "owner": "钱有余"}, actor=office.chief, seen=shop.version, reason="改名"
    )
    page = plain(come(office.eastern).get(at(shop, "history")))
    assert "修改 2026-11-23 12:00 甲一 · 甲一的岗位" in page
    assert "理由：改名" in page
    assert "原来： 东桥店 → 现在： 西桥店" in page
    assert "钱有余" not in page
    assert "原来： 赵* → 现在： 钱*" in page


def test_a_past_day_is_shown_as_past(office: Office, come: Come, shop: RowView) -> None:
    with stopped_at(TODAY + timedelta(days=2)):
        actions.amend(shop.uid, {"name": "西桥店"}, actor=office.eastern, seen=shop.version)
    with stopped_at(TODAY + timedelta(days=5)):
        own = come(office.eastern)
        then = plain(own.get(at(shop), {"day": str(TODAY)}))
        assert f"这是 {TODAY} 结束时的样子，不是现在。" in then
        assert "名称 东桥店 西桥店" in then
        both = plain(
            own.get(at(shop), {"day": str(TODAY + timedelta(days=3)), "with": str(TODAY + timedelta(days=4))})
        )
        assert "两天之间没有不同" in both
        before = plain(own.get(at(shop), {"day": str(TODAY - timedelta(days=9))}))
        assert "那一天这条记录还没有登记" in before
        for day in (str(TODAY + timedelta(days=5)), "2026-13-01", "x" * 50, ""):
            assert "不是现在" not in plain(own.get(at(shop), {"day": day}))


def test_masked_values_are_shown_with_a_reason_on_this_page_only(
    office: Office, come: Come, shop: RowView
) -> None:
    chief = come(office.chief)
    refused = chief.post(at(shop, "show"), {"field": ["owner"], "reason": " "})
    assert (refused.status_code, "赵小满" in text(refused)) == (422, False)
    answer = chief.post(at(shop, "show"), {"field": ["owner"], "reason": "核对身份"})
    assert "赵小满" in text(answer)
    assert "<span>0001</span>" not in text(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "赵小满" not in text(chief.get(at(shop)))
    last = queries.history(shop.uid, people.scope(office.chief))[-1]
    assert (last.action, last.reason) == ("unmask", "核对身份")
    part = chief.post(at(shop, "show"), {"field": ["phone"], "reason": "回访"}, headers=SCRIPT)
    assert "<span>138</span><span>0000</span><span>0001</span>" in text(part)
    assert "<html" not in text(part)
    clerk = come(office.eastern)
    before = journal.last_number()
    answer = clerk.post(at(shop, "show"), {"field": ["owner"], "reason": "看看"})
    assert (answer.status_code, "赵小满" in text(answer), journal.last_number() - before) == (403, False, 0)


def test_withdrawn_and_restored(office: Office, come: Come, shop: RowView) -> None:
    chief = come(office.chief)
    seen = {"seen": shop.version}
    assert chief.post(at(shop, "withdraw"), seen).status_code == 422
    actions.create("papers", {"shop": str(shop.uid), "number": "P-1"}, actor=office.eastern)
    refused = chief.post(at(shop, "withdraw"), {**seen, "reason": "重复"})
    assert (
        refused.status_code,
        "还有 1 条记录关联着它" in text(refused),
        'value="重复"' in text(refused),
    ) == (422, True, True)
    done = chief.post(at(shop, "withdraw"), {**seen, "reason": "重复", "although": "yes"})
    page = chief.get(done["Location"])
    assert "已作废。这条记录和它的变更都还在" in plain(page)
    assert "撤回刚才的作废" in text(page)
    assert "撤回刚才的作废" not in text(chief.get(at(shop)))
    assert chief.get(at(shop, "edit")).status_code == 422
    chief.post(at(shop, "restore"), {"reason": "弄错了"})
    assert not queries.row(shop.uid, people.scope(office.chief)).withdrawn


def test_a_proof_can_be_checked_by_a_stranger(office: Office, come: Come, shop: RowView) -> None:
    answer = come(office.eastern).post(at(shop, "proof"))
    assert answer["Content-Disposition"].startswith("attachment;")
    outcome = showing.check(answer.content)
    assert outcome.holds
    (entry,) = outcome.entries
    assert entry.values["1"] == '"东桥店"'
    assert "3" in entry.hidden
    assert "赵小满" not in answer.content.decode()
    broken: Any = json.loads(answer.content)
    broken["entries"][0]["fields"]["1"]["value"] = '"假店"'
    assert not showing.check(json.dumps(broken).encode()).holds


def test_text_for_a_chat_says_nothing_about_persons(office: Office, come: Come, shop: RowView) -> None:
    share = (
        text(come(office.eastern).get(at(shop)))
        .partition('<textarea id="share"')[2]
        .partition("</textarea>")[0]
    )
    assert "【店铺】东桥店" in share
    assert f"http://testserver{at(shop)}" in share
    assert "赵" not in share


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_it_speaks_the_readers_language(office: Office, come: Come, shop: RowView, language: str) -> None:
    own = come(office.eastern)
    own.cookies["zhangtu_language"] = language
    page = plain(own.get(at(shop)))
    assert {"en": "Files and photos", "zh-hant": "變更記錄"}[language] in page


def test_rows_changed_together_are_linked(office: Office, come: Come, shop: RowView) -> None:
    other = actions.create("shops", {"name": "西岭店"}, actor=office.western)
    drafts = [Draft(values={"note": "普查"}, uid=one.uid, seen=one.version) for one in (shop, other)]
    actions.batch(drafts, actor=office.chief, reason="普查")
    chief = come(office.chief)
    found = re.search(r'href="(/ledgers/shops/batches/[0-9]+/)"', text(chief.get(at(other))))
    assert found is not None
    together = plain(chief.get(found[1]))
    assert "东桥店" in together
    assert "西岭店" in together
    own = come(office.eastern)
    assert "西岭店" not in plain(own.get(found[1]))
    assert own.get("/ledgers/shops/batches/999999/").status_code == 404
    assert own.get(found[1].replace("shops", "tips")).status_code == 404


def test_a_number_is_given_said_at_once_and_voided_with_a_reason(
    office: Office, come: Come, shop: RowView
) -> None:
    client = come(office.eastern)
    assert "取号：文号" in text(client.get(at(shop)))
    done = client.post(at(shop, "numbers/ticket"), follow=True)
    assert "已取号：店登字〔2026〕1号" in text(done)
    assert "取号：文号" not in text(done)
    again = client.post(at(shop, "numbers/ticket"))
    assert again.status_code == 422
    assert "已有" in text(again) or "已经" in text(again)
    lacking = client.post(at(shop, "numbers/ticket/void"), {"reason": " "})
    assert lacking.status_code == 422
    voided = client.post(at(shop, "numbers/ticket/void"), {"reason": "写错"}, follow=True)
    assert "店登字〔2026〕1号 已作废" in text(voided)
    given = client.post(at(shop, "numbers/ticket"), headers={"Accept": "application/json"})
    assert given.json()["number"] == "店登字〔2026〕2号"
    assert given.json()["seen"] == queries.row(shop.uid, people.scope(office.eastern)).version
    book = plain(client.get("/ledgers/shops/numbers/"))
    assert re.search(r"东桥村 店登字〔2026〕 2 店登字〔2026〕2号 1 无", re.sub(r"\s+", " ", book))
    assert "店登字" not in text(come(office.western).get("/ledgers/shops/numbers/"))


def test_who_may_not_number_is_told_why(office: Office, come: Come, shop: RowView) -> None:
    client = come(office.reader)
    page = text(client.get(at(shop)))
    assert 'aria-describedby="why-number-ticket"' in page
    assert "numbers/ticket" not in page.replace("/ledgers/shops/numbers/", "")
    assert client.post(at(shop, "numbers/ticket")).status_code == 403
    refused = client.post(at(shop, "numbers/ticket"), headers={"Accept": "application/json"})
    assert refused.status_code == 403
    assert client.post(at(shop, "numbers/name")).status_code == 403
    assert come(office.western).post(at(shop, "numbers/ticket")).status_code == 404
    assert come(office.eastern).post(at(shop, "numbers/name")).status_code in {404, 422}
