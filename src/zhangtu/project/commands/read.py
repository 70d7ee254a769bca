"""``zhangtu read``: a document in, its tasks on the screen, as JSON, or as papers."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.project.commands.console import Parser, UsageError, complain, harmless, put, speaks_unicode
from zhangtu.project.commands.wording import say, spoken
from zhangtu.reading import Reading, UnreadableError, as_json, read
from zhangtu.reading.wording import say_remark, say_unreadable

#: The options that write a paper, in the order they are written and explained.
_PAPERS = ("xlsx", "docx", "ics", "orders", "faults")
#: More than any document the reader takes; an endless pipe must not fill the memory.
_ENOUGH = 256 * 1024 * 1024


class RefusalError(Exception):
    """What was asked for cannot be done; its message is a sentence for a clerk."""


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu read",
        say("summary_read", language),
        [
            ("zhangtu read plan.docx", say("example_read", language)),
            ("zhangtu read plan.docx --xlsx tasks.xlsx", say("example_xlsx", language)),
            ("zhangtu read plan.docx --docx tasks.docx --orders orders.docx", say("example_docx", language)),
            ("zhangtu read plan.docx --ics tasks.ics --issued 2026-03-01", say("example_ics", language)),
            ("zhangtu read plan.docx --faults faults.docx", say("example_faults", language)),
            ("zhangtu read - --json < plan.txt", say("example_stdin", language)),
        ],
    )
    parser.add_argument("file", metavar="FILE", help=say("help_file", language))
    parser.add_argument("--json", action="store_true", help=say("help_json", language))
    for option in _PAPERS:
        parser.add_argument(f"--{option}", metavar="OUT", help=say(f"help_{option}", language))
    parser.add_argument("--issued", metavar="YYYY-MM-DD", help=say("help_issued", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _check(wishes: argparse.Namespace, language: str) -> dict[str, str]:
    """Refuse wishes that cannot be met before anything is read; say which papers go where."""
    if wishes.lang is not None and wishes.lang not in LANGUAGES:
        raise RefusalError(say("bad_language", language, value=wishes.lang))
    outs = {option: str(out) for option in _PAPERS if (out := getattr(wishes, option)) is not None}
    places = [Path(out).absolute() for out in outs.values()]
    for place, out in zip(places, outs.values(), strict=True):
        if wishes.file != "-" and _same(place, Path(wishes.file)):
            raise RefusalError(say("out_is_source", language, path=out))
        if places.count(place) > 1:
            raise RefusalError(say("out_twice", language, path=out))
    faults = outs.get("faults", ".xlsx")
    if not faults.lower().endswith((".xlsx", ".docx")):
        raise RefusalError(say("faults_form", language, path=faults))
    return outs


def _same(out: Path, source: Path) -> bool:
    """Tell whether writing one file would overwrite the other."""
    try:
        return out.samefile(source)
    except (OSError, ValueError):  # one of them does not exist, so they are two
        return False


def _day(value: str | None, language: str) -> date | None:
    """Read the day given with ``--issued``."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise RefusalError(say("bad_issued", language, value=value)) from error


def _bytes(path: str, language: str) -> bytes:
    """Fetch the document, from standard input when it is called ``-``."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(_ENOUGH)
        with Path(path).open("rb") as file:
            return file.read(_ENOUGH)
    except FileNotFoundError as error:
        raise RefusalError(say("file_missing", language, path=path)) from error
    except IsADirectoryError as error:
        raise RefusalError(say("file_folder", language, path=path)) from error
    except PermissionError as error:
        raise RefusalError(say("file_denied", language, path=path)) from error
    except (OSError, ValueError) as error:
        raise RefusalError(say("file_broken", language, path=path, why=error)) from error


def _run(argv: Sequence[str], language: str) -> int:
    """Read the document and print or write what was asked for."""
    wishes = _parser(language).parse_args(argv)
    outs = _check(wishes, language)
    issued = _day(wishes.issued, language)
    data = _bytes(wishes.file, language)
    name = say("standard_input", language) if wishes.file == "-" else wishes.file
    reading = read(data, name, issued=issued)
    tongue = wishes.lang or ("zh-hant" if reading.script == "hant" else "zh-hans")
    for remark in reading.source.remarks:
        complain(say_remark(remark, tongue))
    if wishes.json:
        put(json.dumps(as_json(reading, tongue), ensure_ascii=not speaks_unicode(sys.stdout)))
    if outs or not wishes.json:
        _papers(reading, wishes, outs, tongue)
    return 1 if reading.problems else 0


def _papers(reading: Reading, wishes: argparse.Namespace, outs: dict[str, str], language: str) -> None:
    """Write the papers asked for, or the readable text when none was."""
    from zhangtu.plans.papers import screen_text, view_of  # noqa: PLC0415  # JSON must not wait for the papers

    view = view_of(reading, "" if wishes.file == "-" else wishes.file)
    if not outs:
        put(harmless(screen_text(view, language)))
        return
    from zhangtu.kernel import clock  # noqa: PLC0415
    from zhangtu.project.commands import outputs  # noqa: PLC0415  # brings three libraries of file formats

    since = _day(wishes.issued, language) or clock.today()
    order = outputs.Order(view, wishes.lang, language, clock.now(), since)
    failed: list[str] = []
    for option, path in outs.items():
        try:
            put(outputs.write_paper(option, path, order), sys.stderr if wishes.json else sys.stdout)
        except outputs.OutputError as error:
            failed.append(str(error))
    if failed:
        raise RefusalError("\n".join(failed))


def main(argv: Sequence[str]) -> int:
    """Run the subcommand.

    Args:
        argv: The words behind ``zhangtu read``.

    Returns:
        0: read, nothing wrong; 1: read, problems pointed out; 2: cannot be read or written.
    """
    language = spoken(argv)
    try:
        return _run(argv, language)
    except UsageError as error:
        complain(say("misused", language, words=error))
    except RefusalError as error:
        complain(str(error))
    except UnreadableError as error:
        complain(say_unreadable(error, language))
    except SystemExit as stop:  # argparse printed the help
        return int(stop.code or 0)
    return 2
