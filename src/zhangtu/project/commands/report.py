"""``zhangtu report``: the reports there are, and one of any unit and period as a file."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, UsageError, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.people.scope import Scope


def main(argv: Sequence[str]) -> int:
    """List reports or build one.

    Args:
        argv: ``list``; ``build NAME PERIOD``, ``--unit``, ``--out``.

    Returns:
        0: listed or written; 2: not done.
    """
    return run("report", argv, _report)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu report",
        say("summary_report", language),
        [
            ("zhangtu report list", say("example_report_list", language)),
            (
                "zhangtu report build five_small_monthly 2026-11 --unit 石鼓镇 --out 月报.docx",
                say("example_report_build", language),
            ),
            (
                "zhangtu report build underwriting,claims 2026 --unit 石鼓镇 --out 档案.xlsx",
                say("example_report_bound", language),
            ),
        ],
    )
    parser.add_argument(
        "deed", metavar="DEED", choices=("list", "build"), help=say("help_report_deed", language)
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help=say("help_report_name", language))
    parser.add_argument("period", metavar="PERIOD", nargs="?", help=say("help_report_period", language))
    parser.add_argument("--unit", metavar="UNIT", help=say("help_report_unit", language))
    parser.add_argument("--out", metavar="FILE", help=say("help_report_out", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _report(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    if asked.deed == "build" and not (asked.name and asked.period and asked.unit and asked.out):
        raise UsageError(say("report_lacks", language))
    office.open_existing()
    from zhangtu.people import queries as people  # noqa: PLC0415  # needs the settings

    scope = people.scope(prove.actor(asked.account, "export", "", language))
    return _listed(scope, language) if asked.deed == "list" else _built(asked, scope, language)


def _listed(scope: "Scope", language: str) -> int:
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.reports import overview  # noqa: PLC0415  # needs the settings
    from zhangtu.schema.types.choice import title_in  # noqa: PLC0415  # needs the settings

    below = overview.to_receive(scope)
    reports = definitions.known().reports
    for name, force in reports.items():
        title = title_in(force.report.title, language)
        put(say("report_line", language, name=name, title=title, every=force.report.every))
        for one in (each for each in below if each.report == name):
            facts = {"done": one.done, "count": one.count, "late": one.late}
            put(say("report_period", language, period=one.period.label(language), **facts))
    if not reports:
        put(say("report_none", language))
    return 0


def _built(asked: Namespace, scope: "Scope", language: str) -> int:
    from zhangtu.kernel import periods  # noqa: PLC0415  # only here
    from zhangtu.reports import building, papers  # noqa: PLC0415  # needs the settings

    path = Path(asked.out)
    names = [one.strip() for one in str(asked.name).split(",") if one.strip()]
    kind = path.suffix.lower().removeprefix(".")
    if kind not in papers.KINDS or (len(names) > 1 and kind != "xlsx"):
        raise UsageError(say("report_kind", language, path=asked.out))
    unit = building.unit_named(asked.unit, scope)
    found = building.built(names, periods.parse(asked.period), unit, scope)
    made = papers.bound(found, kind, language) if len(found) > 1 else papers.build(*found[0], kind, language)
    path.write_bytes(made)
    put(say("report_written", language, path=asked.out))
    return 0
