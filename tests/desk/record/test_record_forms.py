"""The form of a row: made from the definition, two people at one row, what was typed is never lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shopping import SCRIPT, Come, at, form, plain, text

from office import Office
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people

NEW = "/ledgers/shops/rows/new"


def test_nothing_typed_changes_nothing(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    before = journal.last_number()
    sent = form(own.get(at(shop, "edit")))
    assert sent["f-staff"] == "6"
    answer = own.post(at(shop, "edit"), sent)
    assert answer["Location"] == at(shop)
    assert journal.last_number() == before


def test_what_was_typed_is_saved(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    sent = form(own.get(at(shop, "edit")))
    assert "f-crowd" not in sent
    assert "f-grade" not in sent
    typed = {
        "f-name": "西桥店",
        "f-opened": "2020-05-02",
        "f-goods": ["tea", "salt"],
        "f-open": "no",
        "reason": "换招牌",
    }
    answer = own.post(at(shop, "edit"), {**sent, **typed, "f-staff": "200"})
    page = plain(own.get(answer["Location"]))
    assert "已保存。" in page
    assert "人数很多，请核对" in page
    row = queries.row(shop.uid, people.scope(office.eastern))
    assert (row.title, row.values["goods"], row.values["open"]) == ("西桥店", ("tea", "salt"), False)
    assert queries.history(shop.uid, people.scope(office.eastern))[-1].reason == "换招牌"
    assert "owner" in row.masked


def test_masked_fields_are_left_alone_changed_or_emptied(office: Office, come: Come, shop: RowView) -> None:
    own, chief = come(office.eastern), people.scope(office.chief)
    page = own.get(at(shop, "edit"))
    sent = form(page)
    assert (sent["f-owner"], "赵小满" in text(page), "x-owner" in sent) == ("", False, False)
    own.post(at(shop, "edit"), {**sent, "f-name": "西桥店"})
    assert queries.row(shop.uid, chief).values["owner"] == "赵*"
    sent = form(own.get(at(shop, "edit")))
    own.post(at(shop, "edit"), {**sent, "f-owner": "钱有余", "x-phone": "yes"})
    row = queries.row(shop.uid, chief)
    assert row.values["owner"] == "钱*"
    assert "phone" not in row.values


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(
    office: Office, come: Come, shop: RowView
) -> None:
    own = come(office.eastern)
    sent = form(own.get(at(shop, "edit")))
    typed = {"f-name": "", "f-staff": "很多", "f-note": "<b>新备注</b>", "reason": "理由甲"}
    answer = own.post(at(shop, "edit"), {**sent, **typed})
    assert answer.status_code == 422
    page = text(answer)
    assert 'id="wrong-name"' in page
    assert 'id="wrong-staff"' in page
    assert 'value="很多"' in page
    assert "&lt;b&gt;新备注&lt;/b&gt;" in page
    assert 'value="理由甲"' in page
    assert own.post(at(shop, "edit"), {**sent, **typed}, headers=SCRIPT).status_code == 422
    closed = own.post(at(shop, "edit"), {**sent, "f-opened": "2020-05-02", "f-closed": "2020-05-01"})
    assert "关停早于开业" in plain(closed)


def test_two_people_at_different_fields_both_succeed(office: Office, come: Come, shop: RowView) -> None:
    own, chief = come(office.eastern), come(office.chief)
    mine, theirs = form(own.get(at(shop, "edit"))), form(chief.get(at(shop, "edit")))
    assert chief.post(at(shop, "edit"), {**theirs, "f-note": "所长的备注"}).status_code == 302
    assert own.post(at(shop, "edit"), {**mine, "f-name": "西桥店"}).status_code == 302
    row = queries.row(shop.uid, people.scope(office.eastern))
    assert (row.values["name"], row.values["note"]) == ("西桥店", "所长的备注")


@pytest.mark.parametrize(("keep", "name"), [("mine", "西桥店"), ("theirs", "南桥店")])
def test_the_same_field_shows_both_values(
    office: Office, come: Come, shop: RowView, keep: str, name: str
) -> None:
    own, chief = come(office.eastern), come(office.chief)
    mine, theirs = form(own.get(at(shop, "edit"))), form(chief.get(at(shop, "edit")))
    chief.post(at(shop, "edit"), {**theirs, "f-name": "南桥店", "f-code": "C-9"})
    answer = own.post(at(shop, "edit"), {**mine, "f-name": "西桥店", "f-note": "我的备注"})
    assert answer.status_code == 409
    page = plain(answer)
    assert "甲一 于 2026-11-23 12:00 改成了： 南桥店" in page
    assert "您填的是： 西桥店" in page
    again = form(answer)
    assert (again["f-name"], again["f-note"], again["f-code"], again["w-code"]) == (
        "西桥店",
        "我的备注",
        "C-9",
        "C-9",
    )
    assert own.post(at(shop, "edit"), {**again, "k-name": keep}).status_code == 302
    row = queries.row(shop.uid, people.scope(office.eastern))
    assert (row.values["name"], row.values["note"], row.values["code"]) == (name, "我的备注", "C-9")


def test_what_a_check_reads_is_shown_beside(office: Office, come: Come, shop: RowView) -> None:
    own, chief = come(office.eastern), come(office.chief)
    mine, theirs = form(own.get(at(shop, "edit"))), form(chief.get(at(shop, "edit")))
    chief.post(at(shop, "edit"), {**theirs, "f-opened": "2021-01-01"})
    answer = own.post(at(shop, "edit"), {**mine, "f-closed": "2020-12-31"})
    assert answer.status_code == 409
    assert "您没有改这一栏，但您改的内容要和它一起核对" in plain(answer)
    assert form(answer)["f-opened"] == "2021-01-01"
    assert own.post(at(shop, "edit"), form(answer)).status_code == 422


def test_a_row_is_entered(office: Office, come: Come) -> None:
    own = come(office.eastern)
    first = own.get(NEW)
    sent = form(first)
    assert (sent["f-open"], "东桥村" in text(first)) == ("yes", True)
    file = SimpleUploadedFile("门头.pdf", b"%PDF-1.7 front")
    answer = own.post(NEW, {**sent, "f-name": "北桥店", "f-photo": file, "f-open": ""})
    page = own.get(answer["Location"])
    assert "已登记。" in plain(page)
    assert "门头.pdf" in text(page)
    (row,) = queries.rows("shops", people.scope(office.eastern)).rows
    assert (row.title, row.unit, "open" in row.values) == ("北桥店", office.east, False)


def test_files_are_not_lost_when_something_else_is_wrong(office: Office, come: Come) -> None:
    own = come(office.eastern)
    file = SimpleUploadedFile("门头.pdf", b"%PDF-1.7 front")
    answer = own.post(NEW, {**form(own.get(NEW)), "f-name": "", "f-photo": file})
    assert answer.status_code == 422
    assert "已收到：门头.pdf" in plain(answer)
    done = own.post(NEW, {**form(answer), "f-name": "北桥店"})
    assert done.status_code == 302
    assert "门头.pdf" in text(own.get(done["Location"]))


def test_entered_for_somebody_else(office: Office, come: Come) -> None:
    own = come(office.eastern)
    behalf = str(people.post_uid(office.reader.post))
    sent = {
        **form(own.get(NEW)),
        "f-name": "北桥店",
        "behalf": behalf,
        "happened": "2026-11-20",
        "reason": "补录",
    }
    page = own.get(own.post(NEW, sent)["Location"])
    assert "代 丁四的岗位 录入" in plain(page)
    assert "补录 （发生于 2026-11-20）" in plain(page)
    refused = own.post(NEW, {**sent, "behalf": str(people.post_uid(office.western.post))})
    assert refused.status_code == 422
    assert "您只能代本单位或下级单位的岗位录入" in plain(refused)
    assert own.post(NEW, {**sent, "behalf": "没有的岗位"}).status_code == 422


def test_who_may_not_enter_or_amend_gets_no_form(office: Office, come: Come, shop: RowView) -> None:
    reader = come(office.reader)
    before = journal.last_number()
    for address in (NEW, at(shop, "edit")):
        assert reader.get(address).status_code == 403
        assert reader.post(address, {"f-name": "x", "w-name": "", "seen": shop.version}).status_code == 403
    assert journal.last_number() == before
    foreign = {"f-name": "x", "unit": str(people.unit_uid(office.west))}
    own = come(office.eastern)
    assert own.post(NEW, {**form(own.get(NEW)), **foreign}).status_code == 403


def test_a_forged_version_is_no_version(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    sent = form(own.get(at(shop, "edit")))
    actions.amend(shop.uid, {"name": "南桥店"}, actor=office.chief, seen=shop.version)
    for seen in ("x", "", "-1", "9" * 18, "9" * 40, "１２"):
        assert own.post(at(shop, "edit"), {**sent, "seen": seen, "f-name": "西桥店"}).status_code == 409


@pytest.mark.usefixtures("shop")
def test_what_a_word_may_mean(office: Office, come: Come) -> None:
    other = actions.create("shops", {"name": "西岭店"}, actor=office.western)
    own = come(office.eastern)

    def found(field: str, words: str, ledger: str = "papers") -> list[str]:
        answer = own.get(f"/ledgers/{ledger}/choose/{field}", {"q": words})
        return [one["words"] for one in answer.json()["found"]]

    assert found("shop", "东橋") == ["东桥店"]
    assert found("shop", "E-1") == ["东桥店"]
    assert found("shop", "西岭") == []
    assert found("shop", "") == ["东桥店"]
    assert found("@unit", "") == ["东桥村"]
    assert found("@behalf", "丁四") == ["丁四的岗位"]
    assert found("@behalf", "丙三") == []
    assert own.get("/ledgers/papers/choose/number").status_code == 404
    assert own.get("/ledgers/tips/choose/@unit").status_code in (403, 404)
    assert str(other.uid) not in text(own.get("/ledgers/papers/choose/shop"))


def test_a_reference_is_entered_by_uid_or_key(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    new = "/ledgers/papers/rows/new"
    for words, number in ((str(shop.uid), "P-1"), ("E-1", "P-2")):
        answer = own.post(new, {**form(own.get(new)), "f-shop": words, "f-number": number})
        assert answer.status_code == 302, plain(answer)
    wrong = own.post(new, {**form(own.get(new)), "f-shop": "没有的店", "f-number": "P-3"})
    assert wrong.status_code == 422
    assert 'id="wrong-shop"' in text(wrong)
