"""``zhangtu lake``: the open columns of all ledgers as Parquet files, and whether they tell the truth."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, UsageError, complain, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.journal.actor import Actor


def main(argv: Sequence[str]) -> int:
    """Write or check a lake.

    Args:
        argv: ``export DIR``, ``--since``; ``check DIR``.

    Returns:
        0: written, or all figures are the same; 1: some differ; 2: not done.
    """
    return run("lake", argv, _lake)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu lake",
        say("summary_lake", language),
        [
            ("zhangtu lake export /data/lake", say("example_lake_export", language)),
            ("zhangtu lake export /data/lake --since 2026-01-01", say("example_lake_since", language)),
            ("zhangtu lake check /data/lake", say("example_lake_check", language)),
        ],
    )
    parser.add_argument(
        "deed", metavar="DEED", choices=("export", "check"), help=say("help_lake_deed", language)
    )
    parser.add_argument("folder", metavar="DIR", help=say("help_lake_folder", language))
    parser.add_argument("--since", metavar="DAY", help=say("help_lake_since", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _lake(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    since = _day(asked.since, language)
    office.open_existing()
    actor = prove.actor(asked.account, "export", "", language)
    folder = Path(asked.folder).absolute()
    if asked.deed == "check":
        return _check(folder, actor, language)
    from zhangtu.measures.lake.exporting import export  # noqa: PLC0415  # needs the settings

    written = export(folder, actor=actor, since=since)
    for ledger, count in written.ledgers.items():
        put(say("lake_ledger", language, ledger=ledger, count=f"{count:,}"))
    put(say("lake_written", language, count=len(written.ledgers), entry=written.entry, path=asked.folder))
    return 0


def _day(text: str | None, language: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("lake_bad_day", language, day=text)) from error


def _check(folder: Path, actor: "Actor", language: str) -> int:
    from zhangtu.measures.lake.checking import check  # noqa: PLC0415  # needs the settings

    found = check(folder, actor=actor)
    facts = {"measures": found.measures, "figures": f"{found.figures:,}"}
    if not found.differing:
        put(say("lake_same", language, **facts))
        return 0
    there, here = found.differing[0]
    said = {"measure": here.measure, "period": here.period, "there": there.value, "here": here.value}
    complain(say("lake_differs", language, count=len(found.differing), **facts, **said))
    return 1
