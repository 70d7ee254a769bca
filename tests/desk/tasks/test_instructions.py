"""Papers that came in, what leaders wrote on them, and tasks made of it."""

import re
from datetime import date

from coming import Come
from county import County, draft
from hall import page

from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import queries
from zhangtu.people import queries as people
from zhangtu.plans.doing import actions
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import task_of


def test_what_a_leader_wrote_on_a_paper_becomes_a_task(county: County, come: Come) -> None:
    paper = ledgers.create(
        "plans", {"title": "河道清洁方案", "received_on": "2026-11-20"}, actor=county.clerk
    )
    office = come(county.clerk)
    assert "河道清洁方案" in page(office, "/tasks/received")
    sent = {"plan": str(paper.uid), "words": "请东湾村先行，十日内见效。", "leader": str(county.chief.person)}
    assert office.post("/tasks/instruct", sent).status_code == 302
    shown = page(office, "/tasks/received")
    assert "请东湾村先行" in shown
    assert "甲一 2026-11-23" in shown
    (uid,) = re.findall(r"/tasks/instructions/([\w-]+)/task", shown)
    answer = office.post(f"/tasks/instructions/{uid}/task", {"unit": str(county.east), "day": "2026-12-03"})
    assert answer.status_code == 302
    (row,) = queries.rows("tasks", people.scope(county.eastern)).rows
    made = task_of(row)
    assert (made.state, made.lead, made.due) == (State.ASSIGNED, county.east, date(2026, 12, 3))
    assert str(row.values["instruction"]) == uid
    assert row.values["plan"] == paper.uid
    assert "请东湾村先行" in page(come(county.eastern), "/tasks/")
    assert "已转成 1 项任务" in page(office, "/tasks/received")


def test_what_is_wrong_is_said_where_it_was_written(county: County, come: Come) -> None:
    paper = ledgers.create("plans", {"title": "河道清洁方案"}, actor=county.clerk)
    office = come(county.clerk)
    empty = office.post("/tasks/instruct", {"plan": str(paper.uid), "words": " "})
    assert empty.status_code == 422
    assert "没有写批示内容" in empty.content.decode()
    office.post("/tasks/instruct", {"plan": str(paper.uid), "words": "抓紧"})
    (uid,) = re.findall(r"/tasks/instructions/([\w-]+)/task", page(office, "/tasks/received"))
    for wrong in ({"unit": str(county.east)}, {"day": "2026-12-03"}, {"unit": "999", "day": "2026-12-03"}):
        assert office.post(f"/tasks/instructions/{uid}/task", wrong).status_code == 422, wrong
    assert queries.rows("tasks", people.scope(county.chief)).rows == ()


def test_what_is_written_on_a_task_is_read_by_who_carries_it_out(county: County, come: Come) -> None:
    uid = draft(county).uid
    actions.assign(uid, actor=county.clerk)
    chief = come(county.chief)
    answer = chief.post("/tasks/instruct", {"task": str(uid), "words": "务必月底前完成"})
    assert answer["Location"] == f"/tasks/{uid}/"
    assert "务必月底前完成" in page(come(county.eastern), f"/tasks/{uid}/")
    reader = come(county.eastern_reader)
    assert "写批示" not in page(reader, f"/tasks/{uid}/")
    assert reader.post("/tasks/instruct", {"task": str(uid), "words": "我也写"}).status_code == 403
    assert come(county.western).post("/tasks/instruct", {"task": str(uid), "words": "x"}).status_code == 404
