"""What the reader finds of the annotated samples does not get less; little is left as mere prose."""

import pytest

import measure_accuracy
from texts import SAMPLES
from zhangtu.reading import Reading, read
from zhangtu.reading.model import LeafKind

#: The most of all samples together that may be left without a kind.
PROSE = 0.05


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.txt"))]


def test_every_answer_reaches_its_goal_on_the_samples() -> None:
    figures = list(measure_accuracy.measure())
    assert len(figures) == 7
    assert [f"{figure.name}: {figure.value:.3f}" for figure in figures if figure.met is False] == []


def test_leaves_cover_each_sample_without_gap_or_overlap(readings: list[Reading]) -> None:
    for reading in readings:
        ends = [leaf.end for leaf in reading.leaves]
        assert [leaf.start for leaf in reading.leaves] == [0, *ends[:-1]]
        assert ends[-1] == len(reading.text)


def test_little_is_left_as_prose(readings: list[Reading]) -> None:
    whole = sum(len(reading.text) for reading in readings)
    prose = sum(
        leaf.end - leaf.start
        for reading in readings
        for leaf in reading.leaves
        if leaf.kind is LeafKind.PROSE
    )
    assert prose / whole <= PROSE


def test_the_sample_without_faults_raises_no_alarm() -> None:
    clean = SAMPLES / "clean.txt"
    assert read(clean.read_bytes(), clean.name).problems == ()
