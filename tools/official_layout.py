"""Writes docs/reference/official-layout.md from the numbers official papers are laid out by."""

from pathlib import Path

from zhangtu.documents.official.dimensions import DIMENSIONS, Sure

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "official-layout.md"
_HEAD = """# The layout of official papers

GB/T 9704-2012, as the Word file and the PDF are laid out. Made by `tools/official_layout.py` from
`documents/official/dimensions.py`; a line is one of the grid, a character one of size 3.

| what | number | clause | how sure |
|---|---|---|---|
"""
_SURE = {
    Sure.READ: "said by the standard",
    Sure.WORKED_OUT: "worked out from it",
    Sure.TO_CONFIRM: "**to be confirmed**",
}


def written() -> str:
    """The page."""
    lines = (
        f"| {one.about} | {one.value:g} {one.unit} | {one.clause or '–'} | {_SURE[one.sure]} |\n"
        for one in DIMENSIONS.values()
    )
    return _HEAD + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
