"""Writes the pages of docs/reference that are made from the code; a test compares them with it."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from zhangtu.kernel.scripts import to_traditional
from zhangtu.project.commands import COMMANDS
from zhangtu.project.commands.console import Parser
from zhangtu.project.commands.staffing.deeds import GROUPS
from zhangtu.project.commands.staffing.running import parser_of
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.sources import REMARK_SENTENCES, UNREADABLE_SENTENCES
from zhangtu.reading.wording import FAULT_SENTENCES

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTICE = "<!-- Made by `make reference` from the code; change it there. -->"


def problem_kinds() -> str:
    """The page about everything the reader says of a document or a file."""
    return "\n".join(
        [
            "# What the reader says",
            "",
            NOTICE,
            "",
            "Words in braces are filled with what stands in the document. Traditional Chinese is made from",
            "the Simplified; the command line and the pages show the language the person chose.",
            "",
            "## Faults in a document",
            "",
            "Each has a place in the text. `kind` is what JSON says. Every fault also has a severity there:",
            "an *error* cannot be right, a *warning* may be.",
            "",
            *_table("kind", [(kind.value, *FAULT_SENTENCES[kind]) for kind in Fault]),
            "",
            "## Files that cannot be read",
            "",
            *_table(
                "code", [(code, said["zh-hans"], said["en"]) for code, said in UNREADABLE_SENTENCES.items()]
            ),
            "",
            "## Remarks on how a file was read",
            "",
            *_table("code", [(code, said["zh-hans"], said["en"]) for code, said in REMARK_SENTENCES.items()]),
            "",
        ]
    )


def _table(first: str, rows: list[tuple[str, str, str]]) -> list[str]:
    """Lines of a Markdown table; the Traditional wording is left out where it is the same."""
    lines = [f"| {first} | 简体 · 繁體 | English |", "|---|---|---|"]
    for code, simplified, english in sorted((str(row[0]), row[1], row[2]) for row in rows):
        other = to_traditional(simplified)
        chinese = simplified if other == simplified else f"{simplified}<br>{other}"
        lines.append(f"| `{code}` | {chinese} | {english} |")
    return lines


def api() -> str:
    """The page about every route of the REST face."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    django.setup()
    from zhangtu.api.refusals import ApiError  # noqa: PLC0415  # needs the settings
    from zhangtu.project.urls import FACE  # noqa: PLC0415

    described = FACE.get_openapi_schema(path_prefix="/api/v1/")
    lines = ["# The REST face", "", NOTICE, "", *_API_HEAD]
    lines += ["| route | what it does | it takes | it gives |", "|---|---|---|---|"]
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            lines.append(_route(f"{method.upper()} {path}", said))
    lines += ["", "## Shapes", ""]
    for name, shape in sorted(described["components"]["schemas"].items()):
        lines += _shape(name, shape)
    lines += ["## Refusals of the face itself", ""]
    lines += _table("kind", [(kind, *said) for kind, said in ApiError.sentences.items()])
    return "\n".join([*lines, ""])


_API_HEAD = [
    "Every route stands under `/api/v1/`; `/api/v1/openapi.json` describes them for machines.",
    "[Use the REST face](../how-to/use-the-api.md) says how to begin. Whoever asks gives a token",
    "(`Authorization: Bearer …`) or is signed in at the desk. Everything is answered in the asker's",
    "[scope](rights.md). Sentences come in the language of `Accept-Language`: `zh-hans`, `zh-hant` or `en`.",
    "",
    "A refusal is a `RefusalOut` with the status 400, 401, 403, 404, 409 (not in this state), 412 (what",
    "the change rests on changed since), 413, 422 (something is wrong with the values) or 428 (`If-Match` is",
    "missing).",
    "",
]


def _route(name: str, said: dict[str, Any]) -> str:
    """A line about a route."""
    takes = [f"`{one['name']}`" for one in said.get("parameters", [])]
    body = said.get("requestBody", {}).get("content", {})
    takes += [_of(content["schema"]) for content in body.values()]
    gives = [
        _of(content["schema"])
        for status, answer in said["responses"].items()
        if int(status) < 300
        for content in answer.get("content", {}).values()
    ]
    return f"| `{name}` | {said['summary']} | {', '.join(takes)} | {', '.join(gives)} |"


def _of(schema: dict[str, Any]) -> str:
    """A schema in a word or two."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if "anyOf" in schema:
        return " or ".join(_of(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_of(schema['items'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def _shape(name: str, shape: dict[str, Any]) -> list[str]:
    """Lines about a shape."""
    rows = [
        f"| `{field}` | {_of(said)} | {said.get('description', '')} |"
        for field, said in shape.get("properties", {}).items()
    ]
    return [
        f"### {name}",
        "",
        shape.get("description", ""),
        "",
        "| field | kind | |",
        "|---|---|---|",
        *rows,
        "",
    ]


def command_options() -> str:
    """The page about every option of every subcommand."""
    lines = [
        "# Options of the commands",
        "",
        NOTICE,
        "",
        "`-h`, `--help` says the same, with examples, in the language of the terminal or of `--lang`.",
        "What the commands are for, and their exit codes: [Commands](command-line.md).",
    ]
    for name in COMMANDS:
        parser = _parser_of(name)
        if parser is not None:  # what Django's own commands take is told by Django
            lines += _options(parser)
        if name == "people":
            for group in GROUPS:
                lines += _options(parser_of(group, "en"))
    return "\n".join([*lines, ""])


def _options(parser: Parser) -> list[str]:
    """Lines about what one parser takes."""
    lines = ["", f"## {parser.prog}", "", f"{parser.description}.", "", "| option | meaning |", "|---|---|"]
    shown = [one for one in parser._actions if one.dest != "help"]  # noqa: SLF001  # no other way to list them
    return [*lines, *(f"| `{_called(one)}` | {str(one.help).replace('|', chr(92) + '|')} |" for one in shown)]


def _called(action: argparse.Action) -> str:
    """An argument as it is written on the command line."""
    shown = action.metavar or "|".join(action.choices or ()) or action.dest.upper()
    if not action.option_strings:
        return str(shown).replace("|", "/")
    name = action.option_strings[-1]
    return name if action.nargs == 0 else f"{name} {shown}"


def _parser_of(command: str) -> Parser | None:
    """The parser a subcommand makes; None when it makes none."""
    made: list[Parser] = []
    plain = Parser.parse_args

    def noting(self: Parser, *_: Any, **__: Any) -> None:
        made.append(self)
        raise SystemExit(0)

    Parser.parse_args = noting  # type: ignore[method-assign,assignment]
    try:
        if command != "manage":
            import_module(COMMANDS[command].module).main(["--lang", "en"])
    except SystemExit:
        pass
    finally:
        Parser.parse_args = plain  # type: ignore[method-assign]
    return made[0] if made else None


def pages() -> dict[str, str]:
    """File name → its content, of every page made from the code."""
    return {
        "problem-kinds.md": problem_kinds(),
        "api.md": api(),
        "command-options.md": command_options(),
    }


def main() -> int:
    """Write the pages."""
    for name, content in pages().items():
        (FOLDER / name).write_text(content, "utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
