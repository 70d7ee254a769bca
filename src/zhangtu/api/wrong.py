"""Says what is wrong with a request that has not the shape it must have, in the asker's language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from zhangtu.kernel.scripts import in_language

#: What the framework calls it → what is said; words in braces are limits of the shape, never what was given.
_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("没有写这一项，请补上。", "this is missing: add it."),
    "extra_forbidden": ("没有这一项，请去掉。", "there is no such thing here: leave it out."),
    "int": ("要写整数，如 12。", "this must be a whole number, such as 12."),
    "float": ("要写数，如 12.5。", "this must be a number, such as 12.5."),
    "bool": ("要写 true 或 false。", "this must be true or false."),
    "string": ("要写文字（加引号）。", "this must be a text (in quotation marks)."),
    "date": ("要写真实存在的日期，如 2026-03-01。", "this must be an existing day, such as 2026-03-01."),
    "datetime": (
        "要写日期和时刻，如 2026-03-01T08:30:00。",
        "this must be a day and time, such as 2026-03-01T08:30:00.",
    ),
    "uuid": (
        "要写 36 位的编号（UUID），由列表或先前的回答给出。",
        "this must be a UUID of 36 letters, as a list or an earlier answer gives it.",
    ),
    "list": ("要写成列表，如 [ … ]。", "this must be a list, such as [ … ]."),
    "dict": ("要写成对象，如 {{ … }}。", "this must be an object, such as {{ … }}."),
    "model": ("要写成对象，如 {{ … }}。", "this must be an object, such as {{ … }}."),
    "bytes": ("要上传一个文件。", "this must be a file."),
    "greater_than": ("要大于 {gt}。", "this must be more than {gt}."),
    "greater_than_equal": ("不能小于 {ge}。", "this must not be less than {ge}."),
    "less_than": ("要小于 {lt}。", "this must be less than {lt}."),
    "less_than_equal": ("不能大于 {le}。", "this must not be more than {le}."),
    "string_too_short": ("至少 {min_length} 个字。", "this needs at least {min_length} letters."),
    "string_too_long": ("最多 {max_length} 个字，请缩短。", "at most {max_length} letters: shorten it."),
    "too_short": ("至少 {min_length} 项。", "this needs at least {min_length} of them."),
    "too_long": ("最多 {max_length} 项，请分几次提交。", "at most {max_length} of them: send it in parts."),
    "string_pattern_mismatch": (
        "写法不对，应符合 {pattern}。",
        "this is not written as it must be: it has to match {pattern}.",
    ),
    "literal_error": ("只能是：{expected}。", "this must be one of: {expected}."),
    "enum": ("只能是：{expected}。", "this must be one of: {expected}."),
    "json_invalid": (
        "不是正确的 JSON，请检查括号和引号。",
        "this is no JSON: check brackets and quotation marks.",
    ),
}
_OTHER: Final = (
    "内容不合要求，请对照接口说明（/api/v1/openapi.json）改正。",
    "this is not as it must be: see /api/v1/openapi.json.",
)
#: Places in a request, as the framework calls them.
_PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "body": ("正文", "body"),
    "path": ("地址", "address"),
    "query": ("地址参数", "query"),
    "header": ("请求头", "header"),
    "form": ("表单", "form"),
    "file": ("文件", "file"),
}


def place(error: Mapping[str, Any], language: str) -> str:
    """Where something is wrong.

    Args:
        error: One error of the framework's, with ``loc``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The part of the request and the names that lead to the place, for instance ``body.values``.
    """
    steps: Sequence[Any] = error.get("loc", ())
    named = [str(step) for step in steps if step not in ("body", "data", "asked", "__root__")]
    first = str(steps[0]) if steps else "body"
    within = in_language(*_PLACES.get(first, _PLACES["body"]), language)
    rest = named[1:] if named and named[0] == first else named
    return ".".join([within, *rest])


def said(error: Mapping[str, Any], language: str) -> str:
    """What is wrong and how to mend it.

    Args:
        error: One error of the framework's, with ``type`` and ``ctx``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A sentence without what was given.
    """
    kind = str(error.get("type", ""))
    pair = _SENTENCES.get(kind) or _SENTENCES.get(kind.split("_", maxsplit=1)[0]) or _OTHER
    facts = dict(error.get("ctx", {}))
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ")
    try:
        return in_language(*pair, language).format(**facts)
    except KeyError:
        return in_language(*_OTHER, language)


def unread(language: str) -> str:
    """What is said of a body that is no JSON at all."""
    return in_language(*_SENTENCES["json_invalid"], language)
