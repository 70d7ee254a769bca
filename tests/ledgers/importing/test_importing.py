"""A spreadsheet goes into a ledger: matched, shown, put in force, repeated, taken back."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter

from office import Office
from zhangtu.journal import queries as journal
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import actions, definitions, sql, texts
from zhangtu.ledgers.importing import applying, naming, preparing, undoing
from zhangtu.ledgers.importing.matching import Reason
from zhangtu.ledgers.importing.preparing import Preview, Wish, prepare
from zhangtu.ledgers.importing.refusing import CellFault, ImportRefusedError, say
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people

HEAD = ("序号", "店名", "编码", "负责人", "电话", "开业日期", "人数（人）", "每间人数")
ROWS = (
    (1, "青禾药店", "A1", "陈甲", "13800000001", "2024.1.5", 3, 9),
    (2, "南渡便利店", "A2", "陈乙", "13800000002", "2024年1月6日", 4, 9),
    (3, "云桥餐馆", "A3", "陈丙", "13800000003", 45300, 5, 9),
)


def book(
    path: Path, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD, from_1904: bool = False
) -> Path:
    made = xlsxwriter.Workbook(str(path), {"date_1904": from_1904, "default_date_format": "yyyy-mm-dd"})
    sheet = made.add_worksheet("表")
    sheet.write(0, 0, "店铺台账")
    for at, row in enumerate((head, *(rows or ROWS)), 1):
        sheet.write_row(at, 0, row)
    made.close()
    return path


def put(preview: Preview, office: Office) -> applying.Outcome:
    return applying.apply(UUID(preview.manifest.uid), actor=office.chief, reason="普查")


def counts(preview: Preview) -> tuple[int, int, int, int]:
    made = preview.manifest
    return made.created, made.amended, made.same, made.faulty


def stored() -> list[sql.Stored]:
    return sql.rows_after(definitions.in_force("shops").register, 0, 100)


def test_a_file_is_matched_shown_put_in_force_and_repeated(office: Office, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    before = journal.last_number()
    preview = prepare(path, "shops", actor=office.chief)
    assert journal.last_number() == before
    matched = {one.title: (one.field, one.reason) for one in preview.columns}
    assert matched["编码"] == ("code", Reason.LABEL)
    assert matched["人数（人）"] == ("staff", Reason.LABEL)
    assert matched["每间人数"] == ("", Reason.NOT_SET)
    assert matched["店名"] == ("", Reason.NONE)
    assert counts(preview) == (0, 0, 0, 3)

    preview = prepare(path, "shops", actor=office.chief, wish=Wish(match={"店名": "name"}))
    assert (counts(preview), preview.faults) == ((3, 0, 0, 0), [])
    outcome = put(preview, office)
    assert (outcome.created, outcome.amended, outcome.left) == (3, 0, [])
    rows = stored()
    assert {row.unit for row in rows} == {office.town}
    assert '"2024-01-09"' in rows[2].values
    history = journal.history("shops", rows[0].id)
    assert [entry.action for entry in history] == ["create"]
    assert history[0].values["@reason"] == '"普查"'
    assert history[0].values["4"] == '"13800000001"'

    again = prepare(path, "shops", actor=office.chief)
    assert {one.title: one.reason for one in again.columns}["店名"] is Reason.SAVED
    assert counts(again) == (0, 0, 3, 0)
    assert again.already == UUID(preview.manifest.uid)
    with pytest.raises(ImportRefusedError) as refused:
        put(again, office)
    assert refused.value.kind == "already"
    assert "2026-11-23" in refused.value.say("zh-hans")
    last = journal.last_number()
    assert put(preview, office).created == 0
    assert journal.last_number() == last


def test_rows_are_amended_by_key_and_conflicts_left_for_a_person(office: Office, tmp_path: Path) -> None:
    wish = Wish(match={"店名": "name"})
    put(prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.chief, wish=wish), office)
    changed = [(*row[:6], row[6] + 10, 9) for row in ROWS]
    preview = prepare(book(tmp_path / "b.xlsx", *changed), "shops", actor=office.chief)
    assert counts(preview) == (0, 3, 0, 0)
    first, second, _ = stored()
    actions.amend(first.uid, {"staff": 99}, actor=office.chief, seen=first.version)
    actions.amend(second.uid, {"name": "南渡超市"}, actor=office.chief, seen=second.version)
    outcome = put(preview, office)
    assert outcome.amended == 2
    assert [(left.sheet_row, left.why) for left in outcome.left] == [(3, "changed")]
    assert '"99"' in stored()[0].values
    assert '"7":"14"' in stored()[1].values


def test_faults_are_told_cell_by_cell(office: Office, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        (1, "青禾药店", "A1", "陈甲", "1380", "2024-13-45", 3, 0),
        (2, "", "A2", "", "", "", 3, 0),
        (3, "云桥餐馆", "A3", "", "", "", "三个", 0),
        (4, "石塘农资店", "A4", "", "", "", 200, 0),
        (5, "柳巷豆腐坊", "A4", "", "", "", 1, 0),
        (6, "大码店", 123456789012345678, "", "", "", 1, 0),
    )
    preview = prepare(path, "shops", actor=office.chief, wish=Wish(match={"B": "name"}))
    found = {(fault.row, fault.column, fault.field, fault.warning) for fault in preview.faults}
    assert found == {
        (3, 4, "phone", False), (3, 5, "opened", False), (4, 1, "name", False), (5, 6, "staff", False),
        (6, -1, "", True), (7, 2, "code", False), (8, 2, "code", False),
    }  # fmt: skip
    assert counts(preview) == (1, 0, 0, 5)
    kinds = {fault.row: fault.kind for fault in preview.faults}
    assert (kinds[7], kinds[8]) == (CellFault.DOUBLE, CellFault.DAMAGED)
    for fault in preview.faults:
        for language in ("zh-hans", "zh-hant", "en"):
            assert say(FieldProblem(fault.field, fault.kind, facts=fault.facts), language)


def test_a_faulty_row_is_told_all_it_lacks_at_once(office: Office, tmp_path: Path) -> None:
    actions.create("shops", {"name": "老店", "code": "A2"}, actor=office.chief)
    path = book(
        tmp_path / "a.xlsx",
        (1, "", "A1", "", "1380", "", "", 0),
        (2, "", "A2", "", "1380", "", "", 0),
        (3, "", "", "", "", "2024-13-45", "", 0),
        (4, "", 123456789012345678, "", "", "", 1, 0),
    )
    preview = prepare(path, "shops", actor=office.chief, wish=Wish(match={"B": "name"}))
    found = {(fault.row, fault.column, fault.field) for fault in preview.faults}
    assert found == {
        (3, 4, "phone"), (3, 1, "name"),
        (4, 4, "phone"),  # an empty cell of a row there is leaves what is there
        (5, 5, "opened"), (5, 1, "name"),
        (6, 2, "code"),  # whose key can't be read may be a row there is
    }  # fmt: skip
    assert counts(preview) == (0, 0, 0, 4)


def test_undoing_withdraws_restores_and_leaves_what_is_in_use(office: Office, tmp_path: Path) -> None:
    actions.create("shops", {"name": "青禾药店", "code": "A1", "staff": 1}, actor=office.chief)
    wish = Wish(match={"店名": "name"})
    preview = prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.chief, wish=wish)
    assert counts(preview) == (2, 1, 0, 0)
    put(preview, office)
    _, second, _ = stored()
    actions.create("papers", {"shop": str(second.uid), "number": "证1"}, actor=office.chief)
    with pytest.raises(LedgerError):
        undoing.undo(UUID(preview.manifest.uid), actor=office.chief, reason="")
    outcome = undoing.undo(UUID(preview.manifest.uid), actor=office.chief, reason="导错了")
    assert (outcome.created, outcome.amended) == (1, 1)
    assert [(left.row, left.why) for left in outcome.left] == [(second.id, "linked")]
    called = naming.titles("shops", [second.id, 0], people.scope(office.chief))
    assert called == {second.id: "南渡便利店"}
    assert naming.titles("shops", [second.id], people.scope(office.western)) == {}
    now = stored()
    assert '"7":"1"' in now[0].values
    assert '"4"' not in now[0].values
    assert [row.withdrawn for row in now] == [False, False, True]
    with pytest.raises(ImportRefusedError) as refused:
        undoing.undo(UUID(preview.manifest.uid), actor=office.chief, reason="再撤")
    assert refused.value.kind == "undone"
    again = prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.chief)
    assert again.already is None
    assert counts(again) == (1, 1, 1, 0)


def test_what_was_only_shown_has_nothing_to_take_back(office: Office, tmp_path: Path) -> None:
    preview = prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.chief)
    for take_back in (undoing.undo, undoing.drop):
        with pytest.raises(ImportRefusedError) as refused:
            take_back(UUID(preview.manifest.uid), actor=office.chief, reason="不要了")
        assert refused.value.kind == "only_shown"
        assert "没有生效" in refused.value.say("zh-hans")
    with pytest.raises(ImportRefusedError) as refused:
        undoing.undo(UUID(int=7), actor=office.chief, reason="不要了")
    assert refused.value.kind == "no_import"


def test_who_may_not_import_is_told_so(office: Office, tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.reader)
    assert refused.value.kind == "not_allowed"
    assert not list((preparing.folder_of("x").parent).glob("*/*"))


def test_nobody_reaches_rows_of_another_unit(office: Office, tmp_path: Path) -> None:
    actions.create("shops", {"name": "青禾药店", "code": "A1"}, actor=office.western)
    wish = Wish(match={"店名": "name"})
    preview = prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.eastern, wish=wish)
    assert counts(preview) == (2, 0, 0, 1)
    assert [(fault.row, fault.kind) for fault in preview.faults] == [(3, CellFault.NOT_YOURS)]


def test_no_row_of_a_long_sheet_is_lost(office: Office, tmp_path: Path) -> None:
    rows = [(number, f"店{number}", f"B{number}", "", "", "", 1, 0) for number in range(5_000)]
    path = book(tmp_path / "a.xlsx", *rows)
    preview = prepare(path, "shops", actor=office.chief, wish=Wish(match={"店名": "name"}))
    assert counts(preview) == (5_000, 0, 0, 0)


def test_days_of_a_file_that_counts_from_1904_are_the_days_it_shows(office: Office, tmp_path: Path) -> None:
    head, bare = ("编码", "名称", "开业日期"), (date(2021, 3, 5) - date(1904, 1, 1)).days
    rows = (("A1", "甲店", bare), ("A2", "乙店", str(bare)), ("A3", "丙店", date(2021, 3, 5)))
    put(
        prepare(book(tmp_path / "a.xlsx", *rows, head=head, from_1904=True), "shops", actor=office.chief),
        office,
    )
    assert all('"5":"2021-03-05"' in row.values for row in stored())
    later = (("A1", "甲店", bare + 1), ("A2", "乙店", str(bare + 1)), ("A3", "丙店", date(2021, 3, 6)))
    preview = prepare(
        book(tmp_path / "b.xlsx", *later, head=head, from_1904=True), "shops", actor=office.chief
    )
    assert counts(preview) == (0, 3, 0, 0)
    put(preview, office)
    assert all('"5":"2021-03-06"' in row.values for row in stored())


def test_rows_that_are_there_stay_as_they_are_where_that_is_asked(office: Office, tmp_path: Path) -> None:
    wish = Wish(match={"店名": "name"})
    put(prepare(book(tmp_path / "a.xlsx"), "shops", actor=office.chief, wish=wish), office)
    changed = ("x", "别的名字", "A1", "", "", "", 9, ""), (5, "新店", "A9", "", "", "", 1, "")
    second = book(tmp_path / "b.xlsx", *changed)
    preview = prepare(second, "shops", actor=office.chief, wish=Wish(match={"店名": "name"}, leave=True))
    assert counts(preview) == (1, 0, 0, 0)
    assert preview.manifest.left == 1
    put(preview, office)
    names = {definitions.in_force("shops").loaded(texts.objects(row.values))[1] for row in stored()}
    assert names == {"青禾药店", "南渡便利店", "云桥餐馆", "新店"}
