"""``zhangtu redact``: removes values about persons lawfully, naming authority and reason."""

from collections.abc import Sequence

from zhangtu.project import office
from zhangtu.project.commands import prove
from zhangtu.project.commands.console import Parser, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Remove values.

    Args:
        argv: ``LEDGER/UID``, ``--fields``, ``--authority``, ``--reason``.

    Returns:
        0: removed; 2: nothing was removed.
    """
    return run("redact", argv, _redact)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    example = 'zhangtu redact premises/UID --fields owner,phone --authority "…第47条" --reason "…"'
    parser = Parser(
        language,
        "zhangtu redact",
        say("summary_redact", language),
        [(example, say("example_redact", language))],
    )
    parser.add_argument("place", metavar="LEDGER/UID", help=say("help_place", language))
    parser.add_argument("--fields", metavar="NAMES", required=True, help=say("help_redact_fields", language))
    parser.add_argument("--authority", metavar="TEXT", required=True, help=say("help_authority", language))
    parser.add_argument("--reason", metavar="TEXT", required=True, help=say("help_reason", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _redact(argv: Sequence[str], language: str) -> int:
    """Remove the values and say what is gone."""
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    from zhangtu.journal import proving  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.redacting import redact  # noqa: PLC0415

    ledger, uid = prove.parted(asked.place, language)
    register, row = proving.place(ledger, uid)
    done = redact(
        register,
        row,
        prove.keys(ledger, asked.fields, language),
        actor=prove.actor(asked.account, "redact", ledger, language),
        authority=asked.authority,
        reason=asked.reason,
    )
    entries = {entry for numbers in done.removed.values() for entry in numbers}
    put(say("redacted", language, number=done.number, fields=len(done.removed), entries=len(entries)))
    return 0
