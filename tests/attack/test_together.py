"""Several people at the same document at the same moment: nothing acknowledged is lost or half done."""

import re
import threading
from collections import Counter
from collections.abc import Callable

from raider import PLAN, Raider, Server


def at_once(acts: list[Callable[[], None]]) -> None:
    """Do all of these at the same moment, each in a thread of its own."""
    gate = threading.Barrier(len(acts))

    def wait_and(act: Callable[[], None]) -> None:
        gate.wait()
        act()

    threads = [threading.Thread(target=wait_and, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def guest(raider: Raider) -> Raider:
    """Somebody else at the same document."""
    other = Raider(raider.port)
    other.plan = raider.plan
    other.get("/")
    return other


def form_of(raider: Raider, key: str) -> dict[str, object]:
    """The fields of a task's form as a browser would send them untouched."""
    page = raider.ask("GET", f"{raider.plan}tasks/{key}/", headers={"X-Fragment": "1"}).text
    form = page[page.index('action="' + raider.plan + "amend") :].partition("</form>")[0]
    named = re.findall(r'<input[^>]*name="(\w+)"(?:[^>]*?value="([^"]*)")?', form)
    others = {"lead", "support", "who", "csrfmiddlewaretoken"}
    fields: dict[str, object] = {name: value for name, value in named if name not in others}
    for role in ("lead", "support"):
        fields[role] = [value for name, value in named if name == role and value]
    kind = re.search(r'<option value="(\w+)" selected', form)
    return {**fields, "kind": kind[1] if kind else "none"}


def test_eight_people_correct_the_same_task_and_every_acknowledged_one_is_kept(raider: Raider) -> None:
    raider.bring()
    key, answers = raider.tasks()[1], Counter[int]()
    said: list[str] = []
    seat = threading.Lock()

    def correct(person: int) -> Callable[[], None]:
        someone = guest(raider)

        def act() -> None:
            for turn in range(6):
                title = f"第{person}人第{turn}次"
                answer = someone.correct("amend", {"key": key, "title": title, "kind": "none"}, f"人{person}")
                with seat:
                    answers[answer.status] += 1
                    said.extend([title] if answer.status == 200 else [])

        return act

    at_once([correct(person) for person in range(8)])
    page = raider.get(raider.plan + "take/plan.json")
    history = raider.get(raider.plan).text
    assert set(answers) <= {200, 409}
    assert len(said) >= 6
    assert [title for title in said if title not in history] == []
    assert page.status == 200


def test_who_opened_the_form_earlier_does_not_set_back_what_another_has_set(raider: Raider) -> None:
    raider.bring()
    key = raider.tasks()[0]
    first, second = form_of(raider, key), form_of(raider, key)
    raider.correct("amend", {**first, "title": "登记渡船"})
    answer = guest(raider).correct("amend", {**second, "lead": ["青坞县海事处"]}, "贺云")
    form = form_of(raider, key)
    assert answer.status == 200
    assert form["title"] == "登记渡船"
    assert form["lead"] == ["青坞县海事处"]


def test_the_same_value_set_by_two_to_different_things_is_refused_and_said(raider: Raider) -> None:
    raider.bring()
    key = raider.tasks()[0]
    first, second = form_of(raider, key), form_of(raider, key)
    raider.correct("amend", {**first, "title": "登记渡船"})
    answer = guest(raider).correct("amend", {**second, "title": "登记渡口", "lead": ["青坞县海事处"]}, "贺云")
    form = form_of(raider, key)
    assert answer.status == 409
    assert "别人改过" in answer.text
    assert form["title"] == "登记渡船"
    assert form["lead"] == first["lead"], "of a refused form nothing is written"


def test_a_form_sent_twice_is_written_once(raider: Raider) -> None:
    raider.bring()
    key = raider.tasks()[0]
    form = {**form_of(raider, key), "title": "登记渡船", "lead": ["青坞县海事处"]}
    answers = [raider.correct("amend", form).status for _ in range(2)]
    page = raider.get(raider.plan).text
    assert answers == [200, 200]
    assert len(re.findall(r"<h3[^>]*>[^<]*|登记渡船", page)) > 0
    assert raider.correct("withdraw", {"number": 2}).status == 200
    assert raider.correct("withdraw", {"number": 3}).status == 200, "the third is the withdrawal, not a copy"
    assert raider.correct("withdraw", {"number": 5}).status == 409


def test_one_form_sent_by_eight_threads_is_written_once(raider: Raider) -> None:
    raider.bring()
    key = raider.tasks()[0]
    form = {**form_of(raider, key), "title": "登记渡船"}
    statuses: list[int] = []

    def send() -> Callable[[], None]:
        someone = guest(raider)
        return lambda: statuses.append(someone.correct("amend", form, "贺云").status)

    at_once([send() for _ in range(8)])
    assert set(statuses) == {200}
    assert raider.correct("withdraw", {"number": 2}).status == 409
    assert raider.correct("withdraw", {"number": 1}).status == 200


def test_dropping_twice_and_undoing_to_and_fro(raider: Raider) -> None:
    raider.bring()
    keys = raider.tasks()
    assert [raider.correct("drop", {"key": keys[0]}).status for _ in range(2)] == [200, 409]
    assert [raider.correct("withdraw", {"number": 1}).status for _ in range(2)] == [200, 409]
    assert raider.tasks() == keys
    for number in range(2, 7):
        assert raider.correct("withdraw", {"number": number}).status == 200
        assert (keys[0] in raider.tasks()) == (number % 2 == 1)


def test_the_same_broken_file_from_eight_people_gets_eight_sentences(raider: Raider) -> None:
    statuses: list[int] = []

    def send() -> Callable[[], None]:
        someone = Raider(raider.port)
        someone.get("/")
        return lambda: statuses.append(someone.upload(b"PK\x03\x04 no archive", "a.docx").status)

    for _ in range(3):
        at_once([send() for _ in range(8)])
    assert statuses == [422] * 24


def test_the_same_file_from_eight_people_makes_eight_documents_and_one_stored_file(
    raider: Raider, server: Server
) -> None:
    text = (PLAN + "（四）补种岸边树木。\n").encode()
    places: list[str] = []

    def send() -> Callable[[], None]:
        someone = Raider(raider.port)
        someone.get("/")
        return lambda: places.append(someone.upload(text).headers["location"])

    files = server.home / "files"
    before = sum(path.is_file() for path in files.rglob("*"))
    at_once([send() for _ in range(8)])
    assert len(set(places)) == 8
    assert sum(path.is_file() for path in files.rglob("*")) == before + 1
    assert {raider.get(place + "files/1").data for place in places} == {text}


def test_a_new_version_while_others_correct_loses_nothing(raider: Raider) -> None:
    raider.bring()
    keys = raider.tasks()
    kept: list[str] = []

    def correct(number: int) -> Callable[[], None]:
        someone = guest(raider)

        def act() -> None:
            for turn in range(5):
                title = f"改{number}之{turn}"
                answer = someone.correct("amend", {"key": keys[number], "title": title, "kind": "none"})
                kept.extend([title] if answer.status == 200 else [])

        return act

    bringer = guest(raider)

    def bring() -> None:
        answer = bringer.upload(PLAN.replace("逐一", "逐个").encode(), path=raider.plan + "version")
        assert answer.status == 302

    at_once([correct(1), correct(2), bring])
    page = raider.get(raider.plan).text
    assert [title for title in kept if title not in page] == []
