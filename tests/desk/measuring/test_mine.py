"""The measures somebody keeps in sight: put there from a measure's page, a chief's first page."""

from coming import Come
from shopping import plain, text

from office import Office
from zhangtu.ledgers import actions


def test_a_chief_begins_with_the_figures_of_his_unit(counted: Office, come: Come) -> None:
    actions.create("shops", {"name": "东一店", "code": "E1", "open": "yes"}, actor=counted.eastern)
    chief = come(counted.chief)
    assert chief.get("/").headers["Location"] == "/measures/@mine"
    page = plain(chief.get("/measures/@mine"))
    assert "还没有固定指标" in page
    assert "营业店铺数 青溪镇 1 家" in page
    assert page.index("营业店铺数") < page.index("新开店铺数")  # nothing is behind that one
    assert come(counted.eastern).get("/").headers["Location"] == "/ledgers/"


def test_an_office_without_measures_begins_with_its_ledgers(office: Office, come: Come) -> None:
    assert come(office.chief).get("/").headers["Location"] == "/ledgers/"


def test_a_measure_is_put_on_the_first_page_and_taken_down(counted: Office, come: Come) -> None:
    clerk = come(counted.eastern)
    assert "☆ 放到首页" in plain(clerk.get("/measures/big_share/"))
    asked = f"?unit={counted.east}&by=open"
    answer = clerk.post("/measures/big_share/pin", {"pinned": "yes", "asked": asked})
    assert answer.headers["Location"] == f"/measures/big_share/{asked}"
    assert "★ 从首页取下" in plain(clerk.get("/measures/big_share/"))
    assert clerk.get("/").headers["Location"] == "/measures/@mine"
    page = text(clerk.get("/measures/@mine"))
    assert "大店占比" in page
    assert "营业店铺数" not in page
    clerk.post("/measures/big_share/pin", {"pinned": "no", "back": "mine"})
    assert clerk.get("/").headers["Location"] == "/ledgers/"


def test_what_there_is_not_is_not_pinned(counted: Office, come: Come) -> None:
    assert come(counted.eastern).post("/measures/nothing/pin", {"pinned": "yes"}).status_code == 404
