"""Says the sentences of the command line in the three languages of the product."""

import os
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import zip_longest

from zhangtu.kernel.scripts import LANGUAGES, in_language
from zhangtu.project.commands import words


@cache
def sentences() -> Mapping[str, tuple[str, str]]:
    """Every sentence of the command line: those of all files in ``commands/words``.

    Returns:
        Code → wording in Simplified Chinese and in English.

    Raises:
        ValueError: Two files use one code; a programmer's mistake.
    """
    gathered: dict[str, tuple[str, str]] = {}
    for found in pkgutil.iter_modules(words.__path__, f"{words.__name__}."):
        table: Mapping[str, tuple[str, str]] = import_module(found.name).SENTENCES
        if twice := gathered.keys() & table.keys():
            raise ValueError(f"{found.name} repeats {sorted(twice)}")
        gathered.update(table)
    return gathered


def say(code: str, language: str, **facts: object) -> str:
    """Say a sentence of the command line.

    Args:
        code: Its name in the tables.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        facts: What fills its placeholders; quoted as given, never converted.

    Returns:
        The sentence.
    """
    return in_language(*sentences()[code], language).format(**facts)


def spoken(argv: Sequence[str]) -> str:
    """Choose the language for help and complaints, before any document is read.

    Args:
        argv: The words of the command; ``--lang`` among them decides.

    Returns:
        The language asked for, else that of the terminal's locale, else Simplified Chinese.
    """
    for word, follower in zip_longest(argv, argv[1:], fillvalue=""):
        wish = follower if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and wish in LANGUAGES:
            return wish
    place = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if place.startswith("en"):
        return "en"
    return "zh-hant" if place.startswith(("zh_TW", "zh_HK", "zh_MO")) else "zh-hans"
