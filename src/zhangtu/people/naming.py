"""How names, kinds and login names are tidied before they are stored."""

import re
import unicodedata

from zhangtu.kernel.folding import fold
from zhangtu.people.refusals import PeopleRefusedError

_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LOGIN = re.compile(r"[\w.@-]{2,60}")


def tidy(text: str) -> str:
    """A text in NFC without blanks around it, line ends or control characters."""
    plain = "".join(" " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in text)
    return re.sub(r" {2,}", " ", unicodedata.normalize("NFC", plain)).strip()


def name_of(text: str, longest: int = 100) -> str:
    """A name, tidied.

    Raises:
        PeopleRefusedError: If nothing is left of it.
    """
    name = tidy(text)[:longest]
    if not name:
        raise PeopleRefusedError("no_name")
    return name


def kind_of(text: str) -> str:
    """A kind as stored: small letters, digits and ``_``; empty for none.

    Raises:
        PeopleRefusedError: If it is anything else.
    """
    if text and _KIND.fullmatch(text) is None:
        raise PeopleRefusedError("bad_kind", given=tidy(text)[:40])
    return text


def login_of(text: str) -> str:
    """A login name as stored: folded, so that case, width and script make no difference.

    Raises:
        PeopleRefusedError: If it is too short or long, or has blanks or signs in it.
    """
    login = fold(unicodedata.normalize("NFKC", text).strip())
    if _LOGIN.fullmatch(login) is None:
        raise PeopleRefusedError("bad_login")
    return login
