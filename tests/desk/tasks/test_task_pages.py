"""Pages of tasks: my list, one task and its buttons, reminding, ordering, splitting, the office's board."""

import re
from datetime import date
from uuid import UUID

import pytest
from coming import Come
from county import CONSOLE, START, County, draft
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hall import page

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions as people
from zhangtu.plans.doing import actions

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


def assigned(county: County, **values: object) -> UUID:
    uid = draft(county, **values).uid
    actions.assign(uid, actor=county.clerk)
    return uid


def do(client: Client, uid: UUID, deed: str, **sent: object) -> str:
    """Press a button that must do what it says; the page it leads to."""
    answer = client.post(f"/tasks/{uid}/act/{deed}", sent)
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    assert answer["Location"] == f"/tasks/{uid}/?done={deed}"
    return page(client, answer["Location"])


def buttons(text: str) -> tuple[set[str], set[str]]:
    """The deeds that can be done on a page, and those shown grey with a reason."""
    may = set(re.findall(r"/act/(\w+)\"", text)) | set(re.findall(r"/(remind|supervise|split)\"", text))
    return may, set(re.findall(r'disabled aria-describedby="why-(\w+)"', text))


def test_a_task_goes_from_the_office_to_the_village_and_back(county: County, come: Come) -> None:
    office, village = come(county.clerk), come(county.eastern)
    uid = draft(county).uid
    assert "待交办的" in page(office, "/tasks/")
    do(office, uid, "assign")
    mine = page(village, "/tasks/")
    assert "清理河道漂浮物" in mine
    assert "由本单位牵头" in mine
    assert 'class="count">1<' in mine
    do(village, uid, "acknowledge")
    photo = SimpleUploadedFile("照片.png", PNG, "image/png")
    answered = do(village, uid, "respond", words="已清理三公里", final="yes", file=photo)
    assert "照片.png" in answered
    assert "没有等您办的任务" in page(village, "/tasks/")
    assert "没有对照照片" in do(office, uid, "give_back", words="没有对照照片")
    assert "没有对照照片" in page(village, f"/tasks/{uid}/")
    do(village, uid, "respond", words="已补拍", final="yes")
    do(office, uid, "accept")
    do(office, uid, "strike_off")
    assert "任务已经结束" in page(village, f"/tasks/{uid}/")


def test_buttons_say_why_they_are_grey(county: County, come: Come) -> None:
    uid = assigned(county)
    village = page(come(county.eastern), f"/tasks/{uid}/")
    assert buttons(village) == (
        {"acknowledge", "transfer"},
        {"call_off", "remind", "supervise"},
    )
    assert "只有交办单位“云溪镇”能催办" in village
    office = page(come(county.clerk), f"/tasks/{uid}/")
    assert buttons(office) == (
        {"call_off", "remind", "supervise"},
        {"acknowledge", "transfer"},
    )
    reader = page(come(county.eastern_reader), f"/tasks/{uid}/")
    assert buttons(reader)[0] == set()


def test_what_is_refused_comes_back_with_what_was_typed(county: County, come: Come) -> None:
    uid = assigned(county)
    actions.acknowledge(uid, actor=county.eastern)
    village = come(county.eastern)
    sent = {"words": "  ", "file": SimpleUploadedFile("照片.png", PNG, "image/png")}
    answer = village.post(f"/tasks/{uid}/act/respond", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "反馈没有内容" in text
    (brought,) = re.findall(r'name="brought" value="([^"]+)"', text)
    assert "照片.png" in do(village, uid, "respond", words="补写", brought=brought)
    late = village.post(f"/tasks/{uid}/act/respond", {"words": "又写了一遍"})
    assert late.status_code == 422
    assert "又写了一遍" in late.content.decode()


@pytest.mark.parametrize("deed", ["ask_extension", "nonsense"])
def test_what_makes_no_sense(county: County, come: Come, deed: str) -> None:
    uid = assigned(county)
    actions.acknowledge(uid, actor=county.eastern)
    answer = come(county.eastern).post(f"/tasks/{uid}/act/{deed}", {"words": "雨", "day": "2026-02-30"})
    assert answer.status_code == (404 if deed == "nonsense" else 422)


def test_more_time_is_asked_for_and_decided_on(county: County, come: Come) -> None:
    uid = assigned(county)
    actions.acknowledge(uid, actor=county.eastern)
    do(come(county.eastern), uid, "ask_extension", day="2026-12-20", words="连日降雨")
    office = come(county.clerk)
    assert "由本单位审批" in page(office, "/tasks/")
    first = re.findall(r'class="step first" id="act-(\w+)"', page(office, f"/tasks/{uid}/"))
    assert first == ["decide_extension"]
    refused = office.post(f"/tasks/{uid}/act/decide_extension", {"approve": "no"})
    assert refused.status_code == 422
    done = do(office, uid, "decide_extension", approve="yes")
    assert "原时限 2026-12-10" in done
    assert "2026-12-20" in done


def test_words_of_a_reminder_are_shown_first(county: County, come: Come) -> None:
    uid, office = assigned(county), come(county.clerk)
    shown = page(office, f"/tasks/{uid}/remind")
    words = re.findall(r"<textarea[^>]*>([^<]+)</textarea>", shown)[0]
    assert "清理河道漂浮物" in words
    answer = office.post(f"/tasks/{uid}/remind", {"words": words})
    assert answer["Location"] == f"/tasks/{uid}/?done=remind"
    again = office.post(f"/tasks/{uid}/remind", {"words": "再催一次"})
    assert again.status_code == 422
    assert "再催一次" in again.content.decode()
    village = come(county.eastern)
    assert village.get(f"/tasks/{uid}/remind").status_code == 403
    assert words[:12] in page(village, "/messages/")


def test_an_order_has_a_number_and_a_paper(county: County, come: Come) -> None:
    uid, office = assigned(county), come(county.chief)
    day = "2026-11-30"
    office.post(f"/tasks/{uid}/supervise", {"words": "请于十一月底前办结", "day": day})
    shown = page(office, f"/tasks/{uid}/")
    assert "督〔2026〕1号" in shown
    assert "/stamp.pdf" in shown
    wrong = office.post(f"/tasks/{uid}/supervise", {"words": "请办结", "day": "soon"})
    assert wrong.status_code == 422


def test_a_task_is_split_on_a_page(county: County, come: Come) -> None:
    uid = draft(county, lead="云溪镇").uid
    actions.assign(uid, actor=county.chief, post=county.clerk.post)
    actions.acknowledge(uid, actor=county.clerk)
    office = come(county.clerk)
    form = page(office, f"/tasks/{uid}/split")
    assert "东湾村、西坪村" in form
    wrong = {"title-0": "清理东段", "to-0": str(county.east), "due-0": "2027-01-01"}
    answer = office.post(f"/tasks/{uid}/split", wrong)
    assert answer.status_code == 422
    assert "清理东段" in answer.content.decode()
    own = {"title-1": "汇总", "to-1": f"{county.town}:{county.chief.post}"}
    assert office.post(f"/tasks/{uid}/split", {**wrong, "due-0": "", **own}).status_code == 302
    shown = page(office, f"/tasks/{uid}/")
    assert "清理东段" in shown
    assert "汇总" in shown
    assert "清理东段" in page(come(county.eastern), "/tasks/")
    assert "还没有分到的单位：西坪村" in re.sub(r"\s+", "", page(office, f"/tasks/{uid}/split"))


def test_the_board_says_who_is_late_and_the_words_for_a_chat(county: County, come: Come) -> None:
    overdue = assigned(county, title="早该办完", due="2026-11-20", begins="2026-11-01")
    assigned(county, title="还早", lead="西坪村")
    office = come(county.clerk)
    board = page(office, "/tasks/board")
    assert board.index("东湾村") < board.index("西坪村")
    assert "· 东湾村 早该办完（逾期 3 天）" in board
    assert re.findall(r"/tasks/([\w-]+)/remind", board) == [str(overdue)]
    late = page(office, "/tasks/board?light=red")
    assert "早该办完" in late
    assert "/tasks/" in late
    assert late.count("data-item") == 1
    answer = office.get("/tasks/board.png")
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("role", "reads"),
    [("reader", 200), ("chief", 200), ("system_administrator", 404), ("audit_administrator", 404)],
)
def test_who_finds_tasks(county: County, come: Come, role: str, reads: int) -> None:
    post = people.establish_post(county.east, "某岗", actor=CONSOLE, day=START, role=role)
    person = people.enrol("甄某", actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    client = come(Actor(person=person, post=post))
    uid = assigned(county)
    for path in ("/tasks/", "/tasks/board", f"/tasks/{uid}/"):
        assert client.get(path).status_code == reads, path


def test_nobody_opens_or_moves_a_task_of_others(county: County, come: Come) -> None:
    uid, neighbour = assigned(county), come(county.western)
    for path in ("", "remind", "supervise", "split"):
        assert neighbour.get(f"/tasks/{uid}/{path}").status_code == 404, path
    for path in ("act/acknowledge", "act/respond", "remind", "supervise", "split"):
        assert neighbour.post(f"/tasks/{uid}/{path}", {"words": "x", "title-0": "x"}).status_code == 404, path
    assert "清理河道" not in page(neighbour, "/tasks/")


def test_a_continuous_task_shows_each_period_and_what_was_missed(county: County, come: Come) -> None:
    with stopped_at(date(2026, 4, 8)):
        uid = assigned(county, kind="standing", due=None)
        actions.acknowledge(uid, actor=county.eastern)
        actions.respond(uid, actions.Given("已巡查", final=False), actor=county.eastern)
        actions.accept(uid, actor=county.clerk)
    village = come(county.eastern)
    shown = page(village, f"/tasks/{uid}/")
    assert "漏了 1 期" in shown
    assert re.findall(r"(有佐证|漏报|本期未到期)</li>", shown) == ["有佐证", "漏报", "本期未到期"]
    assert 'class="lamp red"' in page(village, "/tasks/")
    (period,) = re.findall(r'<select name="period"><option value="([^"]+)"', shown)
    do(village, uid, "respond", words="本季已巡查", period=period)
    assert "本季已巡查" in page(village, f"/tasks/{uid}/")
    assert re.findall(r"(有佐证|漏报)</li>", page(village, f"/tasks/{uid}/"))[-1] == "有佐证"
