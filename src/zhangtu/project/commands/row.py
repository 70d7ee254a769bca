"""``zhangtu row``: a row as it is or was on a day, its history, what changed between two days."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.ledgers.queries import Shift
    from zhangtu.ledgers.views import RowView
    from zhangtu.people.scope import Scope


def main(argv: Sequence[str]) -> int:
    """Print a row.

    Args:
        argv: ``LEDGER/UID``, and ``--on``, ``--history`` or ``--difference``.

    Returns:
        0: printed; 1: there was no such row on that day; 2: refused.
    """
    return run("row", argv, _row)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu row",
        say("summary_row", language),
        [
            ("zhangtu row premises/UID --on 2026-06-30", say("example_row_on", language)),
            ("zhangtu row premises/UID --history", say("example_row_history", language)),
            (
                "zhangtu row premises/UID --difference 2026-01-01 2026-06-30",
                say("example_row_difference", language),
            ),
        ],
    )
    parser.add_argument("place", metavar="LEDGER/UID", help=say("help_place", language))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--on", metavar="DAY", help=say("help_row_on", language))
    what.add_argument("--history", action="store_true", help=say("help_row_history", language))
    wording = say("help_row_difference", language)
    what.add_argument("--difference", metavar="DAY", nargs=2, help=wording)
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _row(argv: Sequence[str], language: str) -> int:
    """Find the row and print what was asked for."""
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    from zhangtu.ledgers import queries  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.refusals import LedgerError  # noqa: PLC0415
    from zhangtu.people import queries as people  # noqa: PLC0415

    ledger, words = prove.parted(asked.place, language)
    scope = people.scope(prove.actor(asked.account, "read", ledger, language))
    try:
        uid = UUID(words)
    except ValueError as error:
        raise LedgerError("no_row") from error
    now = queries.row(uid, scope)
    if now.ledger != ledger:
        raise LedgerError("no_row")
    lines = _lines(asked, now, scope, language)
    if lines is None:
        put(say("row_not_yet", language, day=asked.on))
        return 1
    for line in lines:
        put(harmless(line))
    return 0


def _lines(asked: argparse.Namespace, now: "RowView", scope: "Scope", language: str) -> Iterator[str] | None:
    """What is to be printed; ``None`` when the row was not there on the day."""
    from zhangtu.ledgers import queries  # noqa: PLC0415  # needs the settings

    if asked.history:
        return _history(now, scope)
    if asked.difference:
        first, second = (_day(words, language) for words in asked.difference)
        return _shifts(now.ledger, queries.difference(now.uid, first, second, scope))
    seen = now if asked.on is None else queries.as_of(now.uid, _day(asked.on, language), scope)
    return None if seen is None else _values(seen, language)


def _day(words: str, language: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(say("bad_row_day", language, day=words)) from error


def _values(row: "RowView", language: str) -> Iterator[str]:
    """Its title and number, then field by field."""
    from zhangtu.ledgers import definitions, showing  # noqa: PLC0415  # needs the settings

    force = definitions.in_force(row.ledger)
    yield f"{row.title} ({row.uid}, {row.version})"
    if row.withdrawn:
        yield say("row_withdrawn", language)
    for name, value in {**row.values, **row.live}.items():
        spec = force.fields[name]
        plain = name in row.masked or spec.type == "reference" or value is None
        words = _plain(value) if plain else showing.words(force, spec, value, language)
        yield f"{_title(row.ledger, name)}: {words}"


def _plain(value: Any) -> str:
    """A mask, the names of rows, or nothing."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else str("" if value is None else value)


def _title(ledger: str, name: str) -> str:
    """What a field is called, with its name."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    found = definitions.in_force(ledger).fields.get(name)
    return name if found is None else f"{found.title.zh} {name}"


def _history(row: "RowView", scope: "Scope") -> Iterator[str]:
    """Entry by entry: number, moment, who, what, why, then what changed."""
    from zhangtu.ledgers import queries  # noqa: PLC0415  # needs the settings

    for one in queries.history(row.uid, scope):
        why = f" ({one.reason})" if one.reason else ""
        yield f"{one.number}  {one.at:%Y-%m-%d %H:%M}  {one.who}  {one.action}{why}"
        for line in _shifts(row.ledger, one.shifts):
            yield f"    {line}"


def _shifts(ledger: str, shifts: "Sequence[Shift]") -> Iterator[str]:
    for one in shifts:
        yield f"{_title(ledger, one.name)}: {one.before or '—'} → {one.after or '—'}"
