"""How much of what stands in the annotated samples is found: F1 of each of the reader's answers."""

import json
from collections.abc import Iterator
from datetime import date

from harness import Figure, at_least
from scoring import Score, score
from texts import GOLD, SAMPLES
from zhangtu.reading import as_json, read

GOALS = {"tasks": 0.97, "deadlines": 0.97, "units": 0.97, "targets": 0.9, "reports": 0.8, "faults": 0.85}


def measure() -> Iterator[Figure]:
    """The seven shares over all samples together, each a number from 0 to 1."""
    whole, documents = Score(), sorted(GOLD.glob("*.json"))
    for path in documents:
        gold = json.loads(path.read_text("utf-8"))
        document = SAMPLES / gold["source"]
        issued = date.fromisoformat(gold["issued"]) if gold.get("issued") else None
        reading = read(document.read_bytes(), document.name, issued=issued)
        score(gold, reading.text, as_json(reading), whole)
    against = f"{len(documents)} samples annotated by hand"
    for name, share in whole.shares().items():
        figure = Figure(f"accuracy, {name}", share, "share" if name == "roles" else "F1", against)
        yield at_least(figure, GOALS[name]) if name in GOALS else figure
