"""Nothing throws, nothing is dropped: random text, mangled samples, and every file cut anywhere."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu import plans
from zhangtu.reading import Reading, as_json, read_source
from zhangtu.reading.model import LeafKind
from zhangtu.reading.source import Source
from zhangtu.reading.wording import say_problem

SAMPLES = sorted((Path(plans.__file__).parent / "samples").glob("*.txt"))
PIECES = (
    "一、二、三、(一)(1)①1.1.1第一条第二章一是二是。，、；：\n\t |（）【】〔〕“”《》*×○_…—-~/%"
    "0123456789年月日前底末内至每"
    "责任单位牵头配合完成时限市县局办委各要应须报送不少于达到以上以下由会同负责附件：\r\u3000\ufeff\x00𠀀"
)


def _holds_together(reading: Reading) -> None:
    """Offsets lie in the text, leaves cover it once, and the whole can be printed in every language."""
    size = len(reading.text)
    places = [*reading.items, *reading.targets, *reading.reports, *reading.problems]
    assert all(0 <= place.start <= place.end <= size for place in places)
    assert all(one.end == other.start for one, other in pairwise(reading.leaves))
    if size:
        assert (reading.leaves[0].start, reading.leaves[-1].end) == (0, size)
    else:
        assert reading.leaves == ()
    as_json(reading)
    for problem in reading.problems:
        for language in ("zh-hans", "zh-hant", "en"):
            assert "{" not in say_problem(problem, language) or "{" in reading.text


@given(st.text(alphabet=st.sampled_from(PIECES), max_size=300))
def test_random_official_characters_are_read(text: str) -> None:
    _holds_together(read_source(Source(text)))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    _holds_together(read_source(Source(text)))


@given(
    sample=st.sampled_from(SAMPLES),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(["", "\n", "（", "*", "\t|"]))
    ),
)
def test_mangled_samples_are_read(sample: Path, cuts: list[tuple[float, int, str]]) -> None:
    text = sample.read_text("utf-8")
    for share, length, filler in cuts[:12]:
        at = int(share * len(text))
        text = text[:at] + filler + text[at + length :]
    _holds_together(read_source(Source(text)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_hardly_anything_in_a_sample_is_left_unrecognised(sample: Path) -> None:
    reading = read_source(Source(sample.read_text("utf-8")))
    unknown = sum(leaf.end - leaf.start for leaf in reading.leaves if leaf.kind is LeafKind.PROSE)
    assert unknown <= 0.05 * len(reading.text)


def test_an_unclosed_bracket_costs_no_more_than_its_line() -> None:
    text = "一、任务\n" + "（责任单位：甲局" * 2000 + "\n二、其他\n1.修订制度。（责任单位：乙局）\n"
    reading = read_source(Source(text))
    assert reading.items[-1].lead_units == ("乙局",)


HOSTILE = {
    "joined names": "一、任务\n" + ("1." + "市局及县委和部门与办公室" * 4 + "x。\n") * 200,
    "open brackets": "一、任务\n1." + "(" * 20_000,
    "one endless sentence": "1." + "将情况报" * 5_000,
    "digits": "1." + "1" * 50_000,
    "many names": "\n".join(f"{i}.建台账。（责任单位：第{i}局甲{i}科）" for i in range(1, 1500)),
    "dates": "1." + "2021年6月30日至" * 3_000,
    "leaders without end": "……" * 8_000 + "1",
    "names in one list": "1.建台账。（责任单位：" + "、".join(f"第{i}局" for i in range(6_000)) + "）",
    "blanks": "1.建台账。" + " " * 20_000 + "责任单位：甲局",
    "labels in one line": "一、任务。" + "责任单位:甲局、乙局," * 2_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_the_end(text: str) -> None:
    """Each of these took minutes with patterns that try every way of cutting a list."""
    _holds_together(read_source(Source(text)))
