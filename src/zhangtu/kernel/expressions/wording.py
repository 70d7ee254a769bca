"""The sentences about expressions that are refused, in the languages of the product."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.scripts import in_language

#: Kind of value → what people call it.
KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.TEXT: ("文本", "text"),
    Kind.NUMBER: ("数字", "a number"),
    Kind.DATE: ("日期", "a date"),
    Kind.TIME: ("时间", "a time"),
    Kind.YES_NO: ("是/否", "yes or no"),
    Kind.CHOICE: ("选项", "a choice"),
    Kind.SET: ("多值", "a set"),
    Kind.ROW: ("关联记录", "a row"),
    Kind.NULL: ("空值", "null"),
}

#: Kind of refusal → sentence in Simplified Chinese and in English; words in braces come from its facts.
SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    # words
    "empty": ("表达式是空的，请写出内容。", "The expression is empty: write one."),
    "long": (
        "表达式超过{most}个字符，请拆成几个计算字段。",
        "An expression has at most {most} characters: split it into several computed fields.",
    ),
    "words": (
        "表达式超过{most}个词，请拆成几个计算字段。",
        "An expression has at most {most} words: split it into several computed fields.",
    ),
    "deep": (
        "括号、case 或运算套得太深（最多{most}层），请拆成几个计算字段。",
        "Brackets, case or operators stand more than {most} deep: split it into several computed fields.",
    ),
    "capitals": ("“{word}”要用小写：{better}。", "“{word}” is written in small letters: {better}."),
    "number": (
        "数字整数部分最多{digits}位、小数最多{places}位，请写得短些。",
        "A number has at most {digits} digits and {places} decimals: write a shorter one.",
    ),
    "glued": (
        "数字和“{word}”连在一起了，中间请加运算符或空格。",
        "The number runs into “{word}”: put an operator between them.",
    ),
    "control": (
        "文本里有看不见的控制字符，请删掉。",
        "The text holds an invisible control character: delete it.",
    ),
    "open_text": (
        "单引号没有配对，请在文本末尾补上；文本里的单引号写两个。",
        "This quote is never closed: close it; a quote within a text is written twice.",
    ),
    "wide": ("“{word}”是全角符号，请改成半角的 {better}。", "“{word}” is a full-width sign: write {better}."),
    "other_sign": ("这里不写 {word}，请写 {better}。", "{word} is not written here: write {better}."),
    "letters": (
        "名称只用小写英文字母、数字和下划线；“{word}”如果是内容，请加单引号。",
        "Names are small letters, digits and _; if “{word}” is a text, put it in single quotes.",
    ),
    "sign": (
        "表达式里不能用“{word}”，请改用文档列出的运算。",
        "“{word}” has no place here: use the listed operators.",
    ),
    "closing": (
        "“{word}”没有与它配对的开头，请删去或补上开头。",
        "“{word}” closes nothing: delete it or open what it closes.",
    ),
    "unclosed": ("缺少“{word}”，请补上。", "“{word}” is missing: add it."),
    # structure
    "structure": (
        "从这里起读不下去：请检查运算符、逗号和括号是否齐全。",
        "This cannot be read from here: check that no operator, comma or bracket is missing.",
    ),
    "elsewhere": ("这里没有“{word}”，请写 {better}。", "There is no “{word}” here: write {better}."),
    "apart": (
        "“{word}”前面缺少运算符；期限写作 add_days、add_months、add_years。",
        "An operator is missing before “{word}”; spans are add_days, add_months, add_years.",
    ),
    "unknown_form": (
        "这种写法不能用，请改用文档列出的写法。",
        "This is no form of the language: use those the manual lists.",
    ),
    "lost": (
        "表达式里的“{word}”没有着落，请删去或改正它前后的写法。",
        "“{word}” belongs to nothing: delete it or mend what stands around it.",
    ),
    "gathering": (
        "“{word}”只能写在子查询里：count(台账 where 关联字段 = me and …)。",
        "“{word}” belongs in a sub-query: count(LEDGER where REFERENCE = me and …).",
    ),
    "date": (
        "日期请写成 date '2026-01-31' 这样真实存在的一天。",
        "Write a day that exists, as date '2026-01-31'.",
    ),
    "is": (
        "is 后面只能写 null 或 not null，比较请用 =。",
        "Only null or not null follows is: compare with =.",
    ),
    "in_nothing": (
        "in 的括号里是空的，请列出取值。",
        "Nothing stands in the brackets of in: list the values.",
    ),
    "null": (
        "与 null 比较永远没有结果，请写 is null 或 is not null。",
        "Comparing with null never says anything: write is null or is not null.",
    ),
    # names
    "field": ("没有字段“{word}”，是不是：{near}？", "There is no field {word}; perhaps: {near}?"),
    "function": (
        "没有函数或数据表“{word}”，是不是：{near}？",
        "There is no function or table {word}; perhaps: {near}?",
    ),
    "table": ("没有数据表“{word}”，是不是：{near}？", "There is no table {word}; perhaps: {near}?"),
    "ledger": ("没有台账“{word}”，是不是：{near}？", "There is no ledger {word}; perhaps: {near}?"),
    "column": (
        "数据表没有“{word}”这一列，是不是：{near}？",
        "The table has no column {word}; perhaps: {near}?",
    ),
    "which_column": (
        "数据表“{word}”有几列（{columns}），请在后面写明：{word}(…).列名。",
        "The table {word} has columns {columns}: say which, as {word}(…).COLUMN.",
    ),
    "keys": ("数据表“{word}”要按这些列查：{keys}。", "The table {word} is looked up by: {keys}."),
    "steps": (
        "只能经关联字段走一步；子查询里只有指向本记录的那个字段可以写作“字段.本记录字段”。",
        "One step through a reference is all; in a sub-query only through the one that points to me.",
    ),
    "no_reference": (
        "“{word}”不是关联到台账的字段，后面不能加点。",
        "{word} is no reference to a ledger: nothing can follow its point.",
    ),
    "live": (
        "“{word}”是实时计算的，别的记录不能读它；请改读它所依据的字段。",
        "{word} is computed anew each time and cannot be read from another row: read the fields it rests on.",
    ),
    # types
    "type": (
        "这里要{want}，写的是{has}；不会自动转换。",
        "This is {has} where {want} is wanted; nothing is converted.",
    ),
    "pair": (
        "{left}和{right}不能放在一起比较；不会自动转换。日期写作 date '2026-01-31'。",
        "{left} and {right} do not go together; nothing is converted. Dates are written date '2026-01-31'.",
    ),
    "lists": (
        "两边不是同一类：选项来自不同的清单，或关联到不同的台账。",
        "The two sides differ: choices of different lists, or rows of different ledgers.",
    ),
    "code": (
        "选项里没有代码“{word}”，可用：{codes}。",
        "There is no choice with the code {word}; there are: {codes}.",
    ),
    "order": (
        "只有数字、日期、时间和文本分大小；选项请用 = 或 in。",
        "Only numbers, dates, times and texts have an order: use = or in for choices.",
    ),
    "sets": (
        "多值字段不能这样比较，请用 contains、in 或 count。",
        "Sets are not compared: use contains, in or count.",
    ),
    "empty_set": (
        "多值字段没有值就是零个，请写 count(…) = 0。",
        "A set without members is empty, not null: write count(…) = 0.",
    ),
    "in_set": ("in 后面要写多值字段，或在括号里列出取值。", "After in stands a set, or values in brackets."),
    # functions
    "arguments": ("“{word}”的括号里要写{count}个值。", "{word} takes {count} values."),
    "several": ("“{word}”的括号里至少写两个值。", "{word} takes at least two values."),
    "places": (
        "保留几位小数要直接写出，0到{places}。",
        "Write how many decimals are kept, from 0 to {places}.",
    ),
    "count": (
        "count 数多值字段，或数台账：count(台账 where 关联字段 = me)。",
        "count takes a set, or a sub-query: count(LEDGER where REFERENCE = me).",
    ),
    "rises": (
        "rises_to 和 rises_above 的第一个值要是本台账的数字字段。",
        "The first value of rises_to and rises_above is a number field of this ledger.",
    ),
    # sub-queries
    "points_to_me": (
        "子查询的条件要以“关联字段 = me”开头。",
        "The condition of a sub-query begins with REFERENCE = me.",
    ),
    "nested": (
        "子查询里不能再写子查询，请先做成计算字段。",
        "A sub-query holds no other: make it a computed field first.",
    ),
    "gathered_field": (
        "子查询末尾要写那个台账里的一个单值字段。",
        "At the end of a sub-query stands one field of that ledger that is no set.",
    ),
    "form_count": (
        "写作 count(台账 where …) 或 count(台账 where …, distinct 字段)。",
        "Write count(LEDGER where …) or count(LEDGER where …, distinct FIELD).",
    ),
    "form_exists": ("写作 exists(台账 where …)。", "Write exists(LEDGER where …)."),
    "form_sum": ("写作 sum(台账 where …, 数字字段)。", "Write sum(LEDGER where …, NUMBER)."),
    "form_latest": (
        "写作 latest(台账 where …, 字段 by 日期字段)，也可不写by；指标里写作 latest(字段 by 日期字段)。",
        "Write latest(LEDGER where …, FIELD by DATE), by may be left out; in measures latest(FIELD by DATE).",
    ),
    "sum_numbers": ("sum 只能加数字字段。", "sum adds number fields only."),
    # patterns
    "pattern_written": (
        "matches 的第二个值要直接写出样式，用单引号括起。",
        "The second value of matches is a pattern written in single quotes.",
    ),
    "pattern_sign": (
        "样式第{character}个字符“{word}”这里不能用；要当普通字符请在前面加 \\。",
        "Character {character} of the pattern, “{word}”, cannot stand here: put \\ before it to mean itself.",
    ),
    "pattern_range": (
        "样式第{character}个字符处的范围写反了或不完整，请改正。",
        "The range at character {character} of the pattern is reversed or incomplete: mend it.",
    ),
    "pattern_repeat": (
        "样式第{character}个字符处的重复次数不对或太多，请写小些。",
        "The repetition at character {character} of the pattern is wrong or too large: write a smaller one.",
    ),
    "pattern_large": (
        "样式太长或重复太多，请写得简单些。",
        "The pattern is too long or repeats too much: write a simpler one.",
    ),
    # figures
    "many": (
        "这里是对许多记录的统计，字段要写在 count(条件)、share(条件)、sum(数字) 或 average(数字) 里。",
        "This is a figure over many rows: put fields within count(…), share(…), sum(…) or average(…).",
    ),
    "total": (
        "统计里不能再套统计，请先做成计算字段。",
        "A figure holds no other: make the inner one a computed field first.",
    ),
    "not_columnar": (
        "rises_to、rises_above 和逐条判断的函数不能用于统计，请改用字段。",
        "rises_to, rises_above and questions about one row have no place in figures: use a field instead.",
    ),
}


def say(kind: str, facts: Mapping[str, object], language: str) -> str:
    """Say why an expression was refused.

    Args:
        kind: What is wrong.
        facts: What fills the sentence; kinds of value are named in the language.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The sentence.
    """
    words = {
        name: in_language(*KINDS[fact], language) if isinstance(fact, Kind) else fact
        for name, fact in facts.items()
    }
    return in_language(*SENTENCES[kind], language).format(**words)
