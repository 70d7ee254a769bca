"""``zhangtu export``: rows of a ledger as a workbook, as text, or in somebody else's template."""

from collections.abc import Sequence
from pathlib import Path

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, complain, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say
from zhangtu.schema.types.choice import title_in

#: So many marks nobody knows are named.
_SHOWN = 20


def main(argv: Sequence[str]) -> int:
    """Export.

    Args:
        argv: ``LEDGER --out FILE``, ``--template``, ``--where``, ``--personal``.

    Returns:
        0: written; 1: written, but the template has marks nobody knows; 2: not written.
    """
    return run("export", argv, _export)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu export",
        say("summary_export", language),
        [
            (
                "zhangtu export premises --out 名单.xlsx --where \"grade = 'D'\"",
                say("example_export", language),
            ),
            (
                "zhangtu export premises --out 报表.xlsx --template 汇总表.xlsx",
                say("example_export_template", language),
            ),
        ],
    )
    parser.add_argument("ledger", metavar="LEDGER", help=say("help_export_ledger", language))
    parser.add_argument("--out", metavar="FILE", required=True, help=say("help_export_out", language))
    parser.add_argument("--template", metavar="FILE", help=say("help_export_template", language))
    parser.add_argument("--where", metavar="EXPR", default="", help=say("help_export_where", language))
    parser.add_argument("--personal", metavar="REASON", help=say("help_export_personal", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _export(argv: Sequence[str], language: str) -> int:
    """Write the file and say what is in it."""
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    from zhangtu.ledgers.exporting.actions import export  # noqa: PLC0415  # needs the settings

    actor = prove.actor(asked.account, "export", asked.ledger, language)
    template = Path(asked.template) if asked.template else None
    done = export(
        asked.ledger,
        Path(asked.out).absolute(),
        actor=actor,
        where=asked.where,
        template=template,
        language=language,
        personal=asked.personal,
    )
    put(say("exported", language, count=done.count, path=asked.out))
    if done.left_out:
        from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

        fields = definitions.in_force(asked.ledger).fields
        titles = [title_in(fields[name].title, language) for name in done.left_out]
        put(say("export_left_out", language, fields="、".join(titles)))
    if done.unknown:
        complain(say("export_unknown_marks", language, marks="、".join(done.unknown[:_SHOWN])))
        return 1
    return 0
