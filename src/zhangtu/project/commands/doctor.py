"""``zhangtu doctor``: what is not as it should be, and how it is mended."""

from collections.abc import Sequence

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Look the office over.

    Args:
        argv: ``--mend``.

    Returns:
        0: nothing found, or all of it mended; 1: something is left for a person; 2: it cannot be looked at.
    """
    return run("doctor", argv, _doctor)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu doctor",
        say("summary_doctor", language),
        [
            ("zhangtu doctor", say("example_doctor", language)),
            ("zhangtu doctor --mend", say("example_doctor_mend", language)),
        ],
    )
    parser.add_argument("--mend", action="store_true", help=say("help_mend", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _doctor(argv: Sequence[str], language: str) -> int:
    """Print what was found; mend what can be mended, when asked."""
    asked = _parser(language).parse_args(list(argv))
    home = office.open_existing()
    from zhangtu.project.examining import examine  # noqa: PLC0415  # needs the settings

    ticker = Ticker(language)
    found = list(examine(home, ticker))
    ticker.clear()
    left = 0
    for finding in found:
        put(say(finding.code, language, **finding.facts))
        if finding.mend is not None and asked.mend:
            finding.mend()
            put(say("doctor_mended", language))
        else:
            left += 1
    mendable = sum(finding.mend is not None for finding in found)
    if not found:
        put(say("doctor_well", language))
    elif mendable and not asked.mend:
        put(say("doctor_can_mend", language, count=mendable))
    return 1 if left else 0
