"""``zhangtu check-proof``: checks a proof offline, without any database or office."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.kernel.clock import SHANGHAI
from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.journal.showing import Shown


def main(argv: Sequence[str]) -> int:
    """Check a proof.

    Args:
        argv: ``FILE``, ``--head FILE``, ``--key KEY``.

    Returns:
        0: it holds; 1: it does not; 2: it is no proof, or cannot be read.
    """
    return run("check-proof", argv, _check)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu check-proof",
        say("summary_check_proof", language),
        [("zhangtu check-proof proof.json --head head.txt", say("example_check_proof", language))],
    )
    parser.add_argument("file", metavar="FILE", help=say("help_proof_file", language))
    parser.add_argument("--head", metavar="FILE", help=say("help_check_head", language))
    parser.add_argument("--key", metavar="KEY", help=say("help_check_key", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _check(argv: Sequence[str], language: str) -> int:
    """Check the proof and print what it shows."""
    asked = _parser(language).parse_args(list(argv))
    from zhangtu.journal import heads, showing  # noqa: PLC0415  # the key library is slow to load

    try:
        head = None if asked.head is None else heads.read_file(Path(asked.head))[-1]
    except heads.NotAHeadError as error:
        raise UsageError(say("not_a_head", language, path=asked.head)) from error
    try:
        outcome = showing.check(
            Path(asked.file).read_bytes(), head=head, key=_key(asked.key, language) if asked.key else None
        )
    except showing.NotAProofError as error:
        raise UsageError(say("not_a_proof", language, path=asked.file)) from error
    lines = outcome.say(language)
    for entry in outcome.entries if outcome.holds else ():
        lines += _entry(entry, language)
    put(harmless("\n".join(lines)))
    return 0 if outcome.holds else 1


def _key(word: str, language: str) -> bytes:
    """Read a public key."""
    try:
        key = bytes.fromhex(word)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise UsageError(say("bad_key", language, key=word))
    return key


def _entry(entry: "Shown", language: str) -> list[str]:
    """Print an entry."""
    about = entry.header
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=about.at)
    lines = [
        say(
            "proof_entry",
            language,
            number=about.number,
            at=f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
            action=about.action,
            actor=about.actor or about.machine,
            post=about.post,
        )
    ]
    lines += [say("proof_value", language, field=field, value=value) for field, value in entry.values.items()]
    if entry.hidden:
        lines.append(say("proof_hidden", language, fields=", ".join(entry.hidden)))
    return lines
