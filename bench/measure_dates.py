"""The whole reader beside the date part of JioNLP, in turns on the same text."""

import contextlib
import logging
import sys
from collections.abc import Iterator

from harness import Figure, one_core, seconds
from texts import plan_of
from zhangtu.kernel.folding import fold
from zhangtu.reading import read_source
from zhangtu.reading.deadlines import Years, deadlines_in_prose
from zhangtu.reading.source import Source


def measure() -> Iterator[Figure]:
    """Our whole reading, and our date part alone, each against JioNLP's date part."""
    with contextlib.redirect_stdout(sys.stderr):
        import jionlp  # noqa: PLC0415  # it greets on standard output, which belongs to the figures
    logging.disable(logging.ERROR)
    one_core()
    text = plan_of(100_000)
    source, folded = Source(text), fold(text)
    base = {"year": 2025, "month": 3, "day": 1}
    whole, dates, peer = seconds(
        lambda: read_source(source),
        lambda: deadlines_in_prose(text, folded, 0, len(text), Years(2025)),
        lambda: jionlp.ner.extract_time(text, time_base=base),
    )
    against = "JioNLP, dates only, same text"
    yield Figure(
        "whole reading beside JioNLP's dates", len(text) / whole, "characters/s", against, whole / peer
    )
    yield Figure(
        "dates alone beside JioNLP's dates", len(text) / dates, "characters/s", against, dates / peer
    )
    yield Figure("JioNLP's dates", len(text) / peer, "characters/s")
