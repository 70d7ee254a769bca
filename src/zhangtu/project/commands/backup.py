"""``zhangtu backup``: the whole office in one file, while it works."""

from collections.abc import Sequence
from pathlib import Path

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, complain, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Make a backup.

    Args:
        argv: ``OUT``, ``--with-key``.

    Returns:
        0: made; 1: made, but files of the office are damaged; 2: not made.
    """
    return run("backup", argv, _backup)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu backup",
        say("summary_backup", language),
        [
            ("zhangtu backup office.zip", say("example_backup", language)),
            ("zhangtu backup office.zip --with-key", say("example_backup_key", language)),
        ],
    )
    parser.add_argument("out", metavar="OUT", help=say("help_backup_out", language))
    parser.add_argument("--with-key", action="store_true", help=say("help_with_key", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _backup(argv: Sequence[str], language: str) -> int:
    """Make the backup and say what is in it."""
    asked = _parser(language).parse_args(list(argv))
    home = office.open_existing()
    from zhangtu.project.carrying.packing import back_up  # noqa: PLC0415  # needs the settings

    ticker = Ticker(language)
    packed = back_up(home, Path(asked.out).absolute(), ticker, with_key=asked.with_key)
    ticker.clear()
    size = f"{packed.size / 1e6:,.1f}"
    put(say("backed_up", language, path=asked.out, entries=packed.entries, files=packed.files, size=size))
    if not asked.with_key:
        put(say("backed_up_without_key", language))
    for name in packed.damaged:
        complain(say("file_damaged", language, name=name))
    return 1 if packed.damaged else 0
