"""``zhangtu draw check``: draws again from the record of a draw, offline, without any office."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.inspections.drawing.checking import Verdict
    from zhangtu.inspections.drawing.record import Record
    from zhangtu.journal.heads import Head


def main(argv: Sequence[str]) -> int:
    """Check a draw.

    Args:
        argv: ``check FILE`` and ``--heads FILE``.

    Returns:
        0: it holds; 1: it does not; 2: it is no record, or cannot be read.
    """
    return run("draw", argv, _draw)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu draw",
        say("summary_draw", language),
        [
            ("zhangtu draw check draw.json", say("example_draw", language)),
            ("zhangtu draw check draw.json --heads heads.log", say("example_draw_heads", language)),
        ],
    )
    parser.add_argument("deed", choices=("check",), help=say("help_draw_deed", language))
    parser.add_argument("file", metavar="FILE", help=say("help_draw_file", language))
    parser.add_argument(
        "--heads", metavar="FILE", action="append", default=[], help=say("help_draw_heads", language)
    )
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _draw(argv: Sequence[str], language: str) -> int:
    """Check the record and print what it shows."""
    asked = _parser(language).parse_args(list(argv))
    from zhangtu.inspections.drawing import checking, record  # noqa: PLC0415  # the key library is slow to load

    try:
        found = record.read(Path(asked.file).read_bytes())
    except record.NotARecordError as error:
        raise UsageError(say("not_a_draw", language, path=asked.file, why=str(error))) from error
    kept = [head for path in asked.heads for head in _heads(path, language)]
    verdict = checking.check(found, kept=kept)
    put(harmless("\n".join([*_outcome(found, verdict, language), *_judged(verdict, language)])))
    return 0 if verdict.holds else 1


def _heads(path: str, language: str) -> "list[Head]":
    """The heads of a file."""
    from zhangtu.journal import heads  # noqa: PLC0415  # the key library is slow to load

    try:
        return heads.read_file(Path(path))
    except heads.NotAHeadError as error:
        raise UsageError(say("not_a_head", language, path=path)) from error


def _outcome(found: "Record", verdict: "Verdict", language: str) -> list[str]:
    """What the record says was drawn."""
    terms = found.terms
    names = {one.uid: one.name for one in (*terms.premises, *terms.officers)}
    told = {"inside": verdict.inside, "out": verdict.out, "taken": len(found.visits)}
    lines = [say("draw_title", language, title=terms.title, **told)]
    for number, one in enumerate(found.visits, 1):
        going = "、".join(names.get(each, str(each)) for each in one.officers) or "—"
        name = names.get(one.premises, str(one.premises))
        lines.append(say("draw_visit", language, number=number, name=name, officers=going))
    if verdict.short:
        lines.append(say("draw_short", language, short=verdict.short, each=terms.each))
    return lines


def _judged(verdict: "Verdict", language: str) -> list[str]:
    """Whether it holds, and if not, why."""
    if not verdict.holds:
        return [
            say("draw_wrong", language),
            *(f"  - {say(f'draw_wrong_{one.value}', language)}" for one in verdict.wrong),
        ]
    lines = [say("draw_holds", language)]
    return lines if verdict.known_head else [*lines, say("draw_head_unknown", language)]
