"""Reads packs and single definitions: YAML in, frozen specs and problems by file, line and column out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.schema.loading.folders import definition_files, file_text, read_definitions, read_pack_file
from zhangtu.schema.loading.judging import judge
from zhangtu.schema.loading.judging_figures import judge_measures, judge_procedures, judge_reports
from zhangtu.schema.loading.linking import Surroundings, link, surroundings
from zhangtu.schema.loading.parts import TEMPLATES
from zhangtu.schema.loading.reading import Draft, Reading
from zhangtu.schema.nodes import Notes, Place, compose
from zhangtu.schema.specs import ChoiceList, Ledger, Measure, Pack, Procedure, Report, Spec, Table
from zhangtu.schema.troubles import Trouble

__all__ = [
    "Loaded",
    "LoadedOne",
    "Surroundings",
    "load_definition",
    "load_ledger",
    "load_pack",
    "surroundings",
]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a pack's folder.

    Attributes:
        pack: The pack; ``None`` if a problem keeps it from being loaded.
        problems: All of them, in the order of files, lines and columns.
    """

    pack: Pack | None
    problems: tuple[FileProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedOne:
    """What became of the text of one definition.

    Attributes:
        spec: The definition; ``None`` if a problem keeps it from being loaded.
        problems: All of them, in the order of the text.
    """

    spec: Spec | None
    problems: tuple[FileProblem, ...] = ()

    @property
    def ledger(self) -> Ledger | None:
        """The ledger, if it is one."""
        return self.spec if isinstance(self.spec, Ledger) else None


_NONE: Mapping[str, Pack] = {}


def load_pack(folder: Path, known: Mapping[str, Pack] = _NONE) -> Loaded:
    """Read a pack's folder.

    Args:
        folder: The folder with ``pack.yaml``.
        known: Packs by name that it may build on.

    Returns:
        The pack and everything that is wrong with it; never an exception for what a file says.
    """
    notes = Notes()
    head = read_pack_file(folder, notes)
    reading = Reading(notes, head[0].name if head else "", shipped=True)
    drafts: list[Draft[object]] = []
    files: list[str] = [""]
    for part, path in definition_files(folder, notes) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        files.append(name)
        text = file_text(path, name, notes)
        if text is not None:
            drafts += read_definitions(compose(text, name, notes), part, reading)
    _templates(folder, drafts, notes)
    around = _needed(head, known, notes)
    pack = _assembled(head[0] if head else None, drafts, around, notes)
    return Loaded(None if _refused(notes) else pack, _ordered(notes))


def _templates(folder: Path, drafts: list[Draft[object]], notes: Notes) -> None:
    """Every template a report names must lie in the folder."""
    for draft in drafts:
        report = draft.spec
        for kind, name in report.templates.items() if isinstance(report, Report) else ():
            if not (folder / TEMPLATES / name).is_file():
                notes.add(draft.places.at("templates", kind), Trouble.NO_TEMPLATE, name=name)


def load_definition(text: str, name: str = "", around: Surroundings | None = None) -> LoadedOne:
    """Read one definition by itself, as ``dumping`` writes it or an office types it.

    Args:
        text: The YAML.
        name: What problems call it.
        around: What a ledger may name; its names are looked up and its expressions typed against it. Left
            out, neither is done: for what was checked when it was put in force.

    Returns:
        The definition and what is wrong with it.
    """
    notes = Notes()
    drafts = list(read_definitions(compose(text, name, notes), None, Reading(notes)))
    if len(drafts) != 1 and not _refused(notes):
        notes.add(Place(name, 1, 1), Trouble.EMPTY)
    spec = drafts[0].spec if drafts else None
    if around is not None and spec is not None:
        spec = _held(drafts[0], around, notes)
    one = spec if isinstance(spec, Spec) and not _refused(notes) else None
    return LoadedOne(one, _ordered(notes))


def load_ledger(text: str, name: str = "", around: Surroundings | None = None) -> LoadedOne:
    """Read one ledger by itself: see ``load_definition``."""
    return load_definition(text, name, around)


def _held(draft: Draft[object], around: Surroundings, notes: Notes) -> object:
    """Hold one definition against those in force, of which it may be a new version."""
    spec = draft.spec
    if isinstance(spec, Ledger):
        return _held_ledger(Draft(spec, draft.places), around, notes)
    if isinstance(spec, Measure):
        return judge_measures([Draft(spec, draft.places)], around, notes)[0]
    if isinstance(spec, Report):
        return judge_reports([Draft(spec, draft.places)], around, notes)[0]
    if isinstance(spec, Procedure):
        return judge_procedures([Draft(spec, draft.places)], around, notes)[0]
    return spec


def _held_ledger(draft: Draft[Ledger], around: Surroundings, notes: Notes) -> Ledger:
    everything = replace(around, ledgers={**around.ledgers, draft.spec.name: draft.spec})
    linked = link(draft, everything, notes)
    everything = replace(everything, ledgers={**everything.ledgers, draft.spec.name: linked.spec})
    (ledger,) = judge([linked], everything, notes)
    return ledger


def _needed(head: tuple[Pack, Place] | None, known: Mapping[str, Pack], notes: Notes) -> Surroundings:
    """What the packs a pack builds on hold, and those they build on."""
    found: dict[str, Pack] = {}
    ahead = list(head[0].needs) if head else []
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        if name not in known:
            place = head[1] if head else Place("", 1, 1)
            notes.add(place, Trouble.UNKNOWN_PACK, name=name, known=", ".join(sorted(known)))
            continue
        found[name] = known[name]
        ahead += known[name].needs
    return surroundings(found.values())


def _assembled(
    head: Pack | None, drafts: list[Draft[object]], around: Surroundings, notes: Notes
) -> Pack | None:
    """Put the parts of a pack together and hold them against each other."""
    unique = _unique(drafts, around, notes)
    ledgers = [Draft(one.spec, one.places) for one in unique if isinstance(one.spec, Ledger)]
    tables = [one.spec for one in unique if isinstance(one.spec, Table)]
    lists = [one.spec for one in unique if isinstance(one.spec, ChoiceList)]
    everything = Surroundings(
        {**around.ledgers, **{one.spec.name: one.spec for one in ledgers}},
        {**around.tables, **{one.name: one for one in tables}},
        {**around.lists, **{one.name: one for one in lists}},
        around.measures,
    )
    judged = judge([link(one, everything, notes) for one in ledgers], everything, notes)
    everything = replace(everything, ledgers={**everything.ledgers, **{one.name: one for one in judged}})
    figures = [Draft(one.spec, one.places) for one in unique if isinstance(one.spec, Measure)]
    measures = judge_measures(figures, everything, notes)
    in_use = {one.name: one for one in measures if one.removed is None}
    everything = replace(everything, measures={**around.measures, **in_use})
    asked = [Draft(one.spec, one.places) for one in unique if isinstance(one.spec, Report)]
    reports = judge_reports(asked, everything, notes)
    paths = [Draft(one.spec, one.places) for one in unique if isinstance(one.spec, Procedure)]
    procedures = judge_procedures(paths, everything, notes)
    if head is None:
        return None
    return replace(
        head,
        ledgers=judged,
        tables=tuple(tables),
        choices=tuple(lists),
        measures=measures,
        reports=reports,
        procedures=procedures,
    )


def _unique(drafts: list[Draft[object]], around: Surroundings, notes: Notes) -> list[Draft[object]]:
    """Ledgers, tables and lists share one set of names: an expression or ``of`` could mean either."""
    shared = {*around.ledgers, *around.tables, *around.lists}
    apart = {Measure: set(around.measures), Report: set[str](), Procedure: set[str]()}
    found = []
    for draft in drafts:
        name = getattr(draft.spec, "name", "")
        taken = apart.get(type(draft.spec), shared)
        if name in taken:
            notes.add(draft.places.at("name"), Trouble.TWICE, name=name)
            continue
        taken.add(name)
        found.append(draft)
    return found


def _refused(notes: Notes) -> bool:
    return any(problem.severity is Severity.ERROR for problem in notes.problems)


def _ordered(notes: Notes) -> tuple[FileProblem, ...]:
    return tuple(sorted(notes.problems, key=_position))


def _position(problem: FileProblem) -> tuple[bool, str, int, int]:
    return problem.file != "pack.yaml", problem.file, problem.line, problem.column
