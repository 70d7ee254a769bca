"""Hostile words in every field a person can fill: shown and handed out as words, never obeyed."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from raider import HOSTILE, PLAN, Answer, Raider

PAPERS = [
    "table.xlsx",
    "table.docx",
    "orders.docx",
    "calendar.ics",
    "plan.json",
    "faults.docx",
    "faults.xlsx",
]
POISON = f"（四）{HOSTILE}由{HOSTILE}局负责，2026年2月31日前完成。\n（五）=1+1由=2+2局负责，6月底前完成。\n"
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(A1)", "\t=1+1", "=cmd|' /C calc'!A0"]


@pytest.fixture
def poisoned(raider: Raider) -> Raider:
    """A document whose text, tasks, units and corrector are all hostile."""
    raider.bring(
        PLAN
        + f"（四）{HOSTILE}由{HOSTILE}局负责，2026年2月31日前完成。\n（五）=1+1由=2+2局负责，6月底前完成。\n"
    )
    keys = raider.tasks()
    for key, lead in zip(keys, ([HOSTILE, *FORMULAS], FORMULAS, [HOSTILE]), strict=False):
        fields = {"key": key, "title": HOSTILE + key, "lead": lead, "support": [HOSTILE], "kind": "duration"}
        answer = raider.correct("amend", {**fields, "count": 3, "event": HOSTILE}, HOSTILE)
        assert answer.status == 200
    formula = {"key": keys[2], "title": "=1+1", "kind": "none", "lead": FORMULAS}
    assert raider.correct("amend", formula).status == 200
    text = {"start": 0, "end": 3, "words": PLAN[:3], "new": HOSTILE}
    assert raider.correct("mend", text, HOSTILE).status == 200
    return raider


class Watcher(HTMLParser):
    """Reads a page as a browser does and stops at whatever could run or lead elsewhere."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag not in {"iframe", "object", "embed", "style", "base", "svg"}
        assert tag != "img" or given["src"] != "x"
        assert tag != "script" or (given.get("src") or "").startswith("/static/")
        assert not [name for name in given if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src", "action", "formaction"):
            assert re.match(r"(/(?!/)|#|$)", given.get(name) or "")


def harmless(answer: Answer) -> None:
    """A page in which nothing hostile stands as it was typed, and that no browser may be led astray by."""
    page = answer.text
    assert answer.headers["content-type"].startswith(("text/html", "text/plain"))
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    if answer.headers["content-type"].startswith("text/html"):
        Watcher().feed(page)
        assert "{{7*7}}" in page or HOSTILE[:8] not in page


def test_pages_show_hostile_words_as_words(poisoned: Raider) -> None:
    for path in ("/", poisoned.plan, poisoned.plan + "adding/"):
        harmless(poisoned.get(path))
        harmless(poisoned.ask("GET", path, headers={"X-Fragment": "1"}))
    for key in poisoned.tasks():
        harmless(poisoned.get(f"{poisoned.plan}tasks/{key}/"))
    page = poisoned.get(poisoned.plan).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_a_new_version_with_conflicts_shows_hostile_words_as_words(poisoned: Raider) -> None:
    text = "另一份方案\n\n一、任务\n（一）整修码头。由青坞县交通局负责，8月底前完成。\n"
    assert (
        poisoned.upload(text.encode(), "<svg onload=alert(1)>.txt", poisoned.plan + "version").status == 302
    )
    answer = poisoned.get(poisoned.plan)
    assert 'class="conflicts"' in answer.text
    harmless(answer)


@pytest.mark.parametrize("form", PAPERS)
def test_papers_are_saved_never_opened_and_named_harmlessly(poisoned: Raider, form: str) -> None:
    answer = poisoned.get(f"{poisoned.plan}take/{form}")
    disposition = answer.headers["content-disposition"]
    assert answer.status == 200
    assert re.fullmatch(r"attachment; filename=\"[^\"\\/]+\"; filename\*=UTF-8''[\w%.~-]+", disposition)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize("form", ["table.xlsx", "faults.xlsx"])
def test_workbooks_hold_no_formula_and_no_link(poisoned: Raider, form: str) -> None:
    data = poisoned.get(f"{poisoned.plan}take/{form}").data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [
            name for name in book.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
        ]
        assert sheets
        for name in sheets:
            sheet = book.read(name).decode()
            assert "<f>" not in sheet
            assert "<f " not in sheet
            assert "hyperlink" not in sheet
        assert not [name for name in book.namelist() if "external" in name.lower() or "vba" in name.lower()]


@pytest.mark.parametrize("form", ["table.docx", "orders.docx", "faults.docx"])
def test_word_papers_fetch_nothing(poisoned: Raider, form: str) -> None:
    data = poisoned.get(f"{poisoned.plan}take/{form}").data
    with zipfile.ZipFile(io.BytesIO(data)) as paper:
        for name in paper.namelist():
            assert 'TargetMode="External"' not in paper.read(name).decode("utf-8", "replace")
        assert "HYPERLINK" not in re.sub(r"<w:t[ >].*?</w:t>", "", paper.read("word/document.xml").decode())


def test_the_calendar_holds_no_line_that_somebody_smuggled_in(raider: Raider) -> None:
    raider.bring()
    title = "清点\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:file:///etc/passwd"
    fields = {"key": raider.tasks()[0], "title": title, "kind": "date", "end": "2026-05-01"}
    raider.correct("amend", {**fields, "lead": ["甲局\nATTENDEE:mailto:x@example.org"]})
    lines = raider.get(raider.plan + "take/calendar.ics").text.split("\r\n")
    assert not [line for line in lines if line.startswith(("ATTACH", "ATTENDEE"))]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")


def test_json_holds_the_words_exactly(poisoned: Raider) -> None:
    held = json.loads(poisoned.get(poisoned.plan + "take/plan.json").data)
    assert HOSTILE in json.dumps(held, ensure_ascii=False).replace('\\"', '"')


ELSEWHERE = [
    "//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "\\\\evil.example",
    "/\r\nX-Evil: 1",
    "/\\evil.example",
    "///evil.example",
    "http:evil",
    " //evil",
]


@pytest.mark.parametrize("back", ELSEWHERE)
def test_nobody_is_led_away(raider: Raider, back: str) -> None:
    answer = raider.post("/choose", {"back": back, "language": HOSTILE, "theme": HOSTILE})
    assert answer.status == 302
    assert re.match(r"/(?![/\\])", answer.headers["location"])
    assert "x-evil" not in answer.headers
    harmless(raider.get("/"))


def test_hostile_cookies_languages_and_addresses_change_nothing(raider: Raider) -> None:
    raider.bring()
    for name in ("zhangtu_name", "zhangtu_language", "zhangtu_theme", "zhangtu_letters"):
        raider.cookies[name] = quote(HOSTILE)
    for path in ("/", raider.plan, f"/?binned={quote(HOSTILE)}&{quote(HOSTILE)}", f"/{quote(HOSTILE)}"):
        answer = raider.ask("GET", path, headers={"Accept-Language": "<script>alert(1)</script>"})
        assert answer.status in {200, 404}
        harmless(answer)
    assert raider.post(raider.plan + "drop", {"seen": 1, "key": raider.tasks()[0]}).status == 422


def test_names_without_visible_signs_are_none(raider: Raider) -> None:
    raider.bring()
    key = raider.tasks()[0]
    for who in ("", " \u3000 ", "\0", "\u202e\u2066", "\x1b\x07\ufeff"):
        assert raider.correct("drop", {"key": key}, who).status == 422
    assert raider.correct("drop", {"key": key}, "贺\0云\u202e").status == 200
    assert "贺云" in raider.get(raider.plan).text
