"""Measures and reports are read with what they rest on; what is wrong stands at its line and column."""

from pathlib import Path

import making
import pytest
from hypothesis import given, settings

from zhangtu.kernel.problems import FileProblem
from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.schema.change_wording import VALUE_WORDS, say_change
from zhangtu.schema.difference import Part, difference
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Measure, Pack, Report
from zhangtu.schema.wording import say_file_problem

LANGUAGE_KEYS = ("zh", "en", "hant")
PACK = "pack: small\ntitle: {zh: 小, en: Small}\nversion: '1'\n"
SHOPS = """\
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}}
  - {no: 2, name: rent, type: money, title: {zh: 租金, en: Rent}}
  - {no: 3, name: kind, type: choice, title: {zh: 类别, en: Kind}, of: [甲, 乙]}
  - {no: 4, name: opened, type: date, title: {zh: 开业, en: Opened}}
  - {no: 5, name: owner, type: person_name, title: {zh: 店主, en: Owner}, personal: yes}
  - {no: 6, name: named, type: computed, title: {zh: 有店主, en: Named}, value: "owner is not null"}
  - {no: 7, name: village, type: unit, title: {zh: 村, en: Village}}
  - {no: 8, name: next_day, type: computed, title: {zh: 明日, en: Next}, value: "today() + 1"}
  - {no: 9, name: above, type: reference, title: {zh: 总店, en: Above}, of: shops}
"""
HIDDEN = """\
ledger: tips
title: {zh: 线索, en: Tips}
row: "{what}"
secret: yes
fields:
  - {no: 1, name: what, type: text, title: {zh: 内容, en: What}}
  - {no: 2, name: shop, type: reference, title: {zh: 店铺, en: Shop}, of: shops}
"""


def read(folder: Path, measures: str, report: str = "") -> tuple[Pack | None, tuple[FileProblem, ...]]:
    files = {"pack": PACK, "ledgers/shops": SHOPS, "ledgers/tips": HIDDEN, "measures/all": measures}
    files |= {"reports/one": report} if report else {}
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    found = load_pack(folder)
    for problem in found.problems:
        assert all(say_file_problem(problem, language) for language in LANGUAGES)
    return found.pack, found.problems


def measure(more: str) -> str:
    return "measures:\n  one: {title: {zh: 数, en: One}, of: shops, " + more + "}\n"


def kinds(folder: Path, more: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.kind) for one in read(folder, measure(more))[1]]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("value: count(), at: period_end", "number"),
        ("value: count(kind = '甲') / count(), at: period_end", "share"),
        ("value: share(kind = '甲'), on: opened", "share"),
        ("value: average(rent), on: opened", "money"),
        ("value: sum(rent) / count(), on: opened", "money"),
        ('value: "average(days_between(opened, today()))", at: period_end', "days"),
        ("value: count(distinct village), at: period_end", "number"),
        ("value: latest(rent by opened), at: period_end, shown: number", "number"),
    ],
)
def test_a_figure_is_shown_as_its_expression_says(tmp_path: Path, more: str, shown: str) -> None:
    pack, problems = read(tmp_path, measure(more))
    assert problems == ()
    assert pack is not None
    assert [one.shown for one in pack.measures] == [shown]


def test_a_measure_may_stand_alone_in_a_list_or_by_name(tmp_path: Path) -> None:
    parts = ("title: {zh: 数, en: One}", "of: shops", "value: count()", "at: period_end")
    one = ", ".join(parts)
    forms = "\n".join(("measure: a", *parts, "---"))
    forms += f"\nmeasures: [{{measure: b, {one}}}]\n---\nmeasures: {{c: {{{one}}}}}\n"
    pack, problems = read(tmp_path, forms)
    assert [(each.kind, each.line) for each in problems] == []
    assert pack is not None
    assert [each.name for each in pack.measures] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("value: count(), at: period_end, on: opened", "at_or_on"),
        ("value: ‸rent, at: period_end", "bad_expression"),
        ("value: ‸count() > 3, at: period_end", "not_figure"),
        ("value: count(), where: ‸rent, at: period_end", "where_not_truth"),
        ("value: count(), where: kind = '甲' and ‸rents > 3, at: period_end", "bad_expression"),
        ("value: count(), on: ‸kind", "not_a_day_field"),
        ("value: count(), on: ‸next_day", "not_a_day_field"),
        ("value: count(), at: period_end, unit: ‸kind", "not_a_unit_field"),
        ("value: count(), at: period_end, by: [kind, ‸opened]", "not_to_part_by"),
        ("value: count(), at: period_end, by: [‸owner]", "masked"),
        ("value: ‸count(named), at: period_end", "masked"),
        ("value: ‸count(exists(tips where shop = me)), at: period_end", "masked"),
        ("value: count(), at: period_end, places: ‸9", "not_one_of"),
        ("‸valu: count(), value: count(), at: period_end", "unknown_key"),
    ],
)
def test_what_is_wrong_stands_where_it_is(tmp_path: Path, more: str, kind: str) -> None:
    text = measure(more)
    line = text.splitlines()[1]
    found = kinds(tmp_path, more.replace("‸", ""))
    assert [(at, each) for at, _, each in found] == [(2, kind)]
    if "‸" in more:
        assert found[0][1] == line.index("‸") + 1


def test_a_measure_needs_a_moment_or_a_day(tmp_path: Path) -> None:
    assert {each for _, _, each in kinds(tmp_path, "value: count()")} == {"at_or_on"}
    assert {each for _, _, each in kinds(tmp_path, "value: count(), at: noon")} == {"not_one_of"}


def test_a_figure_may_be_parted_one_step_away(tmp_path: Path) -> None:
    assert (
        kinds(tmp_path, "value: count(), at: period_end, by: [above.kind, village], unit: above.village")
        == []
    )


REPORT = """\
report: monthly
title: {zh: 月报, en: Monthly}
every: month
due: day 2
columns: [one]
"""


@pytest.mark.parametrize(
    ("change", "line", "kind"),
    [
        (("[one]", "[two]"), 5, "unknown_measure"),
        (("[one]", '[one, {name: x, value: "one + two", title: {zh: 丙, en: X}}]'), 5, "bad_expression"),
        (("[one]", "[{name: x, title: {zh: 丙, en: X}}]"), 5, "measure_or_value"),
        (("day 2", "day zero"), 4, "bad_due"),
        (("day 2", "2026-12-31"), 4, "bad_due"),
        (("every: month", "every: once"), 4, "bad_due"),
        (("every: month", "every: fortnight"), 3, "not_one_of"),
        (("[one]", "[one]\nrows: kind"), 6, "not_parted_so"),
        (("[one]", "[one]\nfrom: Towns"), 6, "bad_party"),
        (("[one]", "[one]\nto: 'outside:'"), 6, "bad_party"),
        (("[one]", "[one]\ntext: {zh: '共{two}家', en: '{one}'}"), 6, "bad_figure"),
        (("[one]", "[one]\ntext: {zh: '比上期{one.from_last_period}', en: x}"), 6, "bad_figure"),
        (("[one]", "[one]\nchecks: [{forbid: one, say: {zh: 错, en: Wrong}}]"), 6, "check_not_truth"),
        (("[one]", "[one]\nchecks: [{forbid: ones > 1, say: {zh: 错, en: Wrong}}]"), 6, "bad_expression"),
        (("[one]", "[one]\nenter: [{name: one, title: {zh: 填, en: E}}]"), 6, "twice"),
        (("[one]", "[one]\ntemplates: {docx: a.docx}"), 6, "no_template"),
        (("[one]", "[one]\ntemplates: {docx: ../a.docx}"), 6, "no_template"),
        (("[one]", "[one]\nbegins: 2026-02-01\nends: 2026-01-01"), 7, "reversed_days"),
    ],
)
def test_what_is_wrong_in_a_report_stands_where_it_is(
    tmp_path: Path, change: tuple[str, str], line: int, kind: str
) -> None:
    _, problems = read(tmp_path, measure("value: count(), at: period_end"), REPORT.replace(*change))
    assert {(one.line, one.kind) for one in problems} == {(line, kind)}


def test_a_report_with_everything_is_read(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "表.docx").write_bytes(b"")
    text = REPORT.replace(
        "[one]",
        "[one, {measure: one, name: so_far, over: year_to_date}]\nrows: kind\ncompare: [last_period]\n"
        "from: post clerk\nto: 'outside:供销社'\ntemplates: {docx: 表.docx}\n"
        "text: [{zh: '{unit}{period}{one}，{one.from_last_period}，{why}', en: x}]\n"
        "enter: [{name: why, title: {zh: 原因, en: Why}, required: yes}]\n"
        "checks: [{forbid: one > so_far and why is null, say: {zh: 多了, en: Too many}}]",
    )
    pack, problems = read(tmp_path, measure("value: count(), at: period_end, by: [kind]"), text)
    assert problems == ()
    assert pack is not None
    assert pack.reports[0].rows_by == {"shops": "kind"}


@given(making.measures(), making.measures())
@settings(max_examples=30)
def test_every_change_of_a_measure_has_a_sentence(one: Measure, other: Measure) -> None:
    for change in difference(one, other):
        assert [step for step in change.path if step not in LANGUAGE_KEYS][-1] in VALUE_WORDS
        assert all(say_change(change, language) for language in LANGUAGES)


@given(making.reports(), making.reports())
@settings(max_examples=30)
def test_every_change_of_a_report_has_a_sentence(one: Report, other: Report) -> None:
    for change in difference(one, other):
        assert all(say_change(change, language) for language in LANGUAGES)
        steps = [step for step in change.path if step not in LANGUAGE_KEYS]
        told = steps[-1] in VALUE_WORDS or change.part is not Part.WHOLE or steps[0] == "rows_by"
        assert told, change.path
