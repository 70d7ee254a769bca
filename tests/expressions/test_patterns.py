"""Patterns: the same as Python's own where both understand, and quick however the text looks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.expressions.patterns import PatternError, pattern

_SINGLE = st.sampled_from(["a", "b", "é", "中", ".", "[ab]", "[^a]", "[a-c中]", r"\d", r"\.", r"[\d\-]", "0"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = inner.map(lambda one: f"({one})")
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(groups, st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,3}"])).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        groups,
    )


_PATTERNS = st.recursive(_SINGLE, _larger, max_leaves=6)


@given(_PATTERNS, st.lists(st.text("abcé中0.-\n", max_size=6), min_size=5, max_size=5))
def test_the_same_as_python_where_python_is_quick(written: str, texts: list[str]) -> None:
    for text in texts:
        wanted = re.fullmatch(written, text, re.DOTALL | re.ASCII) is not None
        assert pattern(written).matches(text) is wanted


@given(st.text(r"ab\.|?*+()[]{}^$-d0129,", max_size=12))
def test_any_text_is_a_pattern_or_refused(written: str) -> None:
    try:
        pattern(written).matches("ab01")
    except PatternError as error:
        assert 0 <= error.place <= len(written)  # noqa: PT017  # either way is right


@pytest.mark.parametrize("written", ["(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)(.*)(.*)(.*)b", "(((a+)+)+)+b"])
def test_texts_that_ruin_other_engines_are_matched_in_one_pass(written: str) -> None:
    fits = pattern(written)
    assert not fits.matches("a" * 20_000)
    assert fits.matches("a" * 20_000 + "b")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *[(one, "pattern_repeat") for one in ("a{101}", "a{,3}", "a{3", "a**", "a{2}{3}")],
        *[
            (one, "pattern_sign")
            for one in ("^a", "a$", r"\w", "[", "(a", "a)", "*", "\\", "(?:a)", "[[:alpha:]]")
        ],
        *[(one, "pattern_range") for one in ("[]", r"[\d-z]", "[b-a]")],
        *[(one, "pattern_large") for one in ("a" * 201, "(((a{100}){100}){100})", "(" * 20)],
    ],
)
def test_refused(written: str, kind: str) -> None:
    with pytest.raises(PatternError) as caught:
        pattern(written)
    assert caught.value.kind == kind
