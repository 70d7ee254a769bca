"""The sentences about definitions and changes of them, in the three languages of the product."""

from collections.abc import Mapping

from zhangtu.kernel.problems import FieldProblem, FileProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.troubles import Trouble

#: Kind of problem → sentence in Simplified Chinese and in English; words in braces come from its facts.
TROUBLE_SENTENCES: Mapping[str, tuple[str, str]] = {
    Trouble.UNREADABLE_FILE: (
        "文件打不开（{said}），请检查文件和权限。",
        "The file can't be opened ({said}): check it and its rights.",
    ),
    Trouble.TOO_BIG: (
        "文件超过{most}千字，业务包的定义文件不应这么大，请拆开或换成数据导入。",
        "The file holds more than {most} thousand characters: split it, or import it as data.",
    ),
    Trouble.NOT_UTF8: (
        "这里不是UTF-8编码，请用编辑器“另存为”UTF-8后再试。",
        "This is not UTF-8: save the file as UTF-8 in your editor.",
    ),
    Trouble.NOT_YAML: (
        "从这里起不是正确的YAML（{said}），请检查缩进、冒号后的空格、引号和括号是否成对。",
        "From here on this is no YAML ({said}): check indents, blanks after colons, quotes and brackets.",
    ),
    Trouble.TOO_DEEP: (
        "嵌套超过{most}层，请减少层次。",
        "More than {most} levels of nesting: use fewer.",
    ),
    Trouble.TOO_MANY: (
        "一个文件里的值超过{most}个，请拆成几个文件。",
        "More than {most} values in one file: split it.",
    ),
    Trouble.ALIAS: (
        "不支持YAML的锚点和引用（{name}），请把内容原样写出。",
        "Anchors and aliases of YAML ({name}) are not allowed: write the words out.",
    ),
    Trouble.TAG: (
        "不支持YAML的标签（{name}），请删去感叹号开头的标签。",
        "Tags of YAML ({name}) are not allowed: remove the one that begins with “!”.",
    ),
    Trouble.BAD_SIGN: (
        "这里有看不见的控制字符，请重新输入这一处。",
        "There are invisible control signs here: type the words anew.",
    ),
    Trouble.STRANGE_KEY: (
        "冒号前面应是一个词，这里却是列表或映射，请改写。",
        "A key must be one word; here it is a list or a mapping: rewrite it.",
    ),
    Trouble.DUPLICATE_KEY: (
        "“{key}”在同一处写了两次，请只留一个。",
        "“{key}” stands twice in the same place: keep one.",
    ),
    Trouble.UNKNOWN_KEY: (
        "不认识“{key}”，最接近的是“{nearest}”。可用：{known}。",
        "“{key}” is not known; the nearest is “{nearest}”. There are: {known}.",
    ),
    Trouble.UNKNOWN_FILE: (
        "“{name}”不属于业务包的任何部分，没有读取；请改名、移走或放进对应的文件夹。",
        "“{name}” belongs to no part of a pack and was not read: rename it, or move it where it belongs.",
    ),
    Trouble.NOT_UNDERSTOOD: (
        "本版本还不执行“{kind}”这一部分，已略过，其余照常载入。",
        "This version does not yet carry out “{kind}”: it was passed over, the rest is loaded.",
    ),
    Trouble.WRONG_FOLDER: (
        "“{kind}”应放在文件夹{folder}/里，请移过去。",
        "A “{kind}” belongs in the folder {folder}/: move it there.",
    ),
    Trouble.NO_PACK_FILE: (
        "文件夹“{folder}”里没有pack.yaml，请补上，写明pack、title和version。",
        "There is no pack.yaml in “{folder}”: add one with pack, title and version.",
    ),
    Trouble.EMPTY: (
        "这里应有一项定义而且只有一项，请补全。",
        "There should be exactly one definition here: complete it.",
    ),
    Trouble.MISSING: ("缺少“{key}”，请补上。", "“{key}” is missing: add it."),
    Trouble.NOT_MAPPING: (
        "这里应写成“键: 值”的形式，请改写。",
        "Keys with values (“key: value”) are expected here: rewrite it.",
    ),
    Trouble.NOT_LIST: (
        "“{key}”应是列表，例如 [甲, 乙]，请改写。",
        "“{key}” must be a list, like [a, b]: rewrite it.",
    ),
    Trouble.NOT_TEXT: (
        "“{key}”应是一个词或一句话，不能为空，也不能是列表或映射。",
        "“{key}” must be a word or a sentence: neither empty nor a list or mapping.",
    ),
    Trouble.NOT_NUMBER: ("“{key}”应是整数，请改写。", "“{key}” must be a whole number: rewrite it."),
    Trouble.NOT_TRUTH: ("“{key}”应写yes或no。", "“{key}” must be yes or no."),
    Trouble.NOT_DAY: (
        "“{key}”应是真实存在的日期，写成2026-11-01的样子。",
        "“{key}” must be a real day, written like 2026-11-01.",
    ),
    Trouble.NOT_ONE_OF: (
        "“{key}”不能是“{word}”，可选：{choices}。",
        "“{key}” can't be “{word}”; there are: {choices}.",
    ),
    Trouble.BAD_NAME: (
        (
            "“{name}”不能作名称：用小写字母开头，后接小写字母、数字或下划线，最长40个，"
            "且不能是表达式的保留词；选项代码可用文字、数字和“_-.”，不含空格。"
        ),
        (
            "“{name}” can't be a name: begin with a small letter, then small letters, digits or _, "
            "40 at most, no word of the expression language; codes of choices may have letters, digits "
            "and “_-.”, no blanks."
        ),
    ),
    Trouble.BAD_NUMBER: (
        "字段编号{no}不在1到{last}之间，请换一个没有用过的编号（业务包用1至999，本单位自加的从1000起）。",
        (
            "Field number {no} is not within 1 to {last}: take one never used "
            "(packs have 1 to 999, an office's own begin at 1000)."
        ),
    ),
    Trouble.TWICE: (
        "“{name}”已经有了，请改名、换号或删去一个。",
        "There is a “{name}” already: rename it, renumber it or remove one.",
    ),
    Trouble.NO_TITLE: ("没有名称，请补上title。", "There is no title: add one."),
    Trouble.NO_ENGLISH: (
        "“{title}”没有英文名称，英文页面将显示中文。",
        "“{title}” has no English; English pages will show the Chinese.",
    ),
    Trouble.CODE_AS_TITLE: (
        "选项“{code}”没有名称，页面上将直接显示代码，建议写成 {{code: {code}, title: …}}。",
        "The choice “{code}” has no title and will be shown as it is: better {{code: {code}, title: …}}.",
    ),
    Trouble.UNKNOWN_TYPE: (
        "没有“{name}”这种字段类型，最接近的是“{nearest}”。可用：{known}。",
        "There is no field type “{name}”; the nearest is “{nearest}”. There are: {known}.",
    ),
    Trouble.NOT_FOR_TYPE: (
        "“{key}”对“{type}”类型的字段没有意义，请删去或换一种类型。",
        "“{key}” means nothing for a field of type “{type}”: remove it or take another type.",
    ),
    Trouble.UNKNOWN_FIELD: (
        "没有名为“{name}”的字段，最接近的是“{nearest}”。本台账有：{known}。",
        "There is no field “{name}”; the nearest is “{nearest}”. This ledger has: {known}.",
    ),
    Trouble.UNKNOWN_LEDGER: (
        "没有名为“{name}”的台账，最接近的是“{nearest}”。可用：{known}；如在别的业务包里，请写进needs。",
        (
            "There is no ledger “{name}”; the nearest is “{nearest}”. There are: {known}; "
            "if another pack has it, name that pack in needs."
        ),
    ),
    Trouble.UNKNOWN_CHOICES: (
        "没有名为“{name}”的选项表，最接近的是“{nearest}”。可用：{known}。",
        "There is no list of choices “{name}”; the nearest is “{nearest}”. There are: {known}.",
    ),
    Trouble.UNKNOWN_PACK: (
        "需要业务包“{name}”，但没有它或它载入失败。现有：{known}。",
        "The pack “{name}” is needed but not there, or it could not be loaded. There are: {known}.",
    ),
    Trouble.REMOVED_FIELD: (
        "字段“{name}”已于{day}停用，不能再引用，请改用别的字段。",
        "The field “{name}” was removed on {day} and can't be named: use another.",
    ),
    Trouble.BAD_DEFAULT: (
        "“{name}”的默认值“{value}”不是它能有的值，可选：{choices}。",
        "The default “{value}” is no value of “{name}”; there are: {choices}.",
    ),
    Trouble.BAD_EXPRESSION: (
        "表达式在这里读不懂：{said}",
        "The expression can't be read here: {said}",
    ),
    Trouble.CHECK_NOT_TRUTH: (
        "检查条件的结果应是“是”或“否”，这里却是“{type}”，请改成比较或判断。",
        "A check must come to yes or no, but this comes to “{type}”: make it a comparison.",
    ),
    Trouble.CIRCLE: (
        "计算字段互相等待：{names}，请打断这个循环。",
        "Computed fields wait for each other: {names}: break the circle.",
    ),
    Trouble.LIVE_DISAGREES: (
        "“live”由表达式决定，这里写的与表达式不符，已按表达式处理，请删去。",
        "“live” is decided by the expression, which says otherwise and was followed: remove it.",
    ),
    Trouble.OVERLAP: (
        "“{keys}”在{day}已有另一行有效，同一天只能有一行，请在前一行写上to。",
        "On {day} another row already holds for “{keys}”: only one may; give the earlier one a “to”.",
    ),
    Trouble.REVERSED_DAYS: (
        "结束日不晚于开始日，请核对from和to。",
        "The end does not lie after the beginning: check from and to.",
    ),
    Trouble.BAD_ROW: (
        "row应是含花括号字段名的一句话，如“{{name}}”；这里的“{name}”不是字段，最接近的是“{nearest}”。",
        (
            "row must be words with field names in braces, like “{{name}}”; “{name}” is no field, "
            "the nearest is “{nearest}”."
        ),
    ),
    Trouble.BAD_OPTION: (
        "“{type}”类型的字段不能用这些选项（{said}），请检查数字、日期和正则表达式的写法。",
        "A field of type “{type}” can't be read with ({said}): check numbers, days and patterns.",
    ),
    Trouble.AT_OR_ON: (
        "指标要么写at（时点：period_end或period_start），要么写on（按哪个日期字段计入期间），只能写其中一个。",
        "A measure has either “at” (period_end or period_start) or “on” (a date field), not both.",
    ),
    Trouble.NOT_FIGURE: (
        "指标的结果应是一个数，这里却是“{type}”，请用count、share、sum、average、smallest、largest或latest写出。",
        "A measure comes to a number, but this comes to “{type}”: use count, share, sum and their like.",
    ),
    Trouble.WHERE_NOT_TRUTH: (
        "where的结果应是“是”或“否”，这里却是“{type}”，请改成比较或判断。",
        "“where” must come to yes or no, but this comes to “{type}”: make it a comparison.",
    ),
    Trouble.NOT_A_DAY_FIELD: (
        "“{name}”不能用作on：应是本台账存下来的日期或时间字段，随时计算的不行。",
        "“{name}” can't be “on”: take a date or time field of the ledger that is stored, not one asked anew.",
    ),
    Trouble.NOT_A_UNIT_FIELD: (
        "“{name}”不是单位字段，请写单位类型的字段，或删去unit，用记录所属的单位。",
        "“{name}” is no unit: name a field of type unit, or leave “unit” out for the row's own unit.",
    ),
    Trouble.NOT_TO_PART_BY: (
        "不能按“{name}”分组：应是选项、是否、单位、岗位、关联或文本字段，或隔一层的这种字段（如premises.kind）。",
        "“{name}” can't part a figure: take a choice, yes/no, unit, post, reference or text field.",
    ),
    Trouble.MASKED: (
        "“{name}”是个人信息或保密台账的内容，指标不能用它，请改用别的字段。",
        "“{name}” is about persons, or of a secret ledger: a measure can't use it; take another field.",
    ),
    Trouble.UNKNOWN_MEASURE: (
        "没有名为“{name}”的指标，或它已停用，最接近的是“{nearest}”。可用：{known}；如在别的业务包里，请写进needs。",
        "There is no measure “{name}” in use; the nearest is “{nearest}”. There are: {known}; see needs.",
    ),
    Trouble.BAD_DUE: (
        "报送时限“{rule}”与“{every}”不配：定期的写day 2、workday 3、friday、same day等，一次性的写日期。",
        "“{rule}” is no due rule for “{every}”: write day 2, workday 3, friday, same day; a date for once.",
    ),
    Trouble.BAD_PARTY: (
        "“{name}”不是报送方：写单位类别（如town）、“post 岗位类别”，报给外单位的写“outside:名称”。",
        "“{name}” is nobody who reports: write a kind of unit (town), “post KIND”, or “outside:NAME” for to.",
    ),
    Trouble.MEASURE_OR_VALUE: (
        "报表的一列要么写measure（指标），要么写value（由其他列算出）并起名name，只能写其中一个。",
        "A column has either “measure” or “value” with a “name”, not both.",
    ),
    Trouble.NOT_PARTED_SO: (
        "指标“{name}”不能按“{field}”分行，请把它写进该指标的by，或改报表的rows。",
        "The measure “{name}” is not parted by “{field}”: put it into the measure's by, or change rows.",
    ),
    Trouble.BAD_FIGURE: (
        "花括号里的“{name}”不是本报表的列或填报项，最接近的是“{nearest}”。可用：{known}。",
        "“{name}” in braces is no column or entered field; nearest “{nearest}”. There are: {known}.",
    ),
    Trouble.NO_TEMPLATE: (
        "文件夹templates/里没有“{name}”，请放进去，或删去这个模板。",
        "There is no “{name}” in templates/: put it there, or remove the template.",
    ),
    Trouble.UNKNOWN_STEP: (
        "没有名为“{name}”的环节，最接近的是“{nearest}”。本流程有：{known}。",
        "There is no step “{name}”; the nearest is “{nearest}”. This procedure has: {known}.",
    ),
    Trouble.UNKNOWN_MOVE: (
        "没有名为“{name}”的办理动作，最接近的是“{nearest}”。本流程有：{known}。",
        "There is no move “{name}”; the nearest is “{nearest}”. This procedure has: {known}.",
    ),
    Trouble.NO_STEPS: (
        "流程至少要有两个环节和一个办理动作，请补全。",
        "A procedure has two steps and a move at least: complete it.",
    ),
    Trouble.STEP_NOT_REACHED: (
        "环节“{name}”到不了：流程只从第一个环节开始，请加一个通向它的办理动作，或删去它。",
        "Step “{name}” is never reached: only the first step begins; add a move to it, or remove it.",
    ),
    Trouble.NO_OWNER: (
        "环节“{name}”没有人负责，请用owner写明岗位类别。",
        "Nobody holds step “{name}”: name a kind of post as its owner.",
    ),
    Trouble.NO_WAY_OUT: (
        "环节“{name}”出不去：请加一个从它出发的办理动作，是最后一环的写final: yes。",
        "No move leads out of step “{name}”: add one, or say “final: yes” where the row is done.",
    ),
    Trouble.NOT_FINAL: (
        "环节“{name}”写了final，却还有动作“{move}”通向别处；重新打开请用“重新办理”，不必写动作。",
        "Step “{name}” is final, yet “{move}” leads on from it; to open a closed row again needs no move.",
    ),
    Trouble.NOT_FORCED: (
        "环节“{name}”不能写when：开始和结束的环节总是要经过的。",
        "Step “{name}” can't have “when”: nobody gets past the first step or a final one.",
    ),
    Trouble.NO_PREVIOUS: (
        "动作“{name}”要退回上一环节，可“{step}”是流程的开始，没有上一环节。",
        "Move “{name}” goes back to the step before, but “{step}” is where a row begins.",
    ),
    Trouble.NOT_ASKED: (
        "字段“{name}”不能在办理时填写（停用、计算或自动编号的字段都不行），请换一个。",
        "Field “{name}” can't be filled in by a move (removed, computed or a serial number): take another.",
    ),
    Trouble.NEVER_BEGINS: (
        "时限“{name}”从不开始，请用from写明从哪个办理动作起算。",
        "Limit “{name}” never begins: say in “from” which move starts it.",
    ),
    Trouble.NEVER_ENDS: (
        "时限“{name}”开始以后到不了终点，请核对to写的办理动作。",
        "Limit “{name}” never ends once it began: check the moves in “to”.",
    ),
    Trouble.BAD_BUDGET: (
        "“{budget}”不是期限：写成7 workdays、90 days、24 hours、3 months或same day的样子。",
        "“{budget}” is no length of time: write 7 workdays, 90 days, 24 hours, 3 months or same day.",
    ),
    Trouble.BAD_WARNING: (
        "“{word}”不是预警时点：写成50%（用去一半）或1 workday（到期前一个工作日）的样子。",
        "“{word}” is no time to warn: write 50% (of it used) or 1 workday (before its end).",
    ),
    Trouble.NOT_SAME_AGAIN: (
        "“{name}”写出再读回后不一样了（{said}），请报告给开发者。",
        "“{name}” written out and read again is not the same ({said}): report this to the makers.",
    ),
    Trouble.TYPE_CHANGED: (
        "字段{no}“{name}”的类型不能由“{before}”改为“{after}”：请新建字段、复制数据，再停用旧字段。",
        (
            "The type of field {no} “{name}” can't change from “{before}” to “{after}”: "
            "make a new field, copy the values, then remove the old one."
        ),
    ),
    Trouble.NUMBER_REUSED: (
        "编号{no}属于已停用的字段“{name}”，不能再用，请换一个新编号。",
        "Number {no} belongs to the removed field “{name}” and is never given again: take a new one.",
    ),
    Trouble.FIELD_DROPPED: (
        "字段{no}“{name}”的定义不见了：停用字段应保留编号，写明removed和why。",
        "The line of field {no} “{name}” is gone: to remove a field keep its number, with removed and why.",
    ),
    Trouble.CHOICE_DROPPED: (
        "选项“{code}”（{name}）不见了：已有记录可能用着它，请保留并写明removed。",
        "The choice “{code}” of {name} is gone: rows may have it; keep it, with removed.",
    ),
    Trouble.NUMBER_OF_PACK: (
        "编号{no}留给业务包使用，本单位自加的字段“{name}”请从1000起编号。",
        "Number {no} is the pack's to give: number the office's own field “{name}” from 1000 up.",
    ),
    Trouble.TABLE_STILL_USED: (
        "表“{name}”这样改了以后，{users}就无法计算。请先改掉这些地方，或保留原来的键和列。",
        (
            "With table “{name}” changed so, {users} could not be worked out: change those first, "
            "or keep its keys and columns."
        ),
    ),
    Trouble.STILL_USED: (
        "字段{no}“{name}”还不能停用，用到它的有：{users}。请先改掉这些地方。",
        "Field {no} “{name}” can't be removed yet; it is used by: {users}. Change those first.",
    ),
    Trouble.NAME_CHANGED: (
        "台账的名称终身不变，不能由“{before}”改为“{after}”；要改的是title。",
        "A ledger keeps its name for life: it can't go from “{before}” to “{after}”; change its title.",
    ),
}


class _Facts(dict[str, str]):
    """Facts of a sentence; one that was not given, or is empty, shows as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


def say_file_problem(problem: FileProblem, language: str) -> str:
    """The sentence about a problem of a definition file.

    Args:
        problem: The problem.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        What is wrong and how to mend it; where it is stands in the problem.
    """
    return _said(problem.kind, problem.facts, language)


def say_change_problem(problem: FieldProblem, language: str) -> str:
    """The sentence about a change of a definition that is refused.

    Args:
        problem: The problem; its name is that of the field.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        What is wrong and how to mend it.
    """
    return _said(problem.kind, problem.facts, language)


def _said(kind: str, facts: Mapping[str, str], language: str) -> str:
    simplified, english = TROUBLE_SENTENCES.get(kind, (kind, kind))
    given = {name: value for name, value in facts.items() if value}
    if "said_zh" in given and "said_en" in given:
        # An expression has its own sentences about what could not be read.
        given["said"] = in_language(given["said_zh"], given["said_en"], language)
    return in_language(simplified, english, language).format_map(_Facts(given))
