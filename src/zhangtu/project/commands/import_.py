"""``zhangtu import``: a spreadsheet into a ledger; shown first, put in force when confirmed."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import yaml

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, UsageError, complain, harmless, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say
from zhangtu.schema.types.choice import title_in

if TYPE_CHECKING:
    from zhangtu.journal.actor import Actor
    from zhangtu.ledgers.importing.applying import Left, Outcome
    from zhangtu.ledgers.importing.preparing import Preview

#: So many faults, columns and rows left out are shown; the file with its faults marked has them all.
_SHOWN = 20


def main(argv: Sequence[str]) -> int:
    """Import, continue or take back.

    Args:
        argv: ``FILE --ledger NAME``, or ``--continue ID``, ``--undo ID`` or ``--drop ID``.

    Returns:
        0: all of it is in force, or taken back; 1: not confirmed, or something was left for a person;
        2: refused.
    """
    return run("import", argv, _import)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu import",
        say("summary_import", language),
        [
            ("zhangtu import 摸底表.xlsx --ledger premises", say("example_import", language)),
            ("zhangtu import 摸底表.xlsx --ledger premises --yes", say("example_import_yes", language)),
            ("zhangtu import --undo ID --reason …", say("example_import_undo", language)),
        ],
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help=say("help_import_file", language))
    for option, metavar, code in (
        ("--ledger", "NAME", "help_import_ledger"), ("--sheet", "NAME", "help_import_sheet"),
        ("--match", "FILE", "help_import_match"), ("--unit", "NAME", "help_import_unit"),
        ("--faults", "FILE", "help_import_faults"), ("--undo", "ID", "help_import_undo"),
        ("--continue", "ID", "help_import_continue"), ("--drop", "ID", "help_import_drop"),
        ("--reason", "TEXT", "help_import_reason"),
        ("--as", "ACCOUNT", "help_as"), ("--lang", "LANG", "help_lang"),
    ):  # fmt: skip
        name = {"--as": "account", "--continue": "resume"}.get(option, option[2:])
        parser.add_argument(option, metavar=metavar, dest=name, help=say(code, language))
    parser.add_argument("--yes", action="store_true", help=say("help_import_yes", language))
    parser.add_argument("--again", action="store_true", help=say("help_import_again", language))
    return parser


def _import(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    if not (asked.file or asked.undo or asked.resume or asked.drop):
        raise UsageError(say("import_misused", language))
    office.open_existing()
    if asked.undo or asked.drop:
        return _undo(asked, language)
    if asked.resume:
        return _apply(asked, _uid(asked.resume, language), language)
    if not asked.ledger:
        raise UsageError(say("import_misused", language))
    return _prepare(asked, language)


def _uid(words: str, language: str) -> UUID:
    try:
        return UUID(words)
    except ValueError as error:
        raise UsageError(say("import_bad_uid", language, uid=words)) from error


def _prepare(asked: argparse.Namespace, language: str) -> int:
    """Show what would become of a file; put it in force when that is confirmed."""
    from zhangtu.ledgers.importing.preparing import Wish, prepare  # noqa: PLC0415  # needs the settings

    actor = prove.actor(asked.account, "import", asked.ledger, language)
    wish = Wish(asked.sheet or "", _match(asked.match, language), _unit(asked.unit, language))
    ticker = Ticker(language, "import_progress")
    path = Path(asked.file)
    preview = prepare(path, asked.ledger, actor=actor, wish=wish, tell=lambda done: ticker(path.name, done))
    ticker.clear()
    _show(preview, language)
    _mark(preview, path, asked.faults, language)
    made = preview.manifest
    if not made.created + made.amended:
        put(say("import_nothing", language))
        return 1 if made.faulty else 0
    if preview.already is not None and not asked.again:
        put(say("import_already", language, uid=preview.already))
        return 1
    if not asked.yes and not _confirmed(language):
        put(say("import_not_done", language, uid=made.uid))
        return 1
    code = _apply(asked, UUID(made.uid), language)
    return code or (1 if made.faulty else 0)


def _match(path: str | None, language: str) -> Mapping[str, str]:
    if path is None:
        return {}
    try:
        given = yaml.safe_load(Path(path).read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(say("import_bad_match", language, path=path)) from error
    if not isinstance(given, dict) or any(isinstance(one, dict | list | set) for one in given.values()):
        # a list of lists told again and again would become words without end
        raise UsageError(say("import_bad_match", language, path=path))
    return {str(words): str(name or "") for words, name in given.items()}


def _unit(words: str | None, language: str) -> int:
    if words is None:
        return 0
    from zhangtu.people import queries  # noqa: PLC0415  # needs the settings

    found = queries.find(words)
    if len(found) != 1:
        raise UsageError(say("import_bad_unit", language, name=words))
    return found[0]


def _confirmed(language: str) -> bool:
    if not sys.stdin.isatty():
        return False
    put(say("import_ask", language))
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}


def _show(preview: "Preview", language: str) -> None:
    """Print what each column is, what was left out, the counts and the first faults."""
    made = preview.manifest
    put(harmless(say("import_table", language, sheet=made.sheet, title=made.title)))
    for one in preview.columns:
        code = "import_column" if one.field else "import_column_none"
        field = say("field_unit", language)
        if one.field != "@unit":
            field = f"{_called(made.ledger, one.field, language)} {one.field}"
        put(harmless(say(
            code, language, letters=one.letters, title=one.title, field=field,
            reason=say(f"reason_{one.reason}", language), sure=round(min(one.confidence, 1) * 100),
        )))  # fmt: skip
    if made.left_out:
        put(say("import_left_out", language))
    for kind, first, last, words in made.left_out[:_SHOWN]:
        put(harmless("  " + say(f"left_{kind}", language, first=first, last=last, words=words)))
    if len(made.left_out) > _SHOWN:
        put(say("import_more", language, count=len(made.left_out) - _SHOWN))
    put(say(
        "import_counts", language,
        created=made.created, amended=made.amended, same=made.same, faulty=made.faulty,
    ))  # fmt: skip
    _show_faults(preview, language)


def _show_faults(preview: "Preview", language: str) -> None:
    from zhangtu.documents.sheets.grid import letters  # noqa: PLC0415
    from zhangtu.documents.sheets.places import say_place  # noqa: PLC0415
    from zhangtu.kernel.problems import FieldProblem  # noqa: PLC0415
    from zhangtu.ledgers.importing.refusing import say as say_cell  # noqa: PLC0415

    if preview.faults:
        put(say("import_faults", language))
    for fault in preview.faults[:_SHOWN]:
        column = letters(fault.column) if fault.column >= 0 else ""
        place = say_place(fault.sheet, fault.row, language, column)
        words = say_cell(FieldProblem(fault.field, fault.kind, facts=fault.facts), language)
        if fault.warning:
            words = say("import_warning", language, words=words)
        put(harmless(say("import_fault", language, cell=place, words=words)))
    if len(preview.faults) > _SHOWN:
        put(say("import_more", language, count=len(preview.faults) - _SHOWN))


def _mark(preview: "Preview", path: Path, out: str | None, language: str) -> None:
    """Write the file with its faults marked, beside the file or where asked."""
    if not preview.faults:
        return
    from zhangtu.ledgers.importing.returning import mark  # noqa: PLC0415  # needs the settings

    target = Path(out) if out else path.with_name(f"{path.stem}-问题.xlsx")
    heading = preview.manifest.heading
    mark(path, target, preview.manifest.sheet, preview.faults, language, heading=heading)
    put(say("import_marked", language, path=target))


def _apply(asked: argparse.Namespace, uid: UUID, language: str) -> int:
    from zhangtu.ledgers.importing import applying, spool  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.importing.preparing import folder_of  # noqa: PLC0415

    made = spool.manifest(folder_of(uid))
    actor = prove.actor(asked.account, "import", made.ledger, language)
    ticker = Ticker(language, "import_applying")
    outcome = applying.apply(
        uid,
        actor=actor,
        reason=asked.reason or "",
        again=asked.again,
        tell=lambda done: ticker(made.name, done),
    )
    ticker.clear()
    return _ended(outcome, "import_done", _Ended(made.ledger, actor, language))


def _undo(asked: argparse.Namespace, language: str) -> int:
    from zhangtu.ledgers.importing import spool, undoing  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.importing.preparing import folder_of  # noqa: PLC0415

    uid = _uid(asked.undo or asked.drop, language)
    made = spool.manifest(folder_of(uid))
    actor = prove.actor(asked.account, "import", made.ledger, language)
    ticker = Ticker(language, "import_undoing")
    take_back = undoing.undo if asked.undo else undoing.drop
    outcome = take_back(
        uid, actor=actor, reason=asked.reason or "", tell=lambda done: ticker(made.name, done)
    )
    ticker.clear()
    return _ended(outcome, "import_undone", _Ended(made.ledger, actor, language))


@dataclass(frozen=True, slots=True)
class _Ended:
    """Where, by whom and in which language something came to its end."""

    ledger: str
    actor: "Actor"
    language: str


def _ended(outcome: "Outcome", code: str, about: _Ended) -> int:
    language = about.language
    put(say(code, language, created=outcome.created, amended=outcome.amended, uid=outcome.uid))
    if outcome.left:
        complain(say("import_left", language))
    from zhangtu.ledgers.importing import naming  # noqa: PLC0415  # needs the settings
    from zhangtu.people import queries  # noqa: PLC0415

    shown = outcome.left[:_SHOWN]
    titles = naming.titles(about.ledger, (left.row for left in shown), queries.scope(about.actor))
    for left in shown:
        complain(_left(left, titles.get(left.row, ""), about))
    if len(outcome.left) > _SHOWN:
        complain(say("import_more", language, count=len(outcome.left) - _SHOWN))
    return 1 if outcome.left else 0


def _left(left: "Left", title: str, about: _Ended) -> str:
    """A row left for a person: its number, what it is called, why, which fields."""
    language = about.language
    code = "import_left_row" if left.sheet_row else "import_left_stored"
    called = [_called(about.ledger, name, language) for name in left.fields]
    return say(
        code, language, row=left.sheet_row or left.row, why=say(f"why_{left.why}", language),
        title=f"（{title}）" if title else "", fields=f"（{'、'.join(called)}）" if called else "",
    )  # fmt: skip


def _called(ledger: str, name: str, language: str) -> str:
    """What a field is called in the language."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    found = definitions.in_force(ledger).fields.get(name)
    return name if found is None else title_in(found.title, language)
