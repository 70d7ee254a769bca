"""Corrections through the pages: who, what, and what is said when it can't be done."""

import re

import pytest
from clerk import PLAN, Person
from django.core.files.uploadedfile import SimpleUploadedFile


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def shown(person: Person) -> str:
    return said(person.get(person.plan))


def history(person: Person) -> int:
    return int(re.search(r"修改记录 <span class=\"count\">(\d+)", shown(person)).group(1))  # type: ignore[union-attr]


def test_the_first_correction_asks_for_a_name_and_remembers_it(opened: Person) -> None:
    key = opened.keys()[0]
    answer = opened.correct("drop", {"key": key}, who="")
    assert answer.status_code == 422
    assert "姓名" in said(answer)
    assert opened.correct("drop", {"key": key}).status_code == 200
    assert opened.correct("drop", {"key": opened.keys()[0]}, who="").status_code == 200
    assert history(opened) == 2
    assert shown(opened).count("周立新") >= 2


def test_a_forged_name_cookie_counts_for_nothing(opened: Person) -> None:
    opened.client.cookies["zhangtu_name"] = "boss:1abc:forged"
    assert opened.correct("drop", {"key": opened.keys()[0]}, who="").status_code == 422


def test_a_repair_is_accepted_and_the_text_changes(opened: Person) -> None:
    key = next(key for key in opened.keys("f") if "2月30日" in _card(opened, key))
    answer = opened.correct("accept", {"key": key})
    assert answer.status_code == 200
    assert "2026年2月28日前" in said(answer)
    assert "<html" not in said(answer)
    assert opened.correct("accept", {"key": key}).status_code == 409


def _card(person: Person, key: str) -> str:
    return shown(person).split(f'id="{key}"')[1].split("</li>")[0]


def test_a_fault_is_ignored_and_comes_back_when_undone(opened: Person) -> None:
    keys = opened.keys("f")
    opened.correct("ignore", {"key": keys[0]})
    assert keys[0] not in opened.keys("f")
    opened.correct("withdraw", {"number": 1})
    assert opened.keys("f") == keys
    assert "周立新 于" in shown(opened)


def test_only_what_differs_is_written_down(opened: Person) -> None:
    key = opened.keys()[0]
    form = said(opened.get(f"{opened.plan}tasks/{key}/"))
    title = re.search(r'name="title" value="([^"]+)"', form).group(1)  # type: ignore[union-attr]
    same = {
        "key": key,
        "title": title,
        "lead": ["柳塘县水务局", ""],
        "support": ["各镇", ""],
        "kind": "invalid",
    }
    assert opened.correct("amend", same).status_code == 200
    assert history(opened) == 0
    opened.correct("amend", {**same, "kind": "date", "end": "2026-03-15"})
    assert history(opened) == 1
    assert "2026年3月15日前" in shown(opened)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "date", "end": "2026-05-01"}, "2026年5月1日前"),
        ({"kind": "range", "start": "2026-05-01", "end": "2026-06-01"}, "2026年5月1日至6月1日"),
        ({"kind": "recurring", "period": "monthly", "day": "2"}, "每月2日前"),
        ({"kind": "recurring", "period": "yearly", "times": "4"}, "每年4次"),
        ({"kind": "recurring", "period": "weekly", "weekday": "5", "day": "2", "month": "9"}, "每周五前"),
        ({"kind": "recurring", "period": "quarterly", "month": "-1", "day": "25"}, "每季度末月25日前"),
        ({"kind": "recurring", "period": "monthly", "month": "9", "day": "-1"}, "每月底前"),
        ({"kind": "duration", "count": "3", "unit": "workday", "event": "接到通知"}, "接到通知后3个工作日内"),
        ({"kind": "continuous"}, "持续推进"),
        ({"kind": "none"}, "未写明"),
    ],
)
def test_times_of_every_kind(opened: Person, fields: dict[str, str], words: str) -> None:
    key = opened.keys()[1]
    assert opened.correct("amend", {"key": key, "title": "清理", **fields}).status_code == 200
    card = _card(opened, key)
    assert words in card
    assert "每月5日前" not in card
    assert "原文：每月5日前" in said(opened.get(f"{opened.plan}tasks/{key}/"))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "date", "end": ""},
        {"kind": "date", "end": "2026-02-30"},
        {"kind": "range", "start": "2026-06-01", "end": "2026-05-01"},
        {"kind": "recurring", "period": "hourly"},
        {"kind": "recurring", "period": "quarterly", "month": "4"},
        {"kind": "duration", "count": "", "unit": "day"},
        {"kind": "duration", "count": "99999999", "unit": "day"},
        {"kind": "someday"},
        {"title": ""},
    ],
)
def test_a_time_that_makes_no_sense_is_refused_and_nothing_changes(
    opened: Person, fields: dict[str, str]
) -> None:
    answer = opened.correct("amend", {"key": opened.keys()[1], "title": "清理", "kind": "none", **fields})
    assert answer.status_code == 422
    assert history(opened) == 0


def test_split_merge_drop_add_and_mend(opened: Person) -> None:
    text = PLAN
    opened.correct(
        "split", {"key": opened.keys()[0], "at": text.index("2026年2月30日前完成") - text.index("（一）")}
    )
    assert len(opened.keys()) == 4
    opened.correct("merge", {"key": opened.keys()[0], "with": "next"})
    assert len(opened.keys()) == 3
    opened.correct("drop", {"key": opened.keys()[2]})
    opened.correct("add", {"start": 0, "end": 11, "words": "柳塘县河道清洁行动方案"})
    assert len(opened.keys()) == 3
    opened.correct("mend", {"start": 0, "end": 3, "words": "柳塘县", "new": "青塘县"})
    assert "青塘县" in shown(opened)
    assert history(opened) == 5
    stale = opened.correct("mend", {"start": 0, "end": 3, "words": "柳塘县", "new": "红塘县"})
    assert stale.status_code == 409
    assert opened.correct("add", {"start": "x", "end": 11}).status_code == 422
    assert opened.correct("split", {"key": opened.keys()[0], "at": 0}).status_code == 422


def test_stating_the_signing_day_reads_again(person: Person) -> None:
    person.bring(PLAN.replace("2026年", "").replace("1月5日", ""))
    assert person.correct("issued", {"issued": "2024-03-01"}).status_code == 200
    assert "2024年6月30日前" in shown(person)
    assert person.correct("issued", {"issued": "2024-02-31"}).status_code == 422


def test_a_new_version_keeps_corrections_and_shows_conflicts(opened: Person) -> None:
    opened.correct(
        "amend", {"key": opened.keys()[1], "title": "清河面", "lead": "柳塘县河长办", "kind": "none"}
    )
    newer = SimpleUploadedFile(
        "新稿.txt", PLAN.replace("由柳塘县城管局负责", "由柳塘县环卫中心负责").encode()
    )
    assert opened.post(opened.plan + "version", {"file": newer}).status_code == 302
    page = shown(opened)
    assert "处更正对不上新稿" in page
    assert "柳塘县环卫中心" in page
    stale = opened.correct("drop", {"key": opened.keys()[0]})
    assert stale.status_code == 409
    assert "新稿" in said(stale)
    conflict = page.split("conflicts-title")[2]
    number = re.search(r'name="number" value="(\d+)"', conflict).group(1)  # type: ignore[union-attr]
    key = re.search(r'name="key" value="([\w-]+)"', conflict).group(1)  # type: ignore[union-attr]
    answer = opened.correct("reapply", {"seen": 2, "number": number, "key": key})
    assert answer.status_code == 200
    assert "处更正对不上新稿" not in said(answer)
    assert "柳塘县河长办" in said(answer)


def test_a_new_version_says_what_became_of_the_corrections(opened: Person) -> None:
    opened.correct("drop", {"key": opened.keys()[0]})
    form = {"key": opened.keys()[0], "title": "清河面", "lead": "柳塘县河长办", "kind": "none"}
    opened.correct("amend", form)
    newer = SimpleUploadedFile("新稿.txt", PLAN.replace("柳塘县城管局", "柳塘县环卫中心").encode())
    answer = opened.post(opened.plan + "version", {"file": newer}, X_Fragment="1")
    sentence = bytes.fromhex(answer.headers["X-Said"]).decode()
    assert sentence == "已换成第 2 稿。3 处更正已对上。1 处对不上，请您决定。"


def test_an_earlier_version_is_taken_up_again(opened: Person) -> None:
    other = SimpleUploadedFile("别的.txt", "别的通知\n一、任务\n1.由甲局负责，6月1日前完成。".encode())
    opened.post(opened.plan + "version", {"file": other})
    assert "柳塘县水务局" not in shown(opened)
    assert opened.post(opened.plan + "return", {"number": 1}).status_code == 302
    assert "柳塘县水务局" in shown(opened)
    assert "第 3 稿" in shown(opened)
    assert opened.post(opened.plan + "return", {"number": 7}).status_code == 404


def test_the_list_of_corrections_says_which_and_who_took_it_back(opened: Person) -> None:
    key = next(key for key in opened.keys("f") if "2月30日" in _card(opened, key))
    opened.correct("accept", {"key": key})
    opened.correct("merge", {"key": opened.keys()[0], "with": "next"})
    answer = opened.correct("withdraw", {"number": 2}, who="王敏")
    assert answer.headers["X-Written"] == "3"
    listed = said(answer).split('class="history"')[1].split("</ol>")[0]
    assert listed.count("<li") == 2
    assert "王敏 于" in listed
    assert "2月30日前完成" in listed
    assert "2月28日前完成" in listed
    assert re.search(r'value="3"[^>]*>恢复', listed)
    again = opened.correct("withdraw", {"number": 3})
    assert "已恢复" in bytes.fromhex(again.headers["X-Said"]).decode()
    assert "王敏" not in said(again).split('class="history"')[1].split("</ol>")[0]


def test_without_scripts_forms_lead_back_to_the_page(opened: Person) -> None:
    key = opened.keys()[0]
    answer = opened.post(opened.plan + "drop", {"seen": 1, "who": "周立新", "key": key})
    assert answer.status_code == 302
    assert "<html" in said(opened.get(f"{opened.plan}tasks/{opened.keys()[0]}/"))
    assert "<html" not in said(opened.get(f"{opened.plan}tasks/{opened.keys()[0]}/", X_Fragment="1"))
    gone = opened.post(opened.plan + "drop", {"seen": 1, "who": "周立新", "key": key})
    assert gone.status_code == 409
    assert "<html" in said(gone)
