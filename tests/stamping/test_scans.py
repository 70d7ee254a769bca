"""Stamped scans find their forms: many in one file, crooked, in any order; the rest is left to a person."""

from pathlib import Path
from typing import Any

import pytest
from papers import bring, crooked, drawn, file_of, pictures, printed, quick, with_seal

from office import CONSOLE, Office
from zhangtu.documents.printing.codes import page_text
from zhangtu.journal import verifying
from zhangtu.journal.redacting import redact
from zhangtu.people.queries import scope
from zhangtu.stamping import actions, placing, queries
from zhangtu.stamping.models import Scan
from zhangtu.stamping.placing import Choice
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState, UploadState


def state(form: Any, office: Office) -> FormState:
    return queries.form(form.uid, scope(office.eastern)).state


@pytest.mark.usefixtures("confined")
def test_one_scan_of_many_forms_finds_them_all(office: Office) -> None:
    made = [printed(office, n) for n in range(1, 4)] + [printed(office, 4, rows=100)]
    sheets = [with_seal(page) for one in made for page in pictures(one.pdf)]
    sheets.insert(2, sheets.pop(4))  # a page of the long form came in between
    upload = bring(file_of(sheets), office.eastern)
    assert upload.state is UploadState.READ
    assert upload.open == 0
    assert [state(one.form, office) for one in made] == [FormState.STAMPED] * 4
    long = queries.form(made[3].form.uid, scope(office.eastern))
    assert [part.page for part in long.scans[0].parts] == [1, 2, 3]
    assert (
        queries.scan_file(long.scans[0].uid, scope(office.chief)).name
        == "东桥村印〔2026〕4号 盖章件 第1版.pdf"
    )
    assert queries.stamped(("row", long.reference), scope(office.reader)) == queries.form(
        long.uid, scope(office.reader)
    )


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "BMP"])
def test_other_kinds_of_pictures_are_read(office: Office, kind: str) -> None:
    one = quick(office)
    bring(file_of(one.sheets, kind), office.eastern, f"照片.{kind.lower()}")
    assert state(one.form, office) is FormState.STAMPED


def test_a_photograph_is_turned_upright(office: Office) -> None:
    one = quick(office)
    bring(file_of([crooked(one.sheets[0], 90)], "JPEG"), office.eastern)
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    page = pictures(queries.scan_file(scan.uid, scope(office.eastern)).path.read_bytes(), 60)[0]
    assert page.height > page.width
    _, small = queries.scan_picture(scan.uid, 0, scope(office.eastern))
    assert small is not None
    assert small.read_bytes()[:3] == b"\xff\xd8\xff"


def test_missing_pages_are_said_and_made_good_by_the_next_scan(office: Office) -> None:
    one = quick(office, pages=3)
    sheets = one.sheets
    bring(file_of([sheets[0], sheets[2]]), office.eastern)
    view = queries.form(one.form.uid, scope(office.eastern))
    assert view.state is FormState.PARTIAL
    assert view.scans[0].missing == (2,)
    bring(file_of([sheets[1]]), office.eastern)
    view = queries.form(one.form.uid, scope(office.eastern))
    assert view.state is FormState.STAMPED
    assert [part.page for part in view.scans[0].parts] == [1, 2, 3]
    assert [scan.version for scan in view.scans] == [2, 1]


def test_the_newest_scan_counts_and_the_older_stay(office: Office) -> None:
    one = quick(office)
    page = one.sheets[0]
    bring(file_of([page]), office.eastern)
    bring(file_of([with_seal(page)]), office.eastern)
    scans = queries.form(one.form.uid, scope(office.eastern)).scans
    assert [(scan.version, scan.counts) for scan in scans] == [(2, True), (1, False)]


def test_the_same_file_twice_makes_no_second_version(office: Office) -> None:
    one = quick(office)
    data = file_of(one.sheets)
    bring(data, office.eastern)
    again = bring(data, office.eastern)
    assert again.open == 0
    assert len(queries.form(one.form.uid, scope(office.eastern)).scans) == 1


def test_a_wrong_match_is_taken_back_and_its_page_is_open_again(office: Office) -> None:
    one, other = quick(office, 1), quick(office, 2)
    upload = bring(file_of(one.sheets), office.eastern)
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    with pytest.raises(StampingError):
        actions.take_back(scan.uid, actor=office.western, reason="错了")
    actions.take_back(scan.uid, actor=office.eastern, reason="放错了")
    assert state(one.form, office) is FormState.PRINTED
    assert queries.upload(upload.uid, scope(office.eastern)).open == 1
    placing.pick(upload.uid, [Choice(0, other.form.uid, 1)], actor=office.eastern)
    assert state(other.form, office) is FormState.STAMPED
    view = queries.form(other.form.uid, scope(office.eastern))
    assert view.scans[0].picked
    assert queries.upload(upload.uid, scope(office.eastern)).open == 0


def torn(page: Any) -> Any:
    """A page whose code was cut off."""
    return page.crop((0, int(page.height * 0.2), page.width, page.height))


def test_unreadable_pages_are_left_to_a_person(office: Office) -> None:
    one = quick(office, pages=3)
    sheets = one.sheets
    upload = bring(file_of([sheets[0], torn(sheets[1]), sheets[2]]), office.eastern)
    assert [sheet.open for sheet in upload.sheets] == [False, True, False]
    placing.pick(upload.uid, [Choice(1, one.form.uid, 2)], actor=office.eastern)
    view = queries.form(one.form.uid, scope(office.eastern))
    assert view.state is FormState.STAMPED
    assert len(view.scans[0].parts) == 3
    with pytest.raises(StampingError) as refused:
        placing.pick(upload.uid, [Choice(1, one.form.uid, 2)], actor=office.eastern)
    assert refused.value.kind == "no_page"


def test_a_page_that_belongs_nowhere_is_set_aside(office: Office) -> None:
    one = quick(office)
    sheets = one.sheets
    upload = bring(file_of([torn(sheets[0]), sheets[0]]), office.eastern)
    assert queries.waiting(scope(office.eastern)) == 1
    actions.set_aside(upload.uid, [0], actor=office.eastern)
    assert queries.waiting(scope(office.eastern)) == 0


def test_forged_codes_find_nothing(office: Office) -> None:
    mine, theirs = quick(office, 1), quick(office, 2, actor=office.western)
    voided = quick(office, 3)
    actions.void(voided.form.uid, actor=office.eastern, reason="打错")
    forged = [
        page_text("0123456789AB", 1, 1),  # nobody gave it out
        page_text(theirs.form.code, 1, 1),  # another village's
        page_text(mine.form.code, 1, 2),  # it has one page
        page_text(voided.form.code, 1, 1),
        "https://example.com/pay",
    ]
    upload = bring(file_of([drawn(text) for text in forged]), office.eastern)
    assert upload.open == len(forged)
    assert [bool(sheet.codes) for sheet in upload.sheets] == [True, True, True, True, False]
    assert upload.sheets[4].foreign
    assert state(mine.form, office) is FormState.PRINTED
    assert queries.form(theirs.form.uid, scope(office.western)).scans == ()


def test_an_upload_is_seen_by_the_post_that_brought_it(office: Office) -> None:
    upload = bring(file_of(quick(office).sheets), office.eastern)
    for other in (office.chief, office.western, office.reader):
        with pytest.raises(StampingError):
            queries.upload(upload.uid, scope(other))
        assert queries.uploads(scope(other)) == ()
    scan = queries.forms(scope(office.eastern)).forms[0].scans[0]
    with pytest.raises(StampingError):
        queries.scan_file(scan.uid, scope(office.western))
    with pytest.raises(StampingError):
        queries.scan_picture(scan.uid, 0, scope(office.western))


def test_a_page_is_filed_only_where_whoever_picks_may(office: Office) -> None:
    mine, theirs = quick(office, 1), quick(office, 2, actor=office.western)
    upload = bring(file_of([torn(mine.sheets[0])]), office.eastern)
    for choice, kind in (
        (Choice(0, theirs.form.uid, 1), "no_form"),
        (Choice(0, mine.form.uid, 2), "bad_page"),
        (Choice(5, mine.form.uid, 1), "no_page"),
    ):
        with pytest.raises(StampingError) as refused:
            placing.pick(upload.uid, [choice], actor=office.eastern)
        assert refused.value.kind == kind


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 rubbish", "broken"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "broken"),
        (b"just a text", "unknown"),
    ],
)
def test_bad_files_are_answered_with_a_word(office: Office, data: bytes, kind: str) -> None:
    upload = bring(data, office.eastern, "扫描.txt" if kind == "unknown" else "")
    assert upload.state is UploadState.REFUSED
    assert upload.trouble == kind


@pytest.mark.usefixtures("kept")
def test_everything_stands_in_the_journal(office: Office) -> None:
    one = quick(office, 1, pages=3)
    sheets = one.sheets
    upload = bring(file_of([sheets[0], torn(sheets[1]), sheets[2]]), office.eastern)
    placing.pick(upload.uid, [Choice(1, one.form.uid, 2)], actor=office.eastern)
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    actions.take_back(scan.uid, actor=office.eastern, reason="放错了")
    actions.set_aside(upload.uid, [1], actor=office.eastern)
    assert verifying.verify().sound


def test_a_job_begun_again_files_nothing_twice(office: Office, home: Path) -> None:
    from zhangtu.stamping import reading  # noqa: PLC0415

    del home
    one = quick(office)
    upload = bring(file_of(one.sheets), office.eastern)
    reading.read(upload.id)
    assert len(queries.form(one.form.uid, scope(office.eastern)).scans) == 1


@pytest.mark.usefixtures("kept")
def test_a_scan_is_removed_lawfully(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    one = quick(office)
    upload = bring(file_of(one.sheets), office.eastern)
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    why = {"actor": CONSOLE, "authority": "个人信息保护法第四十七条", "reason": "本人要求"}
    with django_capture_on_commit_callbacks(execute=True):
        redact("stamping.scan", Scan.objects.get().pk, ["sha256"], **why)
        redact("stamping.upload", upload.id, ["name", "sha256"], **why)
    with pytest.raises(StampingError, match="removed lawfully"):
        queries.scan_file(scan.uid, scope(office.eastern))
    assert queries.upload_picture(upload.uid, 0, scope(office.eastern)) is None
    assert verifying.verify().sound
