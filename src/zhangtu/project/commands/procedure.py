"""``zhangtu procedure``: the procedures there are, one in words, and its flow chart as a file."""

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
    """List procedures, show one, or draw it.

    Args:
        argv: ``list``; ``show NAME``; ``chart NAME --out FILE``.

    Returns:
        0: told or written; 2: not done.
    """
    return run("procedure", argv, _procedure)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu procedure",
        say("summary_procedure", language),
        [
            ("zhangtu procedure list", say("example_procedure_list", language)),
            ("zhangtu procedure show corrections", say("example_procedure_show", language)),
            (
                "zhangtu procedure chart corrections --out 流程图.svg",
                say("example_procedure_chart", language),
            ),
        ],
    )
    deeds = ("list", "show", "chart")
    parser.add_argument("deed", metavar="DEED", choices=deeds, help=say("help_procedure_deed", language))
    parser.add_argument("name", metavar="NAME", nargs="?", help=say("help_procedure_name", language))
    parser.add_argument("--out", metavar="FILE", help=say("help_procedure_out", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _procedure(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    if asked.deed != "list" and (not asked.name or (asked.deed == "chart" and not asked.out)):
        raise UsageError(say("procedure_lacks", language))
    office.open_existing()
    from zhangtu.people import queries as people  # noqa: PLC0415  # needs the settings

    scope = people.scope(prove.actor(asked.account, "read", "", language))
    if asked.deed == "list":
        return _listed(scope, language)
    return _shown(asked, language) if asked.deed == "show" else _drawn(asked, language)


def _listed(scope: "Scope", language: str) -> int:
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.procedures import queries  # noqa: PLC0415  # needs the settings

    known = definitions.known().procedures
    for name, force in sorted(known.items()):
        final = {step.name for step in force.procedure.steps if step.final}
        found = queries.counts(name, scope)
        count = sum(number for step, number in found.items() if step and step not in final)
        title = force.procedure.title.words.say(language)
        put(say("procedure_line", language, name=name, title=title, of=force.procedure.of, count=count))
    if not known:
        put(say("procedure_none", language))
    return 0


def _shown(asked: Namespace, language: str) -> int:
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.procedures import holders  # noqa: PLC0415  # needs the settings
    from zhangtu.procedures.saying import length  # noqa: PLC0415  # needs the settings

    procedure = definitions.known().procedure(asked.name).procedure
    put(procedure.title.words.say(language))
    for number, step in enumerate(procedure.steps, 1):
        owner = holders.called(step.owner).say(language) if step.owner else say("procedure_final", language)
        facts = {"number": number, "name": step.name, "owner": owner}
        put(say("procedure_step", language, title=step.title.words.say(language), **facts))
        if step.when:
            put(say("procedure_when", language, when=step.when))
    for move in procedure.moves:
        ends = {"sources": ", ".join(move.sources), "to": move.to}
        put(say("procedure_move", language, name=move.name, title=move.title.words.say(language), **ends))
    for limit in procedure.limits:
        within = ", ".join(length(one.budget, language) for one in limit.within)
        rest = {"title": limit.title.words.say(language), "authority": limit.authority}
        put(say("procedure_limit", language, within=within, **rest))
    return 0


def _drawn(asked: Namespace, language: str) -> int:
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.procedures.drawing import svg  # noqa: PLC0415  # needs the settings

    procedure = definitions.known().procedure(asked.name).procedure
    Path(asked.out).write_text(svg(procedure, language), "utf-8")
    put(say("procedure_written", language, path=asked.out))
    return 0
