"""How long the page of a plan of 100,000 characters takes, from asking to its last byte."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from harness import Figure, at_most, seconds
from texts import plan_of
from visiting import Visitor, free_port, serving
from zhangtu.reading import read_source
from zhangtu.reading.source import Source

CHARACTERS = 100_000
ROUNDS = 5


def measure() -> Iterator[Figure]:
    """Seconds for the upload and for each later look, the median of five, beside one reading of the text."""
    text = plan_of(CHARACTERS * 3 + 50_000)[:CHARACTERS]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ZHANGTU_HOME": str(Path(folder) / "office")}
        command = [str(Path(sys.executable).parent / "zhangtu"), "serve", "--port", str(port)]
        with serving(command, port, Path(folder), environment) as address:
            visitor, took = Visitor(), []
            began = time.perf_counter()
            plan = visitor.upload(address, f"{address}read", "plan.txt", text.encode())
            upload = time.perf_counter() - began
            for _ in range(ROUNDS):
                began = time.perf_counter()
                _, page = visitor.get(plan)
                took.append(time.perf_counter() - began)
    (reading,) = seconds(lambda: read_source(Source(text)))
    shown = statistics.median(took)
    against = "reading the same text once"
    yield Figure("handing in 100,000 characters and seeing them", upload, "s", against, upload / reading)
    yield at_most(Figure("page of 100,000 characters", shown, "s", against, shown / reading), 2)
    yield Figure("size of that page", len(page.encode()) / 1_000_000, "MB")
