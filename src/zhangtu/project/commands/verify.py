"""``zhangtu verify``: checks every entry, seal and head, and that what stands there follows from them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, harmless, put, speaks_unicode
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Verify the journal.

    Args:
        argv: ``--head FILE``, ``--since``, ``--json``.

    Returns:
        0: nothing wrong; 1: findings; 2: could not be verified.
    """
    return run("verify", argv, _verify)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu verify",
        say("summary_verify", language),
        [
            ("zhangtu verify", say("example_verify", language)),
            ("zhangtu verify --head head.txt", say("example_verify_head", language)),
            ("zhangtu verify --since", say("example_verify_since", language)),
        ],
    )
    parser.add_argument(
        "--head", metavar="FILE", action="append", default=[], help=say("help_verify_head", language)
    )
    parser.add_argument("--since", action="store_true", help=say("help_since", language))
    parser.add_argument("--json", action="store_true", help=say("help_verdict_json", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _verify(argv: Sequence[str], language: str) -> int:
    """Verify and print the verdict."""
    asked = _parser(language).parse_args(list(argv))
    from zhangtu.journal.heads import NotAHeadError, read_file  # noqa: PLC0415  # the key library is slow to load

    heads = []
    for name in asked.head:
        try:
            heads += read_file(Path(name))
        except NotAHeadError as error:
            raise UsageError(say("not_a_head", language, path=name)) from error
    office.open_existing()
    from zhangtu.journal.verifying import verify  # noqa: PLC0415  # needs the settings

    ticker = Ticker(language, "journal_progress")
    verdict = verify(
        heads=heads,
        since=asked.since,
        progress=lambda done, of: ticker(f"{done * 100 // max(of, 1)} %", done),
    )
    ticker.clear()
    if asked.json:
        put(json.dumps(verdict.plain(language), ensure_ascii=not speaks_unicode(sys.stdout)))
    else:
        put(harmless("\n".join(verdict.say(language))))
    return 0 if verdict.sound else 1
