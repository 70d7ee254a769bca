"""How fast a decoded text is read, on one core, and whether twice the text takes twice the time."""

import re
from collections.abc import Iterator
from functools import partial

from harness import Figure, at_least, at_most, one_core, seconds
from texts import plan_of
from zhangtu.reading import read_source
from zhangtu.reading.source import Source

SIZES = {"0.1 MB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
#: The least a reader must do: look at every character once.
FLOOR = re.compile(r"[0-9]+|[\u4e00-\u9fff]+|[^\n]")


def measure() -> Iterator[Figure]:
    """Characters a second for three sizes, each beside the floor; then the growth from 1 to 5 MB."""
    one_core()
    texts = [plan_of(size) for size in SIZES.values()]
    works = [partial(read_source, Source(text)) for text in texts]
    took = seconds(*works, *(partial(FLOOR.findall, text) for text in texts))
    ours, floors = took[: len(texts)], took[len(texts) :]
    for name, text, mine, floor in zip(SIZES, texts, ours, floors, strict=True):
        speed = Figure(
            f"reading {name}", len(text) / mine, "characters/s", "one regex pass over the text", mine / floor
        )
        yield at_least(speed, 200_000)
    small, large = (ours[at] / len(texts[at]) for at in (1, 2))
    growth = large / small
    yield at_most(
        Figure(
            "reading, time per character at 5 MB", growth, "times that at 1 MB", "the same at 1 MB", growth
        ),
        1.25,
    )
