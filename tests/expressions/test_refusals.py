"""What is refused, where, and that every refusal has its sentence; hostile texts come to nothing."""

import ast
import re
from pathlib import Path

import pytest
from ground import THINGS, WORLD, asked, read
from hypothesis import example, given
from hypothesis import strategies as st

import zhangtu.kernel.expressions as room
from zhangtu.kernel.expressions import ExpressionError, parse, parse_stored, write
from zhangtu.kernel.expressions.wording import SENTENCES
from zhangtu.kernel.scripts import LANGUAGES


def refused(text: str, *, many: bool = False) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text, WORLD, THINGS, many=many)
    return caught.value


REFUSED = [
    ("", "empty", 1),
    ("  \n ", "empty", 1),
    ("closed + 3 years", "apart", 12),
    ("opened >", "structure", 8),
    ("size size", "apart", 6),
    ("exists(parts)", "field", 8),
    ("exists(parts where fit)", "points_to_me", 8),
    ("exists(parts where thing = me or fit)", "points_to_me", 8),
    ("exists(parts where me = thing)", "points_to_me", 8),
    ("exists(parts where kind = me)", "pair", 27),
    ("exists(parts where thing = me, day)", "form_exists", 1),
    ("count(parts where thing = me, label)", "form_count", 1),
    ("sum(parts where thing = me)", "form_sum", 1),
    ("sum(parts where thing = me, label)", "sum_numbers", 1),
    ("sum(parts where thing = me, distinct weight)", "form_sum", 1),
    ("latest(parts where thing = me)", "form_latest", 1),
    ("latest(parts where thing = me, kind)", "order", 1),
    ("latest(parts where thing = me, day by kind)", "order", 1),
    ("count(parts where thing = me, distinct tags)", "gathered_field", 1),
    ("count(parts where thing = me, distinct weight + 1)", "gathered_field", 1),
    ("count(parts where thing = me and fresh)", "live", 34),
    ("count(parts where thing = me and exists(parts where thing = me))", "nested", 34),
    ("count(parts where thing = me and thing.parent.size = 1)", "steps", 47),
    ("count(nothing where thing = me)", "ledger", 7),
    ("count(distinct kind)", "gathering", 7),
    ("size by cost", "gathering", 6),
    ("parent.parent.size > 1", "steps", 15),
    ("parent.alive", "live", 8),
    ("size.name = 'a'", "no_reference", 1),
    ("nmae = 'a'", "field", 1),
    ("'name'.kind = 'a'", "field", 1),
    ("Name = 'a'", "capitals", 1),
    ("nofunction(1)", "function", 1),
    ("rates(kind) = 1", "which_column", 1),
    ("rates(kind, kind).per", "keys", 1),
    ("rates(kind).nothing", "column", 13),
    ("rates(size).per", "type", 7),
    ("name = 1", "pair", 8),
    ("size = '5'", "pair", 8),
    ("opened = '2026-01-01'", "pair", 10),
    ("kind = 'x'", "code", 8),
    ("kind = grade", "lists", 8),
    ("kind < 'b'", "order", 1),
    ("done > shown", "order", 1),
    ("name and done", "type", 1),
    ("not size", "type", 5),
    ("name + name", "type", 1),
    ("name || size", "type", 9),
    ("tags = tags", "sets", 1),
    ("tags is null", "empty_set", 1),
    ("size in tags", "type", 1),
    ("size in size", "in_set", 9),
    ("size in ()", "in_nothing", 1),
    ("size = null", "null", 8),
    ("size in (1, null)", "null", 13),
    ("null", "null", 1),
    ("size is 5", "is", 1),
    ("size is not done", "is", 1),
    ("date '2026-02-30' = opened", "date", 1),
    ("date = opened", "date", 1),
    ("round(size, cost)", "places", 13),
    ("round(size, 7)", "places", 13),
    ("round(size, 1.5)", "places", 13),
    ("round(size)", "arguments", 1),
    ("abs(size, cost)", "arguments", 1),
    ("greatest(size)", "several", 1),
    ("greatest(kind, kind)", "order", 10),
    ("coalesce(size, name)", "pair", 16),
    ("case when done then 1 else 'a' end = 1", "pair", 28),
    ("count(size)", "count", 1),
    ("count()", "count", 1),
    ("matches(name, note)", "pattern_written", 15),
    ("matches(name, '(a')", "pattern_sign", 15),
    ("matches(name, 'a**')", "pattern_repeat", 15),
    ("matches(name, 'a{5,2}')", "pattern_repeat", 15),
    ("matches(name, '[z-a]')", "pattern_range", 15),
    ("matches(name, '(?=a)')", "pattern_sign", 15),
    ("matches(name, '\\1')", "pattern_sign", 15),
    ("matches(name, '((a{50}){50}){50}')", "pattern_large", 15),
    ("rises_to(size + 1, 5)", "rises", 10),
    ("size % 2", "sign", 6),
    ("size // 2", "sign", 6),
    ("size == 2", "sign", 6),
    ("size -- 2", "sign", 6),
    ("size /* 2 */", "sign", 6),
    ("size; size", "sign", 5),
    ("size::text", "sign", 5),
    ("#5 = 1", "sign", 1),
    ("size ＝ 2", "wide", 6),
    ("name = ‘a’", "wide", 8),
    ('name = "a"', "other_sign", 8),
    ("名称 = 'a'", "letters", 1),
    ("name = 'a", "open_text", 8),
    ("name = 'a\nb'", "control", 10),
    ("size = 5x", "glued", 9),
    ("size = 12345678901234567", "number", 8),
    ("size = 0.1234567", "number", 8),
    ("(size", "unclosed", 6),
    ("size)", "closing", 5),
    ("case size end", "structure", 11),
    ("size between 1 and 2", "elsewhere", 6),
    ("name like 'a'", "elsewhere", 6),
    ("greatest(size, 1,)", "lost", 17),
    ("+ size", "lost", 1),
    ("share(done)", "function", 1),
    ("exists (select 1)", "elsewhere", 9),
]


@pytest.mark.parametrize(("text", "kind", "column"), REFUSED)
def test_refused_where_it_is_wrong(text: str, kind: str, column: int) -> None:
    error = refused(text)
    assert (error.kind, error.line, error.column) == (kind, 1, column)
    said = {error.say(language) for language in LANGUAGES}
    assert all(said)
    assert "{" not in "".join(said)


def test_a_line_is_counted() -> None:
    error = refused("size > 1\n  and nmae = 'a'")
    assert (error.line, error.column) == (2, 7)


def test_figures_hold_fields_within_totals() -> None:
    assert refused("count() + size", many=True).kind == "many"
    assert refused("latest(size)", many=True).kind == "form_latest"
    assert refused("latest(parent.size by opened)", many=True).kind == "form_latest"
    assert refused("latest(kind by opened)", many=True).kind == "order"
    assert refused("largest(done)", many=True).kind == "order"
    assert refused("count(distinct tags)", many=True).kind == "gathered_field"
    assert refused("count(distinct size, cost)", many=True).kind == "arguments"
    assert refused("latest(size by opened)").kind == "gathering"
    assert refused("sum(count())", many=True).kind == "total"


def test_every_kind_has_a_sentence_and_every_sentence_a_kind() -> None:
    folder = Path(str(room.__file__)).parent
    used: set[str] = set()
    for path in folder.glob("*.py"):
        if path.name != "wording.py":
            texts = (
                node.value
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Constant)
            )
            used |= {text for text in texts if isinstance(text, str)}
    assert {kind for kind in SENTENCES if kind not in used and not kind.startswith("form_")} == set()
    for zh, en in SENTENCES.values():
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000 + "size" + ")" * 100_000,
        "(" * 900 + "size" + ")" * 900,
        "not " * 700 + "done",
        "- " * 700 + "size",
        "case when done then " * 60 + "1" + " end" * 60,
        "abs(" * 300 + "size" + ")" * 300,
        "size" + "+size" * 390,
        "done = " * 300 + "done",
        "size is null" + " is null" * 300,
        "9" * 3000,
        "size = " + "9" * 40,
        "name = '" + "a" * 3900 + "'" + "||name" * 100,
        "matches(name, '" + "(a*)*" * 60 + "')",
        "matches(name, '" + "(" * 190 + "')",
        "matches(name, '" + "a{99}" * 30 + "')",
        "a" * 5000,
        ",".join(["size"] * 400),
        "size in (" + "1," * 500 + "1)",
        "count(parts where " * 12,
        "'" * 3999,
        "\x00",
        "\ud800",
        "size\u200b = 1",
    ],
)
def test_hostile_texts_come_to_a_sentence(text: str) -> None:
    assert refused(text).say("zh-hant")


def test_long_chains_are_read() -> None:
    many = " and ".join(["size > 1"] * 190)
    assert asked(many, {5: 2}) is True
    assert asked(" or ".join(["done"] * 390), {}) is None


_WORDS = st.sampled_from(
    [
        "size",
        "cost",
        "name",
        "kind",
        "tags",
        "opened",
        "done",
        "parent",
        "parts",
        "thing",
        "me",
        "and",
        "or",
        "not",
        "is",
        "null",
        "in",
        "case",
        "when",
        "then",
        "else",
        "end",
        "true",
        "where",
        "distinct",
        "by",
        "date",
        "1",
        "2.5",
        "'a'",
        "'2026-01-01'",
        "(",
        ")",
        "(",
        ")",
        ",",
        ".",
        "+",
        "-",
        "*",
        "/",
        "=",
        "!=",
        "<",
        "||",
        "count",
        "sum",
        "exists",
        "latest",
        "abs",
        "rates",
        "coalesce",
        "today",
        ";",
        "%",
        "'",
        "#",
        "年",
        "（",
    ]
)


@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=30))
@example("size + not done")
@example("exists(parts where thing = me, distinct)")
@example("latest(parts where thing = me, day by)")
@example("count(parts where)")
@example("date date")
@example("me.size = 1")
def test_any_text_is_an_expression_or_a_sentence(text: str) -> None:
    try:
        expression = read(text)
    except ExpressionError as error:
        assert error.say("en")  # noqa: PT017  # either way is right
        return
    assert parse(write(expression, WORLD), WORLD, THINGS) == expression
    assert parse_stored(expression.stored(), WORLD, THINGS) == expression
