"""``zhangtu pack``: checks a pack, says what loading it would change, loads it, lists what is there."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.kernel.scripts import in_language
from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, complain, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say
from zhangtu.schema.change_wording import say_change, say_conflict
from zhangtu.schema.difference import Conflict, Side
from zhangtu.schema.loading import Loaded, LoadedOne, load_pack
from zhangtu.schema.specs import Measure, Pack, Spec
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.wording import say_file_problem

if TYPE_CHECKING:
    from zhangtu.ledgers.definitions import Planned

_SHIPPED = Path(str(files("zhangtu.packs")))
_DEEDS = ("check", "diff", "load", "list", "show", "back")
_What = Pack | Spec


def main(argv: Sequence[str]) -> int:
    """Run the subcommand.

    Args:
        argv: The words behind ``zhangtu pack``.

    Returns:
        0: nothing wrong, nothing different, or loaded; 1: something is wrong, or would change; 2: not done.
    """
    return run("pack", argv, _pack)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    conflict = "premises.fields.4.title.zh"
    parser = Parser(
        language,
        "zhangtu pack",
        say("summary_pack", language),
        [
            ("zhangtu pack check my_pack/", say("example_pack_check", language)),
            ("zhangtu pack diff five_small", say("example_pack_diff", language)),
            (f"zhangtu pack load five_small --accept-theirs {conflict}", say("example_pack_load", language)),
            ("zhangtu pack list", say("example_pack_list", language)),
            ("zhangtu pack show premises > premises.yaml", say("example_pack_show", language)),
            ("zhangtu pack load premises.yaml", say("example_pack_own", language)),
            ("zhangtu pack check five_small --preview", say("example_pack_preview", language)),
            ("zhangtu pack back licensed_share --reason …", say("example_pack_back", language)),
        ],
    )
    parser.add_argument("deed", metavar="DEED", help=say("help_pack_deed", language))
    parser.add_argument("where", metavar="FOLDER|NAME", nargs="?", help=say("help_pack_where", language))
    for option, side in (("--accept-theirs", "accept_theirs"), ("--keep-ours", "keep_ours")):
        wording = say(f"help_{side}", language)
        parser.add_argument(option, metavar="PATH", action="append", default=[], help=wording)
    parser.add_argument("--preview", action="store_true", help=say("help_preview", language))
    parser.add_argument("--destroys", action="store_true", help=say("help_destroys", language))
    parser.add_argument("--reason", metavar="TEXT", default="", help=say("help_pack_reason", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _pack(argv: Sequence[str], language: str) -> int:
    """Do what was asked for."""
    asked = _parser(language).parse_args(list(argv))
    if asked.deed not in _DEEDS:
        raise UsageError(say("bad_pack_deed", language, deed=asked.deed))
    if asked.deed == "list":
        return _list(language)
    if not asked.where:
        raise UsageError(say("no_pack_where", language))
    if asked.deed in ("show", "back"):
        return _show(asked.where) if asked.deed == "show" else _back(asked, language)
    own = Path(asked.where).is_file()
    loaded = _load_own(Path(asked.where), language) if own else _load(asked.where, language)
    what = loaded.spec if isinstance(loaded, LoadedOne) else loaded.pack
    if asked.deed == "check" or what is None:
        found = _check(loaded, language)
        if what is not None and asked.preview:
            _preview(what, language)
        return found if asked.deed == "check" else max(found, 2)
    office.open_existing()
    return _diff(what, language) if asked.deed == "diff" else _put(what, asked, language)


def _show(name: str) -> int:
    """Print a definition in force, to be changed and loaded again."""
    office.open_existing()
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    put(definitions.written(name).rstrip("\n"))
    return 0


def _back(asked: argparse.Namespace, language: str) -> int:
    """Take the last change of a measure or report back."""
    office.open_existing()
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.project.commands import prove  # noqa: PLC0415

    actor = prove.actor(asked.account, "design", "", language)
    version = definitions.take_back(asked.where, actor=actor, reason=asked.reason)
    put(say("pack_back", language, name=asked.where, version=version))
    return 0


def _preview(what: _What, language: str) -> None:
    """Print what measures come to now."""
    office.open_existing()
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    measures = what.measures if isinstance(what, Pack) else [what] if isinstance(what, Measure) else []
    found = definitions.previews([one for one in measures if one.removed is None])
    if measures and not found:
        put(say("pack_no_preview", language))
    for one in found:
        title = in_language(one.measure.title.zh, one.measure.title.en or one.measure.title.zh, language)
        why = in_language(*one.why, language)
        whole = why or figure(one.measure, one.whole, language)
        put(harmless(say("pack_measure", language, name=one.measure.name, title=title, whole=whole)))
        for unit, value in one.units:
            said = figure(one.measure, value, language)
            put(harmless(say("pack_measure_unit", language, unit=unit, value=said)))


def figure(measure: Measure, value: Decimal | None, language: str) -> str:
    """A figure as people read it.

    Args:
        measure: Its measure.
        value: What it came to; ``None`` for nothing.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        For instance ``83.3%`` or ``1,204家``.
    """
    if value is None:
        return say("pack_nothing", language)
    if measure.shown == "share":
        return f"{value * 100:,.{1 if measure.places is None else measure.places}f}%"
    unit = measure.measured_in
    said = f"{value:,.{measure.places}f}" if measure.places is not None else f"{value:,f}"
    return said if unit is None else said + in_language(unit.zh, f" {unit.en or unit.zh}", language)


def _load_own(path: Path, language: str) -> LoadedOne:
    """Read a definition the office wrote itself, held against those in force."""
    office.open_existing()
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(say("pack_not_utf8", language, path=path)) from error
    return definitions.read(text, path.name)


def _load(where: str, language: str) -> Loaded:
    """Read the pack, and before it those it needs."""
    shipped = sorted(path.parent.name for path in _SHIPPED.glob("*/pack.yaml"))
    folder = Path(where)
    if not folder.is_dir():
        if where not in shipped:
            raise UsageError(say("no_pack", language, where=where, names="、".join(shipped)))
        folder = _SHIPPED / where
    known: dict[str, Pack] = {}
    loaded = load_pack(folder, known)
    for _ in shipped:
        lacking = _lacking(loaded.problems).intersection(shipped) - known.keys()
        if not lacking:
            break
        for name in lacking:
            pack = _load(str(_SHIPPED / name), language).pack
            if pack is not None:
                known[name] = pack
        loaded = load_pack(folder, known)
    return loaded


def _lacking(problems: Iterable[FileProblem]) -> set[str]:
    return {problem.facts["name"] for problem in problems if problem.kind == Trouble.UNKNOWN_PACK}


def _check(loaded: Loaded | LoadedOne, language: str) -> int:
    """Print every problem with its place."""
    for problem in loaded.problems:
        level = "pack_error" if problem.severity is Severity.ERROR else "pack_warning"
        said = say_file_problem(problem, language)
        place = f"{problem.file}:{problem.line}:{problem.column}"
        put(harmless(f"{place}: {say(level, language)}: {said}"))
    counts = Counter(problem.severity for problem in loaded.problems)
    if isinstance(loaded, LoadedOne) and loaded.spec is not None and not loaded.problems:
        put(say("definition_clean", language, name=loaded.spec.name))
        return 0
    if isinstance(loaded, Loaded) and loaded.pack is not None and not loaded.problems:
        pack = loaded.pack
        parts = ("ledgers", "tables", "measures", "reports", "procedures")
        facts = {kind: len(getattr(pack, kind)) for kind in parts}
        put(say("pack_clean", language, name=pack.name, version=pack.version, **facts))
        return 0
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    complain(say("pack_problems", language, errors=errors, warnings=warnings))
    return 1


def _path(planned: "Planned", conflict: Conflict) -> str:
    return ".".join([planned.name, *map(str, conflict.path)])


def _diff(what: _What, language: str) -> int:
    """Print what loading it would change, and what a person must decide."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    versions = definitions.known().versions
    said = 0
    for planned in definitions.plan(what):
        if (planned.kind, planned.name) not in versions:
            put(harmless(say("pack_new", language, name=planned.name)))
            said += 1
        for change in planned.changes:
            put(harmless(f"{planned.name}: {say_change(change, language)}"))
            said += 1
        for conflict in planned.conflicts:
            words = say_conflict(conflict, language)
            put(harmless(say("pack_conflict", language, path=_path(planned, conflict), said=words)))
            said += 1
    if not said:
        put(say("pack_same", language))
    return 1 if said else 0


def _put(what: _What, asked: argparse.Namespace, language: str) -> int:
    """Put it in force, the conflicts decided as said."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.project.commands import prove  # noqa: PLC0415

    wishes = dict.fromkeys(asked.keep_ours, Side.OURS) | dict.fromkeys(asked.accept_theirs, Side.THEIRS)
    decisions: dict[str, dict[tuple[str | int, ...], Side]] = {}
    for planned in definitions.plan(what):
        for conflict in planned.conflicts:
            side = wishes.pop(_path(planned, conflict), None)
            if side is not None:
                decisions.setdefault(planned.name, {})[conflict.path] = side
    if wishes:
        raise UsageError(say("bad_conflict", language, path=next(iter(wishes))))
    changed = definitions.put_in_force(
        what,
        actor=prove.actor(asked.account, "design", "", language),
        reason=asked.reason,
        decisions=decisions,
        destroys=asked.destroys,
    )
    if not changed:
        put(say("pack_same", language))
        return 0
    put(say("pack_in_force", language, names="、".join(changed)))
    return _recompute(language)


def _recompute(language: str) -> int:
    """Bring stored values to what the definitions in force compute."""
    from zhangtu.ledgers import recomputing  # noqa: PLC0415  # needs the settings

    if recomputing.unfinished():
        put(say("pack_recomputed", language, count=recomputing.go_on()))
    return 0


def _list(language: str) -> int:
    """Print the packs in force and those that come with the program."""
    office.open_existing()
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    counts = Counter(version.pack for version in definitions.known().versions.values())
    shipped = {path.parent.name for path in _SHIPPED.glob("*/pack.yaml")}
    for name in sorted({*counts, *shipped}):
        count = counts.get(name, 0)
        code = "pack_loaded_state" if count else "pack_shipped_state"
        put(f"{name or say('pack_office', language)}\t{say(code, language, count=count)}")
    return 0
