"""A twin has the length of its text, and short cuts give what the table gives."""

from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.folding import fold


@given(st.text(st.characters(max_codepoint=127)), st.text(max_size=5))
def test_plain_letters_fold_alike_alone_and_among_others(plain: str, others: str) -> None:
    assert fold(plain) + fold(f"漢{others}") == fold(f"{plain}漢{others}")
    assert len(fold(plain)) == len(plain)


def test_letters_and_marks() -> None:
    assert fold('MA0"x"（Ｂ）') == "ma0“x“(b)"
