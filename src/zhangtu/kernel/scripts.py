"""Says our own wording in the languages of the product: Simplified, Traditional (made of it), English."""

from collections.abc import Callable
from functools import cache

#: The languages of the product, the default first.
LANGUAGES = ("zh-hans", "zh-hant", "en")


#: Traditional print quotes in corner brackets.
_CORNERS = str.maketrans("“”‘’", "「」『』")


@cache
def _converter() -> Callable[[str], str]:
    """Load the conversion tables once, on first use: most runs never need them.

    Of OpenCC's tables ``s2tw`` writes the forms readers expect (裡, 為, 核對 rather than 裏, 爲, 覈對)
    and changes no word for another.
    """
    from opencc import OpenCC  # noqa: PLC0415  # loading it would slow every start of the command line

    convert: Callable[[str], str] = OpenCC("s2tw").convert
    return convert


@cache
def to_traditional(text: str) -> str:
    """Write a sentence of ours in Traditional script.

    Meant for the product's own wording, of which there is little, so results are kept. A document's own
    words are never converted: they are quoted as written.

    Args:
        text: Wording in Simplified script.

    Returns:
        The same wording in Traditional script; placeholders such as ``{path}`` stay as they are.
    """
    return _converter()(text).translate(_CORNERS)


def in_language(simplified: str, english: str, language: str) -> str:
    """Choose the wording for a language.

    Args:
        simplified: The wording in Simplified Chinese.
        english: The wording in English.
        language: One of ``LANGUAGES``; anything else counts as the default.

    Returns:
        The wording; Traditional is made from the Simplified.
    """
    if language == "en":
        return english
    return to_traditional(simplified) if language == "zh-hant" else simplified
