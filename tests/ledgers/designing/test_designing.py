"""Ledgers are designed: from a sheet, from a ready one, field by field; nothing holds before its day."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest
import xlsxwriter
from pytest_django.fixtures import Settings

import zhangtu.packs
from office import Office, open_office, somebody
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions as rows
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.designing import actions, choosing, copying, editing, gallery, judging, keeping, ruling
from zhangtu.ledgers.designing.choosing import Chosen
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.runner import jobs
from zhangtu.schema.difference import Deed
from zhangtu.schema.specs import Title

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def office(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Office:
    settings.ZHANGTU_HOME = tmp_path / "home"
    monkeypatch.setattr(gallery, "FOLDERS", [Path(zhangtu.packs.__file__).parent / "gallery"])
    return open_office(tmp_path / "pack")


@pytest.fixture
def designer(office: Office) -> Actor:
    return somebody(office.town, "戊五", "designer")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "隐患.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("排查")
    page.merge_range(0, 0, 0, 4, "青溪镇安全隐患排查台账")
    for at, words in enumerate(("序号", "隐患名称", "排查日期", "责任单位", "电话")):
        page.write(1, at, words)
    lines = (
        (1, "电箱破损", "2026-3-1", "东桥村", "13812345678"),
        (2, "通道堵塞", "2026.3.2", "西岭村", "13812345679"),
        (3, "灯不亮", "三月五日", "东桥村", "13812345670"),
    )
    for down, line in enumerate(lines, 2):
        page.write_row(down, 0, line)
    page.write_row(5, 0, ("合计", "3处"))
    book.close()
    return path


def test_a_sheet_becomes_a_ledger_that_holds(designer: Actor, sheet: Path, office: Office) -> None:
    design = actions.from_sheet(sheet, "隐患.xlsx", actor=designer)
    assert [one.type for one in design.ledger.fields] == ["text", "date", "unit", "phone"]
    assert design.ledger.title.zh == "青溪镇安全隐患排查台账"
    assert [hint.share for hint in design.draft.hints][1] == 0.67
    assert design.draft.hints[3].likes[0][:2] == ("shops", "phone")
    assert design.draft.rows[0] == ["电箱破损", "2026-3-1", "东桥村", "13812345678"]
    assert judging.wrong(design.ledger) == ()
    name = actions.put_in_force(design, actor=designer, reason="新建")
    assert definitions.in_force(name).ledger.title.zh == "青溪镇安全隐患排查台账"
    assert actions.matches(design)["隐患名称"] == "f1000"
    made = rows.create(name, {"f1000": "电箱破损", "phone": "13812345678"}, actor=office.eastern)
    assert made.title == "电箱破损"


def test_whoever_may_not_design_is_told(office: Office, sheet: Path) -> None:
    with pytest.raises(DesignError) as refused:
        actions.from_sheet(sheet, "隐患.xlsx", actor=office.eastern)
    assert refused.value.kind == "not_allowed"
    assert not actions.may_design(people.scope(office.chief))


def test_a_design_is_its_own_persons_and_waits(designer: Actor, office: Office) -> None:
    design = actions.from_nothing("便民事项", actor=designer)
    other = somebody(office.town, "己六", "designer")
    assert [one.title for one in keeping.of_person(designer.person)] == ["便民事项"]
    assert keeping.of_person(other.person) == []
    uid = keeping.UUID(design.draft.uid)
    with pytest.raises(DesignError) as refused:
        actions.open_design(uid, actor=other)
    assert refused.value.kind == "no_draft"
    again = actions.open_design(uid, actor=designer)
    first = actions.change(again, lambda one: editing.add(one, "date", Title("办理日期")), actor=designer)
    assert first.ledger.fields[-1].no == 1001
    with pytest.raises(DesignError) as late:
        actions.change(design, lambda one: editing.retitle(one, Title("别的")), actor=designer)
    assert late.value.kind == "changed_elsewhere"
    assert keeping.step_back(first).ledger == design.ledger
    with pytest.raises(DesignError):
        keeping.step_back(keeping.get(uid, designer.person))
    assert keeping.drop_abandoned() == []
    keeping.drop(again)
    assert keeping.of_person(designer.person) == []


def test_a_ready_ledger_is_taken_and_is_the_offices_own(designer: Actor, office: Office) -> None:
    assert len(gallery.ready()) == 20
    design = actions.from_ready("hazards", actor=designer)
    assert actions.put_in_force(design, actor=designer, reason="用现成的") == "hazards"
    assert definitions.in_force("hazards").ledger.pack == ""
    rows.create(
        "hazards",
        {"found_on": "2026-11-01", "place": "家具厂", "hazard": "积尘", "due": "2026-11-15"},
        actor=office.eastern,
    )
    assert actions.from_ready("hazards", actor=designer).ledger.name == "own_1"
    with pytest.raises(DesignError):
        actions.from_ready("nothing", actor=designer)


def test_a_ledger_in_force_is_changed_and_the_difference_is_seen(designer: Actor) -> None:
    design = actions.from_ledger("shops", actor=designer)
    assert actions.from_ledger("shops", actor=designer).draft.uid == design.draft.uid
    with pytest.raises(DesignError) as same:
        actions.put_in_force(design, actor=designer, reason="没有改")
    assert same.value.kind == "nothing_changed"
    design = actions.change(
        design, lambda one: editing.add(one, "text", Title("经营范围"), after=1), actor=designer
    )
    assert design.ledger.fields[-1].no == 1000
    assert design.ledger.pages.panels[0] == ("name", "f1000", "code")
    design = actions.change(
        design, lambda one: editing.say(one, 3, Title("业主"), personal=True), actor=designer
    )
    found = {(one.deed, one.subject.zh) for one in judging.changes(design)}
    assert (Deed.ADDED, "经营范围") in found
    assert (Deed.CHANGED, "业主") in found
    with pytest.raises(DesignError) as unsaid:
        actions.put_in_force(design, actor=designer, reason=" ")
    assert unsaid.value.kind == "no_reason"
    actions.put_in_force(design, actor=designer, reason="补一个字段")
    fields = definitions.in_force("shops").fields
    assert fields["f1000"].title.zh == "经营范围"
    assert fields["owner"].title.zh == "业主"


def test_a_type_in_force_never_changes(designer: Actor) -> None:
    design = actions.from_ledger("shops", actor=designer)
    with pytest.raises(DesignError) as refused:
        editing.retype(design.ledger, 7, "text", design.base)
    assert refused.value.kind == "type_for_life"
    added = editing.add(design.ledger, "number", Title("面积"))
    retyped = editing.retype(added, 1000, "choice", design.base)
    assert [one.title.zh for one in retyped.fields[-1].of] == ["是", "否"]
    with pytest.raises(DesignError):
        editing.retype(added, 1000, "nonsense", design.base)


def test_choices_of_a_column_are_its_words(designer: Actor, sheet: Path) -> None:
    design = actions.from_sheet(sheet, "隐患.xlsx", actor=designer)
    words = keeping.words_of(design, 1000)
    made = editing.retype(design.ledger, 1000, "choice", design.base, words)
    assert [one.title.zh for one in made.fields[0].of] == ["电箱破损", "通道堵塞", "灯不亮"]
    assert keeping.words_of(design, 1999) == []


def test_a_design_nobody_goes_on_with_does_not_lie_about(
    designer: Actor, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = actions.from_sheet(sheet, "隐患.xlsx", actor=designer)
    monkeypatch.setattr(keeping, "ABANDONED", -3600)
    assert keeping.drop_abandoned() == [design.draft.uid]
    assert not design.path.exists()


def test_a_new_field_takes_over_what_the_old_one_holds(designer: Actor, office: Office) -> None:
    jobs.hand_in(copying.COPYING, copying.work)
    first = rows.create("shops", {"name": "一店", "note": "3 间"}, actor=office.eastern)
    second = rows.create("shops", {"name": "二店", "note": "12"}, actor=office.western)
    design = actions.replace_field(
        actions.from_ledger("shops", actor=designer), 13, "number", "改成数", actor=designer
    )
    assert design.draft.replaced == {"1000": 13}
    actions.put_in_force(design, actor=designer, reason="备注改成数")
    while jobs.do_next(Event()):
        pass
    scope = people.scope(office.chief)
    assert queries.row(second.uid, scope).values["f1000"] == 12
    assert queries.row(first.uid, scope).values.get("f1000") is None
    assert queries.history(second.uid, scope)[-1].reason == "备注改成数"
    before = queries.row(second.uid, scope).version
    work = jobs.Work(1, {"ledger": "shops", "pairs": {"1000": 13}, "reason": "x", "person": designer.person,
                         "post": designer.post, "machine": ""}, Event())  # fmt: skip
    copying.work(work)
    assert queries.row(second.uid, scope).version == before


def test_what_is_about_persons_is_copied_only_where_it_stays_masked(designer: Actor) -> None:
    design = actions.replace_field(
        actions.from_ledger("shops", actor=designer), 3, "text", "改成文字", actor=designer
    )
    assert design.ledger.fields[-1].personal
    assert copying.pairs(design.ledger.fields, design.draft.replaced) == {1000: 3}
    opened = editing.say(design.ledger, 1000, Title("负责人"), personal=False)
    assert copying.pairs(opened.fields, design.draft.replaced) == {}
    assert copying.pairs(opened.fields, {"1000": 99, "7": 8}) == {}


def test_what_is_used_stays_and_its_users_are_named(designer: Actor, office: Office) -> None:
    design = actions.from_ledger("shops", actor=designer)
    with pytest.raises(DesignError) as used:
        actions.remove_field(design, 7, "不用了", actor=designer)
    assert used.value.kind == "used"
    assert "“店铺”的计算字段“每间人数”" in used.value.say("zh-hans")
    assert "the computed field Per room of Shops" in used.value.say("en")
    with pytest.raises(DesignError) as naming:
        actions.remove_field(design, 1, "不用了", actor=designer)
    assert "记录称呼" in naming.value.say("zh-hans")
    with pytest.raises(DesignError) as unsaid:
        actions.remove_field(design, 13, " ", actor=designer)
    assert unsaid.value.kind == "no_why"
    row = rows.create("shops", {"name": "一店", "note": "老店"}, actor=office.eastern)
    design = actions.remove_field(design, 13, "不再登记", actor=designer)
    assert next(one.deed for one in judging.changes(design) if one.subject.zh == "备注") is Deed.REMOVED
    actions.put_in_force(design, actor=designer, reason="精简")
    assert definitions.in_force("shops").ledger.fields[12].removed is not None
    assert "note" not in definitions.in_force("shops").fields
    assert rows.amend(row.uid, {"name": "二店"}, actor=office.eastern, seen=row.version).title == "二店"


def test_fields_move_split_and_stand_in_lists(designer: Actor) -> None:
    ledger = actions.from_nothing("表", actor=designer).ledger
    for words in ("甲", "乙", "丙"):
        ledger = editing.add(ledger, "text", Title(words))
    ledger = editing.listed(ledger, ["f1003", "name", "nothing", "f1001"], ["f1002"])
    assert ledger.pages.columns == ("name", "f1001", "f1003")
    ledger = editing.move(ledger, 1003, -2)
    assert [one.title.zh for one in editing.present(ledger)] == ["名称", "丙", "甲", "乙"]
    assert ledger.pages.columns == ("name", "f1003", "f1001")
    assert editing.move(ledger, 1000, -1) == ledger
    parted = editing.split(ledger, 1001)
    assert parted.pages.panels == (("name", "f1003"), ("f1001", "f1002"))
    assert editing.move(parted, 1001, -1).pages.panels == (("name", "f1001", "f1003"), ("f1002",))
    assert editing.split(parted, 1001).pages.panels == ledger.pages.panels
    keyed = editing.keyed(ledger, ["f1001", "?"], "f1001")
    assert (keyed.key, keyed.row) == (("f1001",), "{f1001}")
    with pytest.raises(DesignError):
        editing.keyed(ledger, [], "?")
    with pytest.raises(DesignError) as twice:
        editing.add(ledger, "text", Title("甲"))
    assert twice.value.kind == "title_taken"


def test_choices_are_called_otherwise_ordered_added_and_closed(designer: Actor) -> None:
    design = actions.from_ledger("shops", actor=designer)
    chosen = Chosen({"salt": "食盐", "tea": "茶叶"}, ["糖", " ", "+", "tea"], ["rice"])
    field = editing.field_of(choosing.choose(design.ledger, 11, chosen, design.base, day=DAY), 11)
    assert [(one.code, one.title.zh) for one in field.of if one.removed is None] == [
        ("salt", "食盐"), ("tea", "茶叶"), ("糖", "糖"), ("c5", "+"), ("c6", "tea"),
    ]  # fmt: skip
    assert [one.code for one in field.of if one.removed == DAY] == ["rice"]
    with pytest.raises(DesignError) as twice:
        choosing.choose(design.ledger, 11, Chosen({"salt": "茶", "tea": "茶"}), design.base, day=DAY)
    assert twice.value.kind == "choice_taken"


def test_a_check_that_makes_no_sense_is_refused_with_the_place(designer: Actor) -> None:
    design = actions.from_ledger("shops", actor=designer)
    with pytest.raises(DesignError) as refused:
        actions.add_check(design, "nothing > 5", Title("不对"), warn=False, actor=designer)
    assert refused.value.kind == "bad_check"
    design = actions.add_check(design, "rooms > 50", Title("房间太多"), warn=True, actor=designer)
    assert design.ledger.checks[-1].warn
    assert editing.uncheck(design.ledger, 2).checks == design.base.checks if design.base else False


def test_who_comes_second_takes_in_what_became_of_it(designer: Actor, office: Office) -> None:
    mine = actions.from_ledger("shops", actor=designer)
    mine = actions.change(mine, lambda one: editing.say(one, 7, Title("员工数")), actor=designer)
    other = somebody(office.town, "己六", "designer")
    theirs = actions.from_ledger("shops", actor=other)
    theirs = actions.change(theirs, lambda one: editing.say(one, 7, Title("从业人数")), actor=other)
    theirs = actions.change(theirs, lambda one: editing.say(one, 8, Title("间数")), actor=other)
    actions.put_in_force(theirs, actor=other, reason="先改")
    with pytest.raises(DesignError) as late:
        actions.put_in_force(mine, actor=designer, reason="后改")
    assert late.value.kind == "moved_on"
    mine, conflicts = actions.take_in(mine, actor=designer)
    assert [(one.ours, one.theirs) for one in conflicts] == [("从业人数", "员工数")]
    assert editing.field_of(mine.ledger, 8).title.zh == "间数"
    with pytest.raises(DesignError):
        actions.take_in(mine, actor=designer)


def test_what_was_masked_is_not_opened_by_a_designer(designer: Actor) -> None:
    design = actions.from_ledger("shops", actor=designer)
    design = actions.change(
        design, lambda one: editing.say(one, 4, Title("电话"), personal=False), actor=designer
    )
    with pytest.raises(LedgerError) as refused:
        actions.put_in_force(design, actor=designer, reason="公开")
    assert refused.value.kind == "uncovers"
    assert keeping.of_person(designer.person)


def test_checks_are_put_together_from_a_few_words(designer: Actor) -> None:
    ledger = actions.from_ledger("shops", actor=designer).ledger
    future = ruling.check_of(ledger, ruling.Wish("future", "opened"), warn=False)
    assert (future.forbid, future.say.zh) == ("opened > today()", "开业日期在将来，请核对。")
    order = ruling.check_of(ledger, ruling.Wish("order", "opened", "closed"), warn=True)
    assert (order.forbid, order.warn) == ("closed < opened", True)
    assert order.say.en == "Closed on is before (less than) Opened; check both."
    own = ruling.check_of(ledger, ruling.Wish("needs", "staff", "rooms", say="都要填"), warn=False)
    assert (own.forbid, own.say.zh) == ("staff is not null and rooms is null", "都要填")
    for wish in (ruling.Wish("order", "opened"), ruling.Wish("own"), ruling.Wish("own", forbid="staff > 1")):
        with pytest.raises(DesignError):
            ruling.check_of(ledger, wish, warn=False)
