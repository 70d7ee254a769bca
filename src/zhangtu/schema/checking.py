"""What ``pack check`` says about a folder: what every pack must pass without a test of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.schema.compiling import compile_ledgers
from zhangtu.schema.difference import difference
from zhangtu.schema.dumping import dump
from zhangtu.schema.loading import load_definition, load_pack
from zhangtu.schema.specs import Field, Pack, Procedure, Spec, Title
from zhangtu.schema.specs import Report as ReportSpec
from zhangtu.schema.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a pack holds.

    Attributes:
        ledgers: Its ledgers.
        fields: Their fields, removed ones left out.
        tables: Its dated tables.
        choices: Its shared lists of choices.
        expressions: Computed fields and checks that were read and typed.
        live: Computed fields asked anew each time.
        titles: Everything that has a title.
        english: Titles with English.
        to_confirm: Rows of tables a person has yet to confirm.
        measures: Its measures.
        reports: Its reports.
        procedures: Its procedures.
    """

    ledgers: int = 0
    fields: int = 0
    tables: int = 0
    choices: int = 0
    expressions: int = 0
    live: int = 0
    titles: int = 0
    english: int = 0
    to_confirm: int = 0
    measures: int = 0
    reports: int = 0
    procedures: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a check.

    Attributes:
        pack: The pack; ``None`` if it can't be loaded.
        problems: Everything that is wrong, in the order of the files.
        counts: How much it holds.
    """

    pack: Pack | None
    problems: tuple[FileProblem, ...]
    counts: Counts

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong that keeps the pack from being used."""
        return self.pack is not None and all(one.severity is not Severity.ERROR for one in self.problems)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs of a folder of packs.

    Attributes:
        packs: Those that load, by name, each behind those it needs.
        problems: Name of a folder → what is wrong in it.
    """

    packs: Mapping[str, Pack]
    problems: Mapping[str, tuple[FileProblem, ...]]


def load_shelf(folder: Path) -> Shelf:
    """Load every pack of a folder, those that are needed first.

    Args:
        folder: A folder with a folder for each pack.

    Returns:
        The packs and what is wrong with each.
    """
    waiting = [path for path in sorted(folder.iterdir()) if (path / "pack.yaml").is_file()]
    packs: dict[str, Pack] = {}
    problems: dict[str, tuple[FileProblem, ...]] = {}
    while waiting:
        left = []
        for path in waiting:
            loaded = load_pack(path, packs)
            problems[path.name] = loaded.problems
            if loaded.pack is None:
                left.append(path)
            else:
                packs[loaded.pack.name] = loaded.pack
        if len(left) == len(waiting):
            break
        waiting = left
    return Shelf(packs, problems)


def check(folder: Path, known: Mapping[str, Pack] | None = None) -> Report:
    """Check a pack's folder.

    Args:
        folder: The folder with ``pack.yaml``.
        known: Packs it may build on; the packs beside it are looked through if this is left out.

    Returns:
        Everything that is wrong, and how much there is: it loads, every expression is typed, every title
        is counted, and every definition written out and read again is the same.
    """
    beside = load_shelf(folder.resolve().parent).packs if known is None and folder.is_dir() else known or {}
    loaded = load_pack(folder, beside)
    if loaded.pack is None:
        return Report(None, loaded.problems, Counts())
    again = tuple(_again(loaded.pack))
    return Report(loaded.pack, loaded.problems + again, _counts(loaded.pack, beside))


def _again(pack: Pack) -> Iterator[FileProblem]:
    everything: list[Spec] = [*pack.ledgers, *pack.tables, *pack.choices, *pack.measures, *pack.reports]
    everything += pack.procedures
    for one in everything:
        said = _differs(one)
        if said:
            yield FileProblem(one.name, 1, 0, Trouble.NOT_SAME_AGAIN, facts={"name": one.name, "said": said})


def _differs(one: Spec) -> str:
    """How a definition differs from itself written out and read again."""
    read = load_definition(dump(one)).spec
    if type(read) is not type(one) or read is None:
        return "?"
    return ", ".join(" ".join(map(str, change.path)) for change in difference(one, read))


def _counts(pack: Pack, known: Mapping[str, Pack]) -> Counts:
    others = [one for name, one in known.items() if name != pack.name]
    packs = [*others, pack]
    compiled = compile_ledgers(
        [ledger for one in packs for ledger in one.ledgers], [table for one in packs for table in one.tables]
    )
    own = {ledger.name for ledger in pack.ledgers}
    read = [name for name, _ in (*compiled.values, *compiled.checks) if name in own]
    fields = [field for ledger in pack.ledgers for field in ledger.fields if field.removed is None]
    titles = list(_titles(pack))
    return Counts(
        ledgers=len(pack.ledgers),
        fields=len(fields),
        tables=len(pack.tables),
        choices=len(pack.choices),
        expressions=len(read),
        live=sum(field.live for field in fields),
        titles=len(titles),
        english=sum(bool(title.en) for title in titles),
        to_confirm=sum(row.sure == "to_confirm" for table in pack.tables for row in table.rows),
        measures=len(pack.measures),
        reports=len(pack.reports),
        procedures=len(pack.procedures),
    )


def _titles(pack: Pack) -> Iterator[Title]:
    yield pack.title
    yield from (one.title for one in pack.ledgers)
    yield from (one.title for one in pack.tables)
    yield from (one.title for one in pack.choices)
    for ledger in pack.ledgers:
        yield from _titles_of_fields(field for field in ledger.fields if field.removed is None)
        yield from (one.say for one in ledger.checks)
    for shared in pack.choices:
        yield from (choice.title for choice in shared.choices)
    for measure in pack.measures:
        yield measure.title
        yield from (one for one in (measure.measured_in, measure.help) if one is not None)
    for report in pack.reports:
        yield from _titles_of_report(report)
    for procedure in pack.procedures:
        yield from _titles_of_procedure(procedure)


def _titles_of_procedure(procedure: Procedure) -> Iterator[Title]:
    yield procedure.title
    yield from (one.title for one in procedure.steps)
    yield from (one.title for one in procedure.moves)
    yield from (one.title for one in procedure.limits)
    says = (procedure.help, *(one.say for one in procedure.moves))
    yield from (one for one in says if one is not None)


def _titles_of_report(report: ReportSpec) -> Iterator[Title]:
    yield from (report.title, *report.text)
    yield from (one.say for one in report.checks)
    helps = [report.help, *(one.help for one in report.enter)]
    given = [*(one.title for one in report.columns), *(one.title for one in report.enter), *helps]
    yield from (one for one in given if one is not None)


def _titles_of_fields(fields: Iterable[Field]) -> Iterator[Title]:
    for field in fields:
        yield field.title
        if field.help is not None:
            yield field.help
        if not field.target:
            yield from (choice.title for choice in field.of)
