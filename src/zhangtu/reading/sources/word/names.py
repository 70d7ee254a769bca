"""Names of WordprocessingML and the little helpers to read its attributes (ECMA-376 part 1)."""

import re
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = W + "val"

_NUMBER = re.compile(r"\s*(-?[0-9]{1,9})\s*$")
_OFF = frozenset({"0", "false", "off"})


def number_of(element: etree._Element | None, key: str = VAL) -> int | None:
    """The whole number an attribute holds.

    Args:
        element: The element, or None.
        key: Name of the attribute.

    Returns:
        The number, or None when there is none or it is out of any sensible size.
    """
    if element is None:
        return None
    found = _NUMBER.match(element.get(key) or "")
    return int(found[1]) if found is not None else None


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """What a switch such as ``w:vanish`` says.

    Args:
        parent: Element that may hold the switch as a child.
        name: Local name of the switch.

    Returns:
        True or False, or None when it is not there.
    """
    switch = parent.find(W + name) if parent is not None else None
    if switch is None:
        return None
    return (switch.get(VAL) or "true").lower() not in _OFF


def text_of(element: etree._Element | None, key: str = VAL) -> str | None:
    """The attribute's text, or None when element or attribute is missing."""
    return element.get(key) if element is not None else None
