"""Which passwords are good enough; pure. The numbers come from the table of sign-in."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from zhangtu.kernel.folding import fold
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import SigningRules

#: Signs people put for letters, and the letters they mean.
_MEANT = str.maketrans("@4013$5!7", "aaoiessit")
_KINDS = (r"[A-Z]", r"[a-z]", r"[0-9]", r"[^\w\s]|_", r"[\u3007\u3400-\U0003ffff]")


@cache
def _common() -> frozenset[str]:
    words = (files("zhangtu.people") / "data" / "common_passwords.txt").read_text("utf-8").split()
    return frozenset(words) | frozenset(word.translate(_MEANT) for word in words)


def _cores(password: str) -> set[str]:
    """The password, and what is left of it without what people add to a common one."""
    plain = fold(password)
    bare = re.sub(r"[\W_]+", "", plain)
    cores = {plain, bare, bare.strip("0123456789"), plain.translate(_MEANT), plain.strip("!@#$%^&*._-?~")}
    return {core for core in cores if core} | {re.sub(r"\d{1,4}$", "", bare)}


def is_common(password: str) -> bool:
    """Whether a password is on everybody's list, with or without the usual trimmings."""
    plain = fold(password)
    if len(set(plain)) <= 3 or len(plain) <= 3:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return steps <= {1, -9} or steps <= {-1, 9} or not _common().isdisjoint(_cores(password))


def check_password(password: str, rules: SigningRules, words: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too common, or tells whose it is.

    Args:
        password: What was typed.
        rules: The numbers of the day.
        words: Names, login name, phone and unit of whoever it is for.

    Raises:
        PeopleRefusedError: ``password_short``, ``password_common`` or ``password_named``.
    """
    kinds = sum(re.search(kind, password) is not None for kind in _KINDS)
    long = len(password) >= rules.long_password
    if not long and (len(password) < rules.password_length or kinds < rules.password_kinds):
        raise PeopleRefusedError(
            "password_short",
            length=rules.password_length,
            kinds=rules.password_kinds,
            long=rules.long_password,
        )
    if is_common(password):
        raise PeopleRefusedError("password_common")
    plain = fold(password)
    if any(len(word) >= 2 and fold(word) in plain for word in words):
        raise PeopleRefusedError("password_named")
