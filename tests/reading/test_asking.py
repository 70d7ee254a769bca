"""Who is asked what: labels, lists of names, subjects, what is inherited, figures and reports."""

import pytest

from zhangtu.reading import read_source
from zhangtu.reading.deadlines import Years
from zhangtu.reading.model import Reading
from zhangtu.reading.reports import find_reports
from zhangtu.reading.source import Source
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.targets import find_targets
from zhangtu.reading.tasks.names import split_names, who_in_phrase
from zhangtu.reading.tasks.told import subject_of, who_in_prose

Names = tuple[str, ...]


def _words(twin: Twin, spans: object) -> list[str]:
    return [twin.text[span.start : span.end] for span in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财政所、农业办和各村（社区）", ["财政所", "农业办", "各村（社区）"]),
        ("市容和环境管理科、办公室", ["市容和环境管理科", "办公室"]),
        ("县自然资源和规划局、县文化和旅游局", ["县自然资源和规划局", "县文化和旅游局"]),
        ("各县（市、区）政府，市直有关部门", ["各县（市、区）政府", "市直有关部门"]),
        ("安监站 国土所", ["安监站", "国土所"]),
        ("由财政所、农业办等部门按职责分工负责", ["财政所", "农业办"]),
        ("财政所，6月底前", ["财政所"]),
        ("／", []),
    ],
)
def test_a_list_is_cut_into_names(text: str, names: list[str]) -> None:
    twin = Twin.of(text)
    assert _words(twin, split_names(twin, 0, len(text))) == names


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("财政所牵头，农业办、各村配合", ["财政所"], ["农业办", "各村"]),
        ("财政所牵头，农业办、各村按职责分工负责", ["财政所"], ["农业办", "各村"]),
        ("财政所、农业办负责", ["财政所", "农业办"], []),
        ("財政所主辦，農業課協辦", ["財政所"], ["農業課"]),
        ("财政所、农业办", ["财政所", "农业办"], []),
        ("含批发", [], []),
    ],
)
def test_a_phrase_says_who_leads_and_who_helps(text: str, lead: list[str], support: list[str]) -> None:
    twin = Twin.of(text)
    who = who_in_phrase(twin, 0, len(text))
    assert (_words(twin, who.lead), _words(twin, who.support)) == (lead, support)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各村（社区）要成立巡查队", ["各村（社区）"]),
        ("镇水利站、镇城建办应当每月会商", ["镇水利站", "镇城建办"]),
        ("河长办公室每季度通报一次", ["河长办公室"]),
        ("县财政局：落实整治资金", ["县财政局"]),
        ("各成员单位按职责开展工作", ["各成员单位"]),
        ("加强组织领导，落实责任", []),
        ("我们要提高认识", []),
        ("组织党员干部参加清理", []),
        ("完成下设中队建设", []),
        ("工作要点印发各村", []),
    ],
)
def test_the_subject_told_to_act_is_found(text: str, names: list[str]) -> None:
    twin = Twin.of(text)
    assert _words(twin, subject_of(twin, 0, len(text))) == names


def test_running_text_gives_a_task_by_name() -> None:
    twin = Twin.of("对排查出的问题，由镇水利站牵头，镇城建办配合，会同县住房和城乡建设局建立台账。")
    who = who_in_prose(twin, 0, len(twin.text))
    assert _words(twin, who.lead) == ["镇水利站"]
    assert _words(twin, who.support) == ["镇城建办", "县住房和城乡建设局"]


def _read(*lines: str) -> Reading:
    return read_source(Source("青石镇2025年河道整治工作方案\n" + "".join(f"{line}\n" for line in lines)))


@pytest.mark.parametrize(
    "label",
    [
        "（责任单位：水利站；完成时限：6月底前）",
        "（责任单位：水利站。责任时限：6月底前）",
        "【责任单位】水利站【完成时限】6月底前",
        "(責任單位:水利站;完成時限:6月底前)",
        "（水利站负责，6月底前完成）",
        "（水利站牵头；完成时限：6月底前）",
        "责任单位：水利站 完成时限：6月底前",
        "\n责任单位：水利站\n完成时限：6月底前",
        "\n（责任单位：水利站，完成时限：6月底前）",
        "\n主辦機關：水利站\n辦理期限：6月底前",
    ],
)
def test_labels_of_every_shape_are_read(label: str) -> None:
    (item,) = _read("一、工作任务", f"1.清理河面漂浮物。{label}").items
    assert item.lead_units == ("水利站",)
    assert str(item.deadline.end) == "2025-06-30"
    assert item.title == "清理河面漂浮物"


def test_a_heading_hands_down_its_units_and_dates() -> None:
    (item,) = _read("一、清理河道（由水利站牵头）（2025年1月1日—6月30日）", "1.清理河面。").items
    assert (item.lead_units, str(item.deadline.start), str(item.deadline.end)) == (
        ("水利站",),
        "2025-01-01",
        "2025-06-30",
    )
    assert set(item.inherited) == {"lead_units", "deadline"}


def test_the_bracket_at_a_groups_end_holds_for_the_group() -> None:
    first, second = _read(
        "一、工作任务",
        "（一）清理河道",
        "一是清理河面；",
        "二是疏通河床。（责任单位：水利站；完成时限：6月底前）",
    ).items
    assert first.lead_units == second.lead_units == ("水利站",)
    assert first.inherited
    assert not second.inherited


def test_the_bracket_that_counts_back_holds_for_so_many() -> None:
    items = _read(
        "一、工作任务", "1.清理河面。", "2.疏通河床。", "3.修复护坡。", "（以上2项责任单位：水利站）"
    ).items
    assert [item.lead_units for item in items] == [(), ("水利站",), ("水利站",)]


def test_beside_a_named_lead_the_responsible_ones_help() -> None:
    (item,) = _read(
        "一、工作任务", "1.清理河面。", "牵头单位：水利站", "责任单位：各村", "配合单位：城建办"
    ).items
    assert (item.lead_units, item.support_units) == (("水利站",), ("各村", "城建办"))


def test_everybody_a_task_tells_answers_for_it() -> None:
    (item,) = _read("一、工作任务", "1.管好资金。财政所要加强监管，各村要公开账目。").items
    assert item.lead_units == ("财政所", "各村")


def test_who_helps_beside_a_lead_does_not_lead() -> None:
    (item,) = _read("一、工作任务", "1.摸清底数。水利站牵头，各村（社区）配合，6月底前完成。").items
    assert (item.lead_units, item.support_units) == (("水利站",), ("各村（社区）",))


def test_a_metric_ends_with_its_cell() -> None:
    reading = _read("序号\t重点任务\t牵头单位\t完成时限", "1\t新建候车亭12座\t城建办\t6月底前")
    assert [target.metric for target in reading.targets] == ["新建候车亭"]


def test_the_day_of_a_report_is_not_the_tasks_own() -> None:
    (item,) = _read("一、工作任务", "1.清理河面。各村每季度清理一次，于12月10日前将总结报镇水利站。").items
    assert str(item.deadline.rule) == "quarterly"
    assert [str(other.end) for other in item.other_deadlines] == ["2025-12-10"]


def test_a_stages_dates_hold_for_its_paragraph() -> None:
    (item,) = _read(
        "一、实施步骤", "（一）动员阶段（2025年3月1日至3月31日）", "各村召开动员会，于3月20日前报送方案。"
    ).items
    assert (str(item.deadline.start), str(item.deadline.end)) == ("2025-03-01", "2025-03-31")


def test_months_behind_december_are_next_years() -> None:
    items = _read(
        "一、月份安排", "十二月份", "1.组织期末检测。", "一月份", "1.布置假期安全，1月20日前发放告家长书。"
    ).items
    assert [str(item.deadline.end) for item in items] == ["2025-12-31", "2026-01-20"]


def test_a_lead_marked_in_brackets_leads_the_others() -> None:
    (item,) = _read("一、工作任务", "1.清理河面。（责任单位：水利站（牵头）、城建办）").items
    assert (item.lead_units, item.support_units) == (("水利站",), ("城建办",))


def test_a_line_broken_in_mid_sentence_goes_on() -> None:
    (item,) = _read("一、工作任务", "1.强化巡查。各村要每天巡查河岸，", "水利站做好记录。").items
    assert item.lead_units[0] == "各村"


def test_an_account_appended_to_a_plan_asks_nothing() -> None:
    reading = _read(
        "一、工作任务",
        "1.清理河面漂浮物。",
        "二、工作要求",
        "各村要落实专人。",
        "现将去年河道整治情况汇报如下：",
        "一、领导重视。镇里召开了动员会，我们成立了专班，投入了资金，清理了河面，取得了成效。",
        "二、措施得力。我们开展了巡查，整改了问题，得到了群众好评，赢得了信任。",
    )
    assert [item.title for item in reading.items] == ["清理河面漂浮物", "各村要落实专人"]


def test_goals_members_penalties_and_definitions_are_no_tasks() -> None:
    reading = _read(
        "一、工作目标",
        "全面改善水质，达标率达到95%以上。",
        "二、组织领导",
        "成立领导小组，由镇长任组长，各站所负责人为成员。",
        "三、工作任务",
        "1.清理河面漂浮物。",
        "2.本方案所称河道，是指镇域内的河流。",
        "3.对工作不力的单位予以通报批评。",
    )
    assert [item.title for item in reading.items] == ["清理河面漂浮物"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("持证率达到95%以上", [(">=", 95, "%")]),
        ("全镇100%建立台账", [("=", 100, "%")]),
        ("抽查不少于三十户", [(">=", 30, "户")]),
        ("每年开展演练不低于两次", [(">=", 2, "次")]),
        ("办理时间压减至5个工作日以内", [("<=", 5, "个工作日")]),
        ("新建候车亭12座", [("=", 12, "座")]),
        ("投入资金1 200万元以上", [(">=", 1200, "万元")]),
        ("建成一个以上示范村", [(">=", 1, "个")]),
        ("上年已完成80户", []),
        ("得分占30分，权重40%计入，满分100分", []),
        ("人口在3000人以上的村要配备保洁员", []),
        ("召开第3次会议", []),
        ("打造一批示范点", []),
    ],
)
def test_figures_to_reach_are_told_from_other_numbers(text: str, found: list[tuple[str, float, str]]) -> None:
    targets = find_targets(Twin.of(text), 0, len(text))
    assert [(target.op, target.value, target.unit) for target in targets] == found


@pytest.mark.parametrize(
    ("text", "to", "rule"),
    [
        ("各村每月5日前将进展情况报镇水利站。", "镇水利站", "monthly by day 5"),
        ("每季度末向县水利局报送工作总结。", "县水利局", "quarterly by the last day of the last month"),
        ("请于2025年6月30日前将自查报告报送领导小组办公室。", "领导小组办公室", "by 2025-06-30"),
        ("發生險情應立即報告鎮應變中心。", "鎮應變中心", None),
        ("建立信息报送制度，及时反映进展。", None, None),
    ],
)
def test_reports_asked_for_are_found(text: str, to: str | None, rule: str | None) -> None:
    twin = Twin.of(text)
    (report,) = find_reports(twin, 0, len(text), Years(default=2025))
    assert report.to == to
    if rule is not None:
        assert report.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "对违法行为予以通报批评。",
        "公布举报电话。",
        "按程序报批后实施。",
        "组织报名并审核申报材料。",
        "及时移送公安机关。",
    ],
)
def test_what_only_sounds_like_a_report_is_none(text: str) -> None:
    assert find_reports(Twin.of(text), 0, len(text), Years(default=2025)) == []
