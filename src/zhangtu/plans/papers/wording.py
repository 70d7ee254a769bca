"""The headings and set phrases of the papers, in the three languages of the product."""

from collections.abc import Mapping

from zhangtu.kernel.scripts import in_language

#: Simplified and English wording; Traditional is made from the Simplified.
_PHRASES: Mapping[str, tuple[str, str]] = {
    "annex": ("附件", "Annex"),
    "task_table": ("任务分解表", "Task table"),
    "titled_table": ("{title}任务分解表", "{title}: task table"),
    "unit_title": ("{unit}任务清单", "Tasks of {unit}"),
    "targets": ("目标指标", "Targets"),
    "titled_targets": ("{title}目标指标", "{title}: targets"),
    "reports": ("报送要求", "Reports asked for"),
    "titled_reports": ("{title}报送要求", "{title}: reports asked for"),
    "faults": ("问题清单", "List of faults"),
    "titled_faults": ("{title}文稿问题清单", "{title}: list of faults"),
    "untitled": ("方案", "Plan"),
    "source": ("依据：《{title}》", "Source: {title}"),
    "source_numbered": ("依据：《{title}》（{number}）", "Source: {title} ({number})"),
    "count_tasks": ("共 {count} 项任务", "{count} tasks"),
    "count_role": (
        "共 {count} 项任务，其中牵头 {lead} 项、配合 {support} 项",
        "{count} tasks: leading {lead}, supporting {support}",
    ),
    "inherited_note": (
        "注：标“（承上）”的，原文写在上级标题或本组末尾，适用于本项。",
        "Note: “(from above)” marks what the document states for a whole section.",
    ),
    "no_tasks": ("没有读出任务", "No tasks were found"),
    "no_targets": ("没有读出目标指标", "No targets were found"),
    "no_reports": ("没有读出报送要求", "No reports are asked for"),
    "no_faults": ("没有发现问题", "No problems were found"),
    "number": ("序号", "No."),
    "section": ("所在章节", "Section"),
    "task": ("任务", "Task"),
    "work": ("工作任务", "Task"),
    "deadline": ("完成时限", "Deadline"),
    "due": ("截止日期", "Due"),
    "lead": ("牵头单位", "Lead unit"),
    "support": ("配合单位", "Supporting units"),
    "target": ("目标要求", "Target"),
    "remark": ("备注/问题", "Remarks"),
    "original": ("原文", "Original words"),
    "role": ("职责", "Role"),
    "role_lead": ("牵头", "lead"),
    "role_support": ("配合", "support"),
    "metric": ("指标", "Measure"),
    "operator": ("要求", "Condition"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "of_task": ("所属任务", "Task"),
    "sender": ("报送单位", "From"),
    "receiver": ("接收单位", "To"),
    "content": ("报送内容", "What"),
    "rhythm": ("报送时间", "When"),
    "place": ("位置", "Place"),
    "line": ("第 {line} 行", "line {line}"),
    "concerned": ("有关文字", "Words concerned"),
    "fault": ("问题", "What is wrong"),
    "advice": ("修改建议", "Suggestion"),
    "grade": ("程度", "Grade"),
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "replace": ("改为“{text}”", "write “{text}”"),
    "delete": ("删去“{text}”", "delete “{text}”"),
    "insert": ("补上“{text}”", "add “{text}”"),
    "faults_footer": (
        "以上问题请检查修改；标“提醒”的，请确认是否有意如此。",
        "Please check and mend; what is marked “warning” may be intended.",
    ),
    "inherited": ("{words}（承上）", "{words} (from above)"),
    "also": ("另：{words}", "also {words}"),
    "order": ("督办单", "Supervision order"),
    "order_number": ("编号：〔　　　　〕　　　号", "No. 〔　　　　〕　　　"),
    "addressee_blank": ("＿＿＿＿＿＿＿＿", "＿＿＿＿＿＿＿＿"),
    "opening": (
        "现将下列事项交你单位办理，请按要求抓好落实。",
        "The following is assigned to your unit.",
    ),
    "matter": ("督办事项", "Matter"),
    "demand": ("具体要求", "Details"),
    "basis": ("依据", "Basis"),
    "time_asked": ("要求时限", "Time limit"),
    "feedback": ("反馈要求", "Response"),
    "feedback_words": (
        "收到后请签收并明确承办人。办结后书面反馈结果，附佐证材料；不能按期办结的，在时限届满前说明原因、申请延期。",
        "Acknowledge receipt, name a handler, respond with evidence or ask for an extension in time.",
    ),
    "progress": ("办理情况", "Result"),
    "signed_by": ("签收人", "Received by"),
    "signed_on": ("签收日期", "Date received"),
    "handler": ("承办人", "In charge"),
    "phone": ("联系电话", "Phone"),
    "blank_day": ("　　　年　　月　　日", "　　　　-　　-　　"),
    "contact": ("督办联系人：　　　　　　　　联系电话：", "Contact:　　　　　　　　Phone:"),
    "contact_named": ("督办联系人及电话：{contact}", "Contact: {contact}"),
    "issuer_blank": ("（督办单位印章）", "(seal of the supervising unit)"),
    "event_deadline": ("时限：{words}", "Deadline: {words}"),
    "event_lead": ("牵头：{units}", "Lead: {units}"),
    "event_support": ("配合：{units}", "Support: {units}"),
    "screen_number": ("文号：{number}", "Number: {number}"),
    "screen_issuer": ("发文：{issuer}", "Issued by: {issuer}"),
    "screen_issued": ("成文：{day}", "Signed: {day}"),
    "screen_counts": (
        "共 {tasks} 项任务、{targets} 项目标、{reports} 项报送要求；发现 {problems} 个问题。",
        "{tasks} tasks, {targets} targets, {reports} reports asked for; {problems} problems.",
    ),
    "screen_tasks": ("任务", "Tasks"),
    "screen_advice": ("建议{advice}", "suggestion: {advice}"),
    "screen_sender": ("由{units}", "from {units}"),
    "screen_receiver": ("报{units}", "to {units}"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "list_comma": ("、", ", "),
}


def phrase(code: str, language: str, **facts: object) -> str:
    """Say a heading or set phrase.

    Args:
        code: Its name in the table.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        facts: What fills its placeholders; quoted as given, never converted.

    Returns:
        The words.
    """
    return in_language(*_PHRASES[code], language).format(**facts)
