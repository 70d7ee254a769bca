"""``zhangtu seal``: seals what is not sealed yet and prints the head, for somebody outside to keep."""

from collections.abc import Sequence

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, complain, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Seal.

    Args:
        argv: The words behind ``zhangtu seal``.

    Returns:
        0: sealed, the head is on standard output; 2: not sealed.
    """
    return run("seal", argv, _seal)


def _seal(argv: Sequence[str], language: str) -> int:
    """Seal and print the head."""
    parser = Parser(
        language,
        "zhangtu seal",
        say("summary_seal", language),
        [("zhangtu seal > head.txt", say("example_seal", language))],
    )
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    parser.parse_args(list(argv))
    office.open_existing()
    from zhangtu.journal import sealing  # noqa: PLC0415  # needs the settings

    ticker = Ticker(language, "journal_progress")
    head = sealing.seal(lambda done, of: ticker(f"{done * 100 // max(of, 1)} %", done))
    ticker.clear()
    if head is None:
        complain(say("nothing_to_seal", language))
        return 0
    complain(say("sealed", language, size=head.size))
    put(head.line)
    return 0
