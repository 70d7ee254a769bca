"""No file makes the loader fall: whatever stands in it, problems come out."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.schema.loading import load_definition, load_pack, surroundings
from zhangtu.schema.nodes import DEEPEST, LARGEST
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.wording import say_file_problem

FILES = [
    (Path(__file__).parent / "worked" / name).read_text("utf-8")
    for name in ("ledgers/premises.yaml", "measures/measures.yaml", "reports/licensing_monthly.yaml")
]
WORKED = load_pack(Path(__file__).parent / "worked").pack
assert WORKED is not None
AROUND = surroundings([WORKED])
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


def kinds(text: str) -> list[str]:
    found = load_definition(text, "f", AROUND)
    assert found.problems or found.spec is not None
    for one in found.problems:
        assert one.line >= 1
        for language in LANGUAGES:
            assert say_file_problem(one, language)
    return [one.kind for one in found.problems]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BOMB, Trouble.ALIAS),
        ("[" * 100_000, Trouble.TOO_DEEP),
        ("{a: " * (DEEPEST + 2), Trouble.TOO_DEEP),
        ("- " * 5000, Trouble.TOO_DEEP),
        ("ledger: " + "x" * 10_000_000, Trouble.TOO_BIG),
        ("x: [" + "a," * 150_000 + "]", Trouble.TOO_MANY),
        ("!!python/object/apply:os.system ['true']", Trouble.TAG),
        ("!<tag:yaml.org,2002:binary> aGk=", Trouble.TAG),
        ("ledger: *other", Trouble.ALIAS),
        ("\x00", Trouble.NOT_YAML),
        ("%YAML 9.9\n---\na: b", Trouble.NOT_YAML),
        ("\ud800", Trouble.NOT_UTF8),
        ("", Trouble.EMPTY),
        ("just words", Trouble.NOT_MAPPING),
        ("a: 1\n\tb: 2", Trouble.NOT_YAML),
        ("<<: {ledger: x}", Trouble.MISSING),
    ],
)
def test_hostile_texts_are_problems(text: str, kind: Trouble) -> None:
    assert kind in kinds(text)


def test_a_very_large_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(b"x" * (4 * LARGEST + 2))
    assert [one.kind for one in load_pack(tmp_path).problems] == [Trouble.TOO_BIG]


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_any_text_gives_a_definition_or_problems(text: str) -> None:
    kinds(text)


WRONG = [
    "[]",
    "{}",
    "''",
    "~",
    "-1",
    "yes",
    "2026-13-45",
    "[[]]",
    "{a: {b: c}}",
    "'{'",
    '"\\u0000"',
    "9" * 30,
    "name",
    "today()",
]


@given(st.sampled_from(FILES), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=150)
def test_a_good_file_with_values_of_wrong_kinds(good: str, chance: random.Random, times: int) -> None:
    """Every value of a good file replaced by something it may not be."""
    text = good
    for _ in range(times):
        starts = [at + 2 for at in range(len(text)) if text.startswith(": ", at)]
        start = chance.choice(starts)
        end = min((at for at in (text.find(sign, start) for sign in ",}\n") if at > 0), default=len(text))
        text = text[:start] + chance.choice(WRONG) + text[end:]
    kinds(text)


@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_a_good_file_with_pieces_cut_out_or_doubled(good: str, chance: random.Random) -> None:
    one, two = sorted(chance.sample(range(len(good)), 2))
    two = min(two, one + 200)
    kinds(good[:one] + chance.choice(["", good[one:two] * 2, "\n", "é", '"']) + good[two:])
