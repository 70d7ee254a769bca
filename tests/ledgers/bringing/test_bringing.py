"""A file is handed in, looked at, put in force by a job, continued after a kill, taken back."""

from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from office import Office, open_office
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.bringing import carrying, handed, listing, previewing
from zhangtu.ledgers.bringing.listing import Stand
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.importing import preparing
from zhangtu.people import queries as people
from zhangtu.runner import jobs

pytestmark = pytest.mark.django_db(databases=["default", "ephemeral"])
SHEET = (
    "店铺台账\n名称,编码,电话,开业日期\n甲店,A1,13812345678,2026-01-02\n乙店,A2,13812,2026-01-03\n"
    "丙店,A3,,五月\n丁店,A4,,2026-02-01\n"
)


@pytest.fixture
def office(tmp_path: Path, settings: Settings) -> Office:
    settings.ZHANGTU_HOME = tmp_path / "home"
    jobs.hand_in(previewing.READING, previewing.work)
    jobs.hand_in(carrying.APPLYING, carrying.work)
    jobs.hand_in(carrying.TAKING_BACK, carrying.work)
    return open_office(tmp_path / "pack")


def hand_in(office: Office, tmp_path: Path, text: str = SHEET) -> handed.Handed:
    path = tmp_path / "店铺.csv"
    path.write_text(text, "utf-8")
    return previewing.look(handed.take(path, "店铺.csv", "shops", actor=office.eastern))


def shops(office: Office) -> list[str]:
    return sorted(row.title for row in queries.rows("shops", people.scope(office.chief)).rows)


def standing(office: Office) -> listing.Standing:
    return listing.standings(definitions.in_force("shops"), people.scope(office.chief))[0]


def do_all() -> None:
    while jobs.do_next(Event()):
        pass


def test_a_file_is_shown_before_anything_changes(office: Office, tmp_path: Path) -> None:
    one = hand_in(office, tmp_path)
    assert one.state == "ready"
    assert [(each.letters, each.field) for each in one.columns] == [
        ("A", "name"), ("B", "code"), ("C", "phone"), ("D", "opened"),
    ]  # fmt: skip
    assert one.columns[0].samples == ["甲店", "乙店", "丙店"]
    assert [(each.row, each.cells[0]) for each in one.excerpt] == [(4, "乙店"), (5, "丙店")]
    assert handed.get(one.uid, office.eastern.person) == one
    assert [each.uid for each in handed.of_ledger("shops", office.eastern.person)] == [one.uid]
    with pytest.raises(BringingError):
        handed.get(one.uid, office.western.person)
    assert shops(office) == []


def test_what_a_column_is_taken_for_can_be_said(office: Office, tmp_path: Path) -> None:
    one = hand_in(office, tmp_path)
    first = one.prepared
    one.match = {"电话": "", "开业日期": "closed"}
    one = previewing.look(one)
    assert [each.field for each in one.columns] == ["name", "code", "", "closed"]
    assert not preparing.folder_of(first).exists()
    one.match = {"名称": "nonsense"}
    one = previewing.look(one)
    assert one.state == "refused"
    assert "nonsense" in one.trouble["en"]
    handed.drop(one)
    assert handed.of_ledger("shops", office.eastern.person) == []


def test_it_is_put_in_force_and_taken_back_by_jobs(office: Office, tmp_path: Path) -> None:
    one = hand_in(office, tmp_path)
    with pytest.raises(BringingError) as unsaid:
        carrying.go(one, reason=" ")
    assert unsaid.value.kind == "no_reason"
    uid = carrying.go(one, reason="摸底")
    assert carrying.under_way(uid) is not None
    waits = listing.standing(uid, definitions.in_force("shops"), people.scope(office.eastern))
    assert (waits.stand, waits.percent, waits.total) == (Stand.RUNNING, 0, 2)
    with pytest.raises(BringingError):
        listing.standing(uid, definitions.in_force("shops"), people.scope(office.western))
    with pytest.raises(BringingError):
        carrying.go(one, reason="摸底")
    do_all()
    assert carrying.under_way(uid) is None
    assert shops(office) == ["丁店", "甲店"]
    now = standing(office)
    assert (now.stand, now.name, now.created, now.faulty) == (Stand.DONE, "店铺.csv", 2, 2)
    assert (now.reason, now.percent) == ("摸底", 100)
    again = hand_in(office, tmp_path)
    assert again.already == str(uid)
    with pytest.raises(BringingError) as already:
        carrying.go(again, reason="再来")
    assert already.value.kind == "already"
    changed = queries.rows("shops", people.scope(office.chief)).rows[0]
    from zhangtu.ledgers import actions  # noqa: PLC0415

    actions.amend(changed.uid, {"note": "问过"}, actor=office.eastern, seen=changed.version)
    carrying.take_back(uid, actor=office.chief, reason="交错了")
    assert standing(office).stand is Stand.TAKING_BACK
    do_all()
    now = standing(office)
    assert (now.stand, now.note.created) == (Stand.BACK, 1)
    left = listing.left_rows(now, definitions.in_force("shops"), people.scope(office.chief))
    assert [(each.left.why, each.uid) for each in left] == [("changed", changed.uid)]
    assert shops(office) == [changed.title]


def test_what_was_refused_is_said_and_not_tried_again(office: Office, tmp_path: Path) -> None:
    one = hand_in(office, tmp_path)
    uid = carrying.go(one, reason="摸底")
    do_all()
    carrying.take_back(uid, actor=office.western, reason="我不能")
    do_all()
    assert "WITHDRAW" not in carrying.note_of(uid).trouble["en"]
    assert carrying.note_of(uid).trouble
    assert jobs.waiting() == 0
    assert standing(office).stand is Stand.DONE


def test_a_killed_import_is_continued_or_given_up(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def killed(name: str) -> None:
        if name == "import.before_showing":
            raise KilledError

    one = hand_in(office, tmp_path)
    uid = carrying.go(one, reason="摸底")
    with monkeypatch.context() as patched:
        patched.setattr("zhangtu.ledgers.importing.applying.here", killed)
        jobs.do_next(Event())
    assert shops(office) == []
    jobs.Job.objects.update(state="failed", ended=1)
    now = standing(office)
    assert (now.stand, now.done, now.total) == (Stand.INTERRUPTED, 2, 2)
    carrying.resume(uid, office.eastern)
    do_all()
    assert shops(office) == ["丁店", "甲店"]
    assert standing(office).stand is Stand.DONE


def test_a_half_done_import_is_given_up(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(name: str) -> None:
        if name == "import.before_showing":
            raise RuntimeError

    uid = carrying.go(hand_in(office, tmp_path), reason="摸底")
    with monkeypatch.context() as patched:
        patched.setattr("zhangtu.ledgers.importing.applying.here", killed)
        jobs.do_next(Event())
    jobs.Job.objects.update(state="failed", ended=1)
    carrying.take_back(uid, actor=office.chief, reason="不要了")
    do_all()
    assert standing(office).stand is Stand.BACK
    assert shops(office) == []


def test_a_large_file_is_read_by_a_job(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "_SMALL", 10)
    one = hand_in(office, tmp_path)
    assert one.state == "reading"
    assert one.job
    do_all()
    assert handed.get(one.uid, office.eastern.person).state == "ready"
    handed.drop(one)
    previewing.work(jobs.Work(1, {"file": one.uid}, Event()))


def test_a_file_about_persons_does_not_lie_about(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = "名称,编码\n甲店,A1\n"
    one = hand_in(office, tmp_path, clean)
    carrying.go(one, reason="摸底")
    do_all()
    assert handed.of_ledger("shops", office.eastern.person) == []
    other = hand_in(office, tmp_path)
    assert handed.drop_abandoned() == []
    monkeypatch.setattr(handed, "ABANDONED", -60)
    assert handed.drop_abandoned() == [other.uid]


def test_names_of_files_lead_nowhere() -> None:
    assert handed.safe_name("../../etc/passwd") == "_.._etc_passwd"
    assert handed.safe_name("\x00..") == "_"
    assert handed.safe_name(" ") == "file"


def test_whose_posts_may_import(office: Office) -> None:
    force = definitions.in_force("shops")
    assert [one.post for one in previewing.posts_for(office.eastern.person, force)] == [office.eastern.post]
    assert previewing.posts_for(office.reader.person, force) == []
    with pytest.raises(BringingError):
        listing.standing(UUID(int=1), force, people.scope(office.chief))


def test_too_large_a_file_is_not_kept(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "LARGEST", 10)
    with pytest.raises(BringingError) as refused:
        hand_in(office, tmp_path)
    assert refused.value.kind == "too_large"
    assert handed.of_ledger("shops", office.eastern.person) == []
