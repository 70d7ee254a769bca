"""``zhangtu`` without a subcommand: help, version, and a sentence for names that do not exist."""

from collections.abc import Sequence

from zhangtu.project.commands import COMMANDS
from zhangtu.project.commands.console import Parser, complain, put
from zhangtu.project.commands.wording import say, spoken


def _help(language: str) -> str:
    """Write the help page: what it is, the subcommands, examples."""
    parser = Parser(
        language,
        "zhangtu",
        say("about", language),
        [
            ("zhangtu read plan.docx", say("example_read", language)),
            ("zhangtu read plan.docx --xlsx tasks.xlsx", say("example_xlsx", language)),
        ],
    )
    parser.add_argument("--version", action="store_true", help=say("help_version", language))
    group = parser.add_argument_group(say("commands", language))
    for name, command in COMMANDS.items():
        group.add_argument(name, help=say(command.summary, language), nargs="?")
    return parser.format_help()


def main(argv: Sequence[str]) -> int:
    """Answer a command line that names no subcommand.

    Args:
        argv: The words behind ``zhangtu``.

    Returns:
        0 when help or version was asked for, else 2.
    """
    language = spoken(argv)
    first = argv[0] if argv else ""
    if first == "--version":
        from importlib.metadata import version  # noqa: PLC0415  # slow to load and seldom wanted

        put(f"zhangtu {version('zhangtu')}")
        return 0
    if not first or first in {"-h", "--help", "--lang"} or first.startswith("--lang="):
        put(_help(language))
        return 0 if first else 2
    complain(say("no_command", language, name=first, names=", ".join(COMMANDS)))
    return 2
