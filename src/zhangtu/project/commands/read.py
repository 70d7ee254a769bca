"""``zhangtu read``: a document in, its tasks on the screen, as JSON, or as papers."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.project.commands.console import Parser, UsageError, complain, put, speaks_unicode
from zhangtu.project.commands.wording import say, spoken
from zhangtu.reading import Reading, UnreadableError, as_json, read
from zhangtu.reading.wording import say_unreadable


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
            ("zhangtu read - --json < plan.txt", say("example_stdin", language)),
        ],
    )
    parser.add_argument("file", metavar="FILE", help=say("help_file", language))
    parser.add_argument("--json", action="store_true", help=say("help_json", language))
    parser.add_argument("--issued", metavar="YYYY-MM-DD", help=say("help_issued", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


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
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise RefusalError(say("file_missing", language, path=path)) from error
    except IsADirectoryError as error:
        raise RefusalError(say("file_folder", language, path=path)) from error
    except PermissionError as error:
        raise RefusalError(say("file_denied", language, path=path)) from error
    except (OSError, ValueError) as error:
        raise RefusalError(say("file_broken", language, path=path, why=error)) from error


def _language(wish: str | None, reading: Reading) -> str:
    """Choose the language of the result: the one asked for, else the document's script."""
    return wish or ("zh-hant" if reading.script == "hant" else "zh-hans")


def _run(argv: Sequence[str], language: str) -> int:
    """Read the document and print what was asked for."""
    wishes = _parser(language).parse_args(argv)
    if wishes.lang is not None and wishes.lang not in LANGUAGES:
        raise RefusalError(say("bad_language", language, value=wishes.lang))
    issued = _day(wishes.issued, language)
    reading = read(_bytes(wishes.file, language), wishes.file, issued=issued)
    found = as_json(reading, _language(wishes.lang, reading))
    put(json.dumps(found, ensure_ascii=not speaks_unicode(sys.stdout)))
    return 1 if reading.problems else 0


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
