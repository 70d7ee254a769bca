"""What a change of a definition is called, when it is refused, and how an upgrade meets an office."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.schema.change_wording import say_change, say_conflict
from zhangtu.schema.difference import Deed, Part, Side, difference, three_way
from zhangtu.schema.guarding import refused, refused_choices, refused_table
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Check, Choice, Field, Ledger, Pack, Title
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.wording import say_change_problem


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack(Path(__file__).parent / "worked").pack
    assert found is not None
    return found


@pytest.fixture
def premises(pack: Pack) -> Ledger:
    return next(one for one in pack.ledgers if one.name == "premises")


def with_field(ledger: Ledger, no: int, **changes: object) -> Ledger:
    fields = [replace(one, **changes) if one.no == no else one for one in ledger.fields]  # type: ignore[arg-type]
    return replace(ledger, fields=tuple(fields))


def added(ledger: Ledger, *fields: Field) -> Ledger:
    return replace(ledger, fields=tuple(sorted((*ledger.fields, *fields), key=lambda one: one.no)))


def office_field(**changes: object) -> Field:
    return replace(Field(1001, "shade", "text", Title("招牌颜色", "Colour of the sign")), **changes)  # type: ignore[arg-type]


def test_changes_are_typed_and_said_in_three_languages(premises: Ledger) -> None:
    new = with_field(premises, 1, title=Title("店名", "Name"))
    new = with_field(new, 5, removed=date(2026, 12, 1), why="不再收集")
    new = with_field(new, 9, of=(*premises.fields[8].of[1:], Choice("moved", Title("搬迁", "Moved"))))
    new = replace(
        new, checks=(Check("opened >= today()", premises.checks[0].say),), title=Title("单位", "Premises")
    )
    found = difference(premises, added(new, office_field()))
    assert [(one.part, one.deed, one.path[1:3]) for one in found] == [
        (Part.WHOLE, Deed.CHANGED, ("zh",)),
        (Part.CHECK, Deed.CHANGED, ("opened > today()", "forbid")),
        (Part.FIELD, Deed.CHANGED, (1, "title")),
        (Part.FIELD, Deed.REMOVED, (5, "removed")),
        (Part.FIELD, Deed.CHANGED, (5, "why")),
        (Part.CHOICE, Deed.ADDED, (9, "of")),
        (Part.CHOICE, Deed.REMOVED, (9, "of")),
        (Part.FIELD, Deed.ADDED, (1001,)),
    ]
    for language in LANGUAGES:
        assert all("{" not in say_change(one, language) for one in found)
    assert say_change(found[2], "zh-hans") == "字段1“店名”：名称由“名称”改为“店名”。"
    assert say_change(found[7], "en") == "Field 1001 “Colour of the sign”: added."


def test_a_field_keeps_its_type_and_its_number(premises: Ledger) -> None:
    (one,) = refused(premises, with_field(premises, 8, type="text"))
    assert (one.kind, one.name, one.facts["after"]) == (Trouble.TYPE_CHANGED, "opened", "text")
    gone = replace(premises, fields=tuple(one for one in premises.fields if one.no != 5))
    assert [one.kind for one in refused(premises, gone)] == [Trouble.FIELD_DROPPED]
    reused = with_field(
        premises, 6, removed=None, why="", name="fresh", type="text", title=Title("新", "New")
    )
    assert [one.kind for one in refused(premises, reused)] == [Trouble.NUMBER_REUSED]
    fewer = with_field(premises, 9, of=premises.fields[8].of[1:])
    assert [one.kind for one in refused(premises, fewer)] == [Trouble.CHOICE_DROPPED]
    assert [one.kind for one in refused(premises, replace(premises, name="shops"))] == [Trouble.NAME_CHANGED]
    assert refused(premises, premises) == ()


def test_what_is_used_cannot_be_removed_and_the_users_are_listed(pack: Pack, premises: Ledger) -> None:
    gone = with_field(premises, 2, removed=date(2026, 12, 1), why="合并")
    (one,) = refused(premises, gone, pack.ledgers, pack.tables)
    assert one.kind == Trouble.STILL_USED
    for user in ("computed “licensed”", "columns", "filters", "panels"):
        assert f"premises.{user}" in one.facts["users"]
    assert "licensed" in say_change_problem(one, "zh-hant")


def test_users_in_other_ledgers_are_found(pack: Pack, premises: Ledger) -> None:
    licences = next(one for one in pack.ledgers if one.name == "licences")
    gone = with_field(licences, 5, removed=date(2026, 12, 1), why="长期有效")
    (one,) = refused(licences, gone, [premises], pack.tables)
    assert one.facts["users"] == "premises.computed “licensed”"
    gone = with_field(premises, 8, removed=date(2026, 12, 1), why="不用")
    (one,) = refused(premises, gone, pack.ledgers, pack.tables)
    assert one.facts["users"] == "premises.check “开业日期在将来”"
    assert refused(premises, replace(gone, checks=()), pack.ledgers, pack.tables) == ()


def test_an_office_numbers_its_own_fields_from_1000(premises: Ledger) -> None:
    mine = added(premises, office_field(no=15))
    (one,) = refused(premises, mine, by_office=True)
    assert (one.kind, one.facts["no"]) == (Trouble.NUMBER_OF_PACK, "15")
    assert refused(premises, mine) == ()
    assert refused(premises, added(premises, office_field()), by_office=True) == ()


def test_shared_lists_and_tables_keep_what_is_used(pack: Pack) -> None:
    zones = next(one for one in pack.choices if one.name == "zones")
    (one,) = refused_choices(zones, replace(zones, choices=()))
    assert (one.kind, one.facts["code"]) == (Trouble.CHOICE_DROPPED, "centre")
    required, visits = pack.tables
    keyless = replace(required, keys=())
    (one,) = refused_table(required, keyless, pack.ledgers, [visits])
    assert (one.kind, one.facts["users"]) == (Trouble.TABLE_STILL_USED, "premises.computed “licensed”")
    assert refused_table(required, replace(required, rows=required.rows[:1]), pack.ledgers) == ()
    assert refused_table(visits, replace(visits, keys=()), pack.ledgers, [required]) == ()


def test_what_the_office_and_the_pack_changed_apart_is_joined(premises: Ledger) -> None:
    ours = added(with_field(premises, 1, title=Title("字号", "Name")), office_field())
    ours = replace(ours, pages=replace(ours.pages, columns=(*ours.pages.columns, "shade")))
    theirs = with_field(premises, 5, required=True)
    theirs = replace(
        theirs, pages=replace(theirs.pages, columns=("name", "credit_code", *theirs.pages.columns[1:]))
    )
    merge = three_way(premises, ours, theirs)
    assert merge.conflicts == ()
    assert merge.spec.pages.columns[:3] == ("name", "credit_code", "kind")
    assert merge.spec.pages.columns[-1] == "shade"
    assert [one.path for one in merge.changes] == [("fields", 5, "required"), ("pages", "columns")]


def test_what_both_changed_is_a_conflict_a_person_decides(premises: Ledger) -> None:
    ours = with_field(premises, 1, title=Title("字号", "Name"))
    theirs = with_field(premises, 1, title=Title("单位名称", "Name"))
    merge = three_way(premises, ours, theirs)
    (one,) = merge.conflicts
    assert (one.base, one.ours, one.theirs, one.taken) == ("名称", "字号", "单位名称", Side.OURS)
    assert merge.spec == ours
    assert three_way(premises, ours, theirs, {one.path: Side.THEIRS}).spec == theirs
    for language in LANGUAGES:
        assert "{" not in say_conflict(one, language)


def test_a_check_the_office_changed_and_the_pack_dropped_is_a_conflict(premises: Ledger) -> None:
    ours = replace(premises, checks=(replace(premises.checks[0], warn=True),))
    theirs = replace(premises, checks=())
    merge = three_way(premises, ours, theirs)
    assert [one.path for one in merge.conflicts] == [("checks", "opened > today()")]
    assert merge.spec == ours
    assert three_way(premises, ours, theirs, {merge.conflicts[0].path: Side.THEIRS}).spec == theirs


def test_an_office_keeps_its_expressions_when_the_pack_renames_a_field(pack: Pack, premises: Ledger) -> None:
    own = office_field(type="computed", value="opened < today() and licensed", live=True)
    ours = replace(added(premises, own), key=("opened",), row="{name} {opened}")
    theirs = with_field(premises, 8, name="opened_on")
    theirs = replace(theirs, checks=(replace(theirs.checks[0], forbid="opened_on > today()"),))
    merge = three_way(premises, ours, theirs, ledgers=pack.ledgers, tables=pack.tables)
    assert merge.conflicts == ()
    merged = merge.spec
    assert merged.fields[-1].value == "opened_on < today() and licensed"
    assert (merged.key, merged.row) == (("opened_on",), "{name} {opened_on}")
    assert [one.forbid for one in merged.checks] == ["opened_on > today()"]


def test_what_rests_on_a_live_field_becomes_live(pack: Pack, premises: Ledger) -> None:
    base = added(premises, office_field(no=15, name="old", type="computed", value="status = 'closed'"))
    ours = added(base, office_field(type="computed", value="not old"))
    theirs = with_field(base, 15, value="opened < today()", live=True)
    merged = three_way(base, ours, theirs, ledgers=pack.ledgers, tables=pack.tables).spec
    assert [one.name for one in merged.fields if one.live] == ["licensed", "old", "shade"]


def test_a_name_the_pack_takes_gives_way_at_the_office(premises: Ledger) -> None:
    ours = added(
        premises,
        office_field(name="area"),
        office_field(no=1002, name="big", type="computed", value="area = '大'"),
    )
    theirs = added(premises, Field(15, "area", "number", Title("面积", "Area")))
    merge = three_way(premises, ours, theirs)
    assert [(one.no, one.name) for one in merge.spec.fields[-3:]] == [
        (15, "area"),
        (1001, "area_1001"),
        (1002, "big"),
    ]
    assert merge.spec.fields[-1].value == "area_1001 = '大'"
