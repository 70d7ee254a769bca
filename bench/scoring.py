"""Counts what a reading found of a document annotated by hand: six F1 shares and the share of right roles."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Entry = Mapping[str, Any]
#: Kinds of faults that are annotated; others are not counted either way.
FAULTS = {
    "invalid_date",
    "reversed_range",
    "missing_unit",
    "inconsistent_unit_name",
    "duplicate_number",
    "number_gap",
    "empty_name",
}
DATED = {"date", "range", "period_end"}
#: How far a finding may lie from an annotation, in characters, before and behind.
SLACK = {"task": (12, 0), "target": (60, 20), "report": (60, 20), "fault": (40, 40)}


@dataclass
class Tally:
    """Counts of one figure; several documents are added up before shares are taken.

    Attributes:
        hit: Annotated and found.
        missed: Annotated and not found.
        extra: Found and not annotated.
    """

    hit: int = 0
    missed: int = 0
    extra: int = 0

    def share(self) -> float:
        """F1: twice the hits over all that was annotated and all that was found; 1 when there was nothing."""
        whole = 2 * self.hit + self.missed + self.extra
        return 2 * self.hit / whole if whole else 1.0


@dataclass
class Score:
    """The tallies of one or more documents.

    Attributes:
        tallies: Tally by the figure's name.
        roles: Of the units found: how many, and how many with the right role.
    """

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {
            name: Tally() for name in ("tasks", "deadlines", "units", "targets", "reports", "faults")
        }
    )
    roles: Counter[str] = field(default_factory=Counter)

    def shares(self) -> dict[str, float]:
        """The seven figures."""
        found = {name: tally.share() for name, tally in self.tallies.items()}
        return {**found, "roles": self.roles["right"] / self.roles["all"] if self.roles["all"] else 1.0}


def score(gold: Entry, text: str, read: Entry, into: Score) -> None:
    """Count one document.

    Args:
        gold: Its annotation.
        text: Its text.
        read: What the reader prints for it.
        into: Where to add the counts.
    """
    skipped = [_place(text, one) for one in gold.get("ignore_spans", [])]
    found = {
        name: [one for one in read[key] if not _inside(one["start"], skipped)]
        for name, key in (("targets", "targets"), ("reports", "reports"), ("faults", "problems"))
    }
    found["faults"] = [one for one in found["faults"] if one["kind"] in FAULTS]
    _score_tasks(gold["tasks"], text, read["items"], skipped, into)
    pairs = {"targets": "targets", "reports": "reporting_duties", "faults": "defects"}
    for name, key in pairs.items():
        _score_places(gold[key], text, found[name], _SAME[name], into.tallies[name])


def _place(text: str, span: Entry) -> tuple[int, int]:
    start = text.index(span["from"])
    return start, text.index(span["to"], start) + len(span["to"])


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _pairs(tasks: Sequence[Entry], text: str, items: Sequence[Entry]) -> list[tuple[Entry, Entry | None]]:
    """Each annotated task with the smallest item that holds its anchor, else one just behind it."""
    free = sorted(items, key=lambda item: item["end"] - item["start"])
    matched: dict[int, Entry] = {}
    for slack in (0, SLACK["task"][0]):
        for number, task in enumerate(tasks):
            at = text.index(task["anchor"])
            near = (item for item in free if item["start"] - slack <= at < item["end"])
            item = next(near, None) if number not in matched else None
            if item is not None:
                free.remove(item)
                matched[number] = item
    return [(task, matched.get(number)) for number, task in enumerate(tasks)]


def _score_tasks(
    tasks: Sequence[Entry], text: str, items: Sequence[Entry], skipped: list[tuple[int, int]], into: Score
) -> None:
    pairs = _pairs(tasks, text, items)
    used = {id(item) for _, item in pairs}
    left = [item for item in items if id(item) not in used and not _inside(item["start"], skipped)]
    into.tallies["tasks"].extra += len(left)
    for task, item in pairs:
        if task.get("optional"):
            continue
        into.tallies["tasks"].hit += item is not None
        into.tallies["tasks"].missed += item is None
        _score_deadline(
            task["deadline"], item["deadline"] if item else {"kind": "none"}, into.tallies["deadlines"]
        )
        _score_units(task, item or {}, into)


def _score_deadline(gold: Entry, found: Entry, tally: Tally) -> None:
    wanted, given = gold["kind"] != "none", found["kind"] != "none"
    if wanted and _same_deadline(gold, found):
        tally.hit += 1
    else:
        tally.missed += wanted
        tally.extra += given


def _same_deadline(gold: Entry, found: Entry) -> bool:
    """Days decide where there are days, the kind where there are none."""
    if gold["kind"] not in DATED:
        return bool(gold["kind"] == found["kind"])
    begins = gold.get("start") if gold["kind"] == "range" else None
    return (
        found["kind"] in DATED
        and gold.get("end") == found.get("end")
        and (begins is None or begins == found.get("start"))
    )


def _names(entry: Entry, key: str) -> set[str]:
    return {"".join(name.split()) for name in entry.get(key, ())}


def _score_units(task: Entry, item: Entry, into: Score) -> None:
    lead, support = _names(task, "lead_units"), _names(task, "support_units")
    first = _names(item, "lead_units")
    second = _names(item, "support_units") - first
    hit = (lead | support) & (first | second)
    tally = into.tallies["units"]
    tally.hit += len(hit)
    tally.missed += len((lead | support) - hit)
    tally.extra += len((first | second) - hit - _names(task, "alt_lead_units"))
    into.roles["all"] += len(hit)
    into.roles["right"] += len(hit & ((lead & first) | (support & second)))


def _score_places(
    golds: Sequence[Entry],
    text: str,
    found: Sequence[Entry],
    same: Callable[[Entry, int, Entry], bool],
    tally: Tally,
) -> None:
    """Give every annotation, the firm ones first, at most one finding; what nobody claims is extra."""
    left = list(found)
    for gold in sorted(golds, key=lambda one: bool(one.get("optional"))):
        at = text.index(gold["anchor"])
        claimed = next((one for one in left if same(gold, at, one)), None)
        if claimed is not None:
            left.remove(claimed)
        if not gold.get("optional"):
            tally.hit += claimed is not None
            tally.missed += claimed is None
    tally.extra += len(left)


def _same_target(gold: Entry, at: int, found: Entry) -> bool:
    before, behind = SLACK["target"]
    return (
        at - before <= found["start"] <= at + len(gold["anchor"]) + behind
        and abs(float(found["value"]) - float(gold["value"])) < 1e-9
        and "".join(str(found["unit"]).split()) == "".join(gold["unit"].split())
    )


def _same_report(_gold: Entry, at: int, found: Entry) -> bool:
    before, behind = SLACK["report"]
    return bool(found["start"] - before <= at < found["end"] + behind)


def _same_fault(gold: Entry, at: int, found: Entry) -> bool:
    before, behind = SLACK["fault"]
    return gold["kind"] == found["kind"] and found["start"] - before <= at <= found["end"] + behind


_SAME = {"targets": _same_target, "reports": _same_report, "faults": _same_fault}
