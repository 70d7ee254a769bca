"""Each kind of fault in a sample of its own, beside one that only looks like it."""

import pytest

from zhangtu.reading import as_json, read_source
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.source import Source
from zhangtu.reading.wording import FAULT_SENTENCES, say_problem


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _plan(*lines: str) -> str:
    """A short plan with these lines under its only heading."""
    return _lines("青石镇河道整治工作方案", "为做好河道整治，制定本方案。", "一、工作任务", *lines)


#: Kind → (text with the fault, words it must be pointed out at, text that only looks like it).
CASES: dict[Fault, tuple[str, str, str]] = {
    Fault.INVALID_DATE: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2025年6月31日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年7月31日前）",
        ),
        "2025年6月31日",
        _plan(
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2024年2月29日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年7月31日前）",
        ),
    ),
    Fault.REVERSED_RANGE: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2025年6月1日—2025年3月1日）",
            "2.设置警示牌。（责任单位：城建办）",
        ),
        "2025年6月1日—2025年3月1日",
        _plan(
            "1.做好冬季防火。（责任单位：应急办；完成时限：2025年11月1日—2026年3月31日）",
            "2.设置警示牌。（责任单位：城建办）",
        ),
    ),
    Fault.NO_YEAR: (
        _lines("一、工作任务", "1.清理河面垃圾。（责任单位：水利站；完成时限：6月20日前）"),
        "6月20日前",
        _lines(
            "一、工作任务",
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2025年6月20日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：7月1日前）",
        ),
    ),
    Fault.OUTSIDE_PARENT_DATES: (
        _plan(
            "（一）清理河道（2025年1月1日—2025年6月30日）",
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2025年7月31日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年5月1日前）",
        ),
        "2025年7月31日前",
        _plan(
            "（一）清理河道（2025年1月1日—2025年6月30日）",
            "1.清理河面垃圾。（责任单位：水利站；完成时限：2025年6月30日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年5月1日前）",
        ),
    ),
    Fault.BEFORE_PLAN: (
        _plan(
            "1.清理河面。（责任单位：水利站；完成时限：2024年2月20日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年5月1日前）",
            "3.修复护坡。（责任单位：城建办；完成时限：2025年6月1日前）",
            "4.验收。（责任单位：水利站；完成时限：2025年8月1日前）",
        ),
        "2024年2月20日前",
        _plan(
            "1.清理河面。（责任单位：水利站；完成时限：2024年12月20日前）",
            "2.设置警示牌。（责任单位：城建办；完成时限：2025年1月1日前）",
            "3.修复护坡。（责任单位：城建办；完成时限：2025年2月1日前）",
            "4.组织验收。（责任单位：水利站；完成时限：2025年2月20日前）",
        ),
    ),
    Fault.MISSING_UNIT: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.设置警示牌。",
            "3.修复护坡。（责任单位：城建办）",
            "4.巡查河岸。（责任单位：各村）",
        ),
        "2.设置警示牌",
        _plan("1.清理河面垃圾。", "2.设置警示牌。", "3.修复护坡。（责任单位：城建办、水利站、各村）"),
    ),
    Fault.NO_LEAD: (
        _plan(
            "1.清理河面垃圾。（牵头单位：水利站）",
            "2.设置警示牌。（配合单位：城建办、各村）",
            "3.修复护坡。（牵头单位：城建办）",
        ),
        "2.设置警示牌",
        _plan("1.清理河面垃圾。（牵头单位：水利站；配合单位：各村）", "2.设置警示牌。（牵头单位：城建办）"),
    ),
    Fault.INCONSISTENT_UNIT_NAME: (
        _plan(
            "1.清理河面垃圾。（责任单位：执法监督管理股）",
            "2.设置警示牌。（责任单位：执法监督管理股）",
            "3.修复护坡。（责任单位：执法管理监督股）",
        ),
        "执法管理监督股",
        _plan(
            "1.清理河面垃圾。（责任单位：第一工作组、第二工作组）",
            "2.设置警示牌。（责任单位：第一工作组）",
            "3.修复护坡。（责任单位：第二工作组、应急指挥中心、指挥中心）",
        ),
    ),
    Fault.EMPTY_NAME: (
        _plan("（一）清理河道（由×镇水利站牵头）", "1.清理河面垃圾。", "2.设置警示牌。"),
        "×镇水利站",
        _plan(
            "1.修建3×4米的沉沙池，抄表率按2*5%计。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
        ),
    ),
    Fault.DUPLICATE_NUMBER: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
            "2.修复护坡。（责任单位：城建办）",
        ),
        "2.修复护坡",
        _plan(
            "（一）水面",
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.打捞水草。（责任单位：水利站）",
            "（二）岸线",
            "1.设置警示牌。（责任单位：城建办）",
            "2.修复护坡。（责任单位：城建办）",
        ),
    ),
    Fault.NUMBER_GAP: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
            "4.修复护坡。（责任单位：城建办）",
        ),
        "4.修复护坡",
        _plan(
            "（一）水面",
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.打捞水草。（责任单位：水利站）",
            "（二）岸线",
            "3.设置警示牌。（责任单位：城建办）",
            "4.修复护坡。（责任单位：城建办）",
        ),
    ),
    Fault.BROKEN_CHAIN: (
        _plan(
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
            "二、工作要求",
            "（一）加强组织领导。各村要落实专人。",
        ),
        "（一）加强组织领导",
        _plan(
            "1.清理河面垃圾。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
            "二、工作要求",
            "（一）加强组织领导。各村要落实专人。",
            "（二）加强督查。各村要定期自查。",
        ),
    ),
    Fault.DOUBLED_PUNCTUATION: (
        _plan("1.清理河面垃圾，，疏通沟渠。（责任单位：水利站）", "2.设置警示牌。（责任单位：城建办）"),
        "，，",
        _plan(
            "1.清理河面垃圾……做到“日产日清”。（责任单位：水利站）",
            "2.设置警示牌——重点是深水段。（责任单位：城建办）",
        ),
    ),
    Fault.FOREIGN_TEXT: (
        _plan("1.清理河版权所有面垃圾。（责任单位：水利站）", "2.设置警示牌。（责任单位：城建办）"),
        "版权所有",
        _plan(
            "1.宣传著作权法，查处侵害著作权的行为。（责任单位：文化站）",
            "2.设置警示牌。（责任单位：城建办）",
            "版权所有",
        ),
    ),
    Fault.RATE_ABOVE_100: (
        _plan(
            "1.清理河面垃圾，保洁率达到100%以上。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
        ),
        "100%以上",
        _plan(
            "1.清理河面垃圾，保洁率达到100%，清运量达到上年的120%。（责任单位：水利站）",
            "2.设置警示牌。（责任单位：城建办）",
        ),
    ),
}


def test_every_kind_has_a_sample_and_a_sentence() -> None:
    assert set(CASES) == set(Fault)
    assert set(FAULT_SENTENCES) == {kind.value for kind in Fault}


@pytest.mark.parametrize("kind", list(Fault), ids=str)
def test_a_fault_is_pointed_out_at_its_place(kind: Fault) -> None:
    text, words, _ = CASES[kind]
    at = text.index(words)
    found = [problem for problem in read_source(Source(text)).problems if problem.kind == kind]
    assert any(problem.start <= at + len(words) and at <= problem.end for problem in found), found
    assert len(found) == 1


@pytest.mark.parametrize("kind", list(Fault), ids=str)
def test_what_only_looks_like_a_fault_is_left_alone(kind: Fault) -> None:
    _, _, text = CASES[kind]
    assert [problem for problem in read_source(Source(text)).problems if problem.kind == kind] == []


def test_a_label_left_blank_is_pointed_out_where_it_stands() -> None:
    text = _plan("1.清理河面。", "责任单位：", "完成时限：2025年6月底前", "2.修复护坡。", "责任单位：城建办")
    (problem,) = [one for one in read_source(Source(text)).problems if one.kind == Fault.MISSING_UNIT]
    assert text[problem.start : problem.end] == "责任单位："


def test_a_masked_number_is_no_missing_name() -> None:
    text = _plan("1.落实县政府第*次常务会议要求，由*镇水利站清理河面。", "2.于*月底前报××人民政府。")
    found = [one for one in read_source(Source(text)).problems if one.kind == Fault.EMPTY_NAME]
    assert [text[one.start :][:5] for one in found] == ["*镇水利站", "××人民政"]


def test_the_suggestion_in_json_mends_the_whole_stretch() -> None:
    text, words, _ = CASES[Fault.INVALID_DATE]
    reading = read_source(Source(text))
    (problem,) = [one for one in as_json(reading)["problems"] if one["kind"] == "invalid_date"]
    mended = text[: problem["start"]] + problem["suggestion"] + text[problem["end"] :]
    assert mended == text.replace(words, "2025年6月30日")


@pytest.mark.parametrize("kind", list(Fault), ids=str)
def test_the_sentence_is_whole_in_three_languages(kind: Fault) -> None:
    text, _, _ = CASES[kind]
    problem = next(one for one in read_source(Source(text)).problems if one.kind == kind)
    sentences = {say_problem(problem, language) for language in ("zh-hans", "zh-hant", "en")}
    assert len(sentences) >= 2
    assert not any("…" in sentence or "{" in sentence for sentence in sentences)
