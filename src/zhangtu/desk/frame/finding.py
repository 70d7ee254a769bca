"""Makes a text findable in either script: what is searched holds both."""

from functools import cache

from opencc import OpenCC

from zhangtu.kernel.folding import fold


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def both_scripts(text: str) -> str:
    """A text folded to Simplified, followed by its Traditional form, both in lower case.

    Args:
        text: Any text.

    Returns:
        What a typed word in either script is looked for in.
    """
    plain = " ".join(fold(text).split())
    other = str(_traditional().convert(plain))
    return plain if other == plain else f"{plain} {other}"
