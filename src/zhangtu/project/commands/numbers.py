"""``zhangtu numbers``: give a row its number, void one, list what became of each series."""

import argparse
from collections.abc import Sequence
from uuid import UUID

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Take, void or list numbers.

    Args:
        argv: ``take|void LEDGER/UID [FIELD]`` or ``list LEDGER``, and ``--reason``, ``--as``.

    Returns:
        0: done; 2: refused.
    """
    return run("numbers", argv, _numbers)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu numbers",
        say("summary_numbers", language),
        [
            ("zhangtu numbers take tasks/UID", say("example_numbers_take", language)),
            ("zhangtu numbers void tasks/UID --reason REASON", say("example_numbers_void", language)),
            ("zhangtu numbers list tasks", say("example_numbers_list", language)),
        ],
    )
    deeds = ("take", "void", "list")
    parser.add_argument("deed", choices=deeds, help=say("help_numbers_deed", language))
    parser.add_argument("place", metavar="LEDGER/UID", help=say("help_numbers_place", language))
    parser.add_argument("field", metavar="FIELD", nargs="?", help=say("help_numbers_field", language))
    parser.add_argument("--reason", metavar="REASON", default="", help=say("help_numbers_reason", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _numbers(argv: Sequence[str], language: str) -> int:
    """Do what was asked and say it."""
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    return _list(asked, language) if asked.deed == "list" else _change(asked, language)


def _list(asked: argparse.Namespace, language: str) -> int:
    """Every series of a ledger in scope."""
    from zhangtu.ledgers import serials  # noqa: PLC0415  # needs the settings
    from zhangtu.people import queries as people  # noqa: PLC0415

    scope = people.scope(prove.actor(asked.account, "read", asked.place, language))
    books = serials.books(asked.place, scope)
    if not books:
        put(say("numbers_none", language))
    for one in books:
        facts = {
            "unit": people.name_on(one.unit) or str(one.unit),
            "given": one.series.given,
            "voided": "、".join(map(str, one.series.voided)) or "—",
            "gaps": "、".join(map(str, one.series.gaps)) or "—",
        }
        put(harmless(say("numbers_book", language, name=one.name, year=one.year, **facts)))
    return 0


def _change(asked: argparse.Namespace, language: str) -> int:
    """Take a number, or void it."""
    from zhangtu.ledgers import queries, serials  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.refusals import LedgerError  # noqa: PLC0415
    from zhangtu.people import queries as people  # noqa: PLC0415

    ledger, words = prove.parted(asked.place, language)
    actor = prove.actor(asked.account, "amend", ledger, language)
    try:
        uid = UUID(words)
    except ValueError as error:
        raise LedgerError("no_row") from error
    if queries.row(uid, people.scope(actor)).ledger != ledger:
        raise LedgerError("no_row")
    field = asked.field or _only(ledger, language)
    if asked.deed == "take":
        number = serials.give(uid, field, actor=actor, reason=asked.reason)
        put(harmless(say("numbers_given", language, number=number)))
    else:
        number = serials.void(uid, field, actor=actor, reason=asked.reason)
        put(harmless(say("numbers_voided", language, number=number)))
    return 0


def _only(ledger: str, language: str) -> str:
    """The one field for numbers a ledger has."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    fields = definitions.in_force(ledger).fields.values()
    names = [spec.name for spec in fields if spec.type == "serial"]
    if len(names) != 1:
        found = "、".join(names)
        raise UsageError(say("numbers_no_field", language, ledger=ledger, count=len(names), fields=found))
    return names[0]
