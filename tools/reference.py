"""Writes the pages of docs/reference that are made from the code; a test compares them with it."""

import sys
from pathlib import Path

from zhangtu.kernel.scripts import to_traditional
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


def pages() -> dict[str, str]:
    """File name → its content, of every page made from the code."""
    return {"problem-kinds.md": problem_kinds()}


def main() -> int:
    """Write the pages."""
    for name, content in pages().items():
        (FOLDER / name).write_text(content, "utf-8")
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
