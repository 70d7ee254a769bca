"""How definitions are written as YAML: what says nothing is left out, lists of mappings one a line."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from zhangtu.schema.titles import Title

#: What YAML of ours is made of.
Form: TypeAlias = "str | int | bool | date | Sequence[Form] | Mapping[str, Form]"

#: Words that need no quotes anywhere in a line, and that no reader of YAML takes for something else.
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff（）、，。；《》〔〕 /.-]*(?<! )")
_OTHERWISE = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")
_UNPRINTABLE = re.compile("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\U00010000-\U0010ffff]")


def titled(title: Title) -> Form:
    """A title: a bare word where there is Simplified alone."""
    form: dict[str, Form] = {"zh": title.zh}
    given(form, en=title.en, hant=title.hant)
    return form if len(form) > 1 else title.zh


def optional(title: Title | None) -> Form:
    """A title that need not be there."""
    return "" if title is None else titled(title)


def given(form: dict[str, Form], **values: Form) -> None:
    """Put in what says something: nothing, no and empty lists are what a reader assumes anyway."""
    form.update({name: value for name, value in values.items() if value})


def blocks(form: Mapping[str, Form]) -> str:
    """The outermost keys one a line; lists of mappings one mapping a line; all else within its line."""
    lines = []
    for name, value in form.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines += [f"{name}:", *(f"  - {_flow(item)}" for item in value)]
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(form: Form) -> str:
    if isinstance(form, bool):
        return "yes" if form else "no"
    if isinstance(form, str):
        return _word(form)
    if isinstance(form, int | date):
        return str(form)
    if isinstance(form, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in form.items()) + "}"
    return "[" + ", ".join(_flow(item) for item in form) + "]"


def _word(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text):
        return text
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
