"""How fast a decoded text is read, on one core, and whether twice the text takes twice the time."""

import re
from collections.abc import Iterator

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
    per_character = {}
    for name, size in SIZES.items():
        text = plan_of(size)
        source = Source(text)
        ours, floor = seconds(
            lambda source=source: read_source(source), lambda text=text: FLOOR.findall(text)
        )
        per_character[name] = ours / len(text)
        speed = Figure(
            f"reading {name}", len(text) / ours, "characters/s", "one regex pass over the text", ours / floor
        )
        yield at_least(speed, 200_000)
    growth = per_character["5 MB"] / per_character["1 MB"]
    yield at_most(
        Figure(
            "reading, time per character at 5 MB", growth, "times that at 1 MB", "the same at 1 MB", growth
        ),
        1.25,
    )
