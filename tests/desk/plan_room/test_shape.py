"""The left pane shows the document whole: every character once, tables as tables, marks where they belong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from clerk import PLAN

from zhangtu.desk.plan_room.blocks import Block, Grid, Line, shape
from zhangtu.desk.plan_room.segments import Mark, Piece
from zhangtu.plans.corrections import view_of
from zhangtu.plans.view import View
from zhangtu.reading import read_source
from zhangtu.reading.source import Cell, Heading, Note, Source, Table
from zhangtu.reading.sources import open_source

SAMPLES = Path(__file__).parents[3] / "src" / "zhangtu" / "plans" / "samples"


def view(source: Source) -> View:
    return view_of(source, (), 1, lambda text, issued: read_source(text, issued=issued))


def pieces(blocks: tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Line):
            yield from block.pieces
        else:
            for row in block.rows:
                for cell in row:
                    yield from pieces(cell.blocks)


def shown(made: View) -> tuple[list[Piece], str]:
    found = list(pieces(shape(made)))
    text = made.reading.text
    covered = [0] * len(text)
    for piece in found:
        assert piece.start < piece.end
        for at in range(piece.start, piece.end):
            covered[at] += 1
    assert max(covered) == 1
    hidden = {text[at] for at, count in enumerate(covered) if count == 0}
    return found, "".join(sorted(hidden))


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_character_of_every_sample_is_shown_once(path: Path) -> None:
    made = view(open_source(path.read_bytes(), path.name))
    found, hidden = shown(made)
    assert set(hidden) <= set("\n\t |")
    links = [piece.begins for piece in found if piece.begins]
    assert len(set(links)) == len(links)
    assert {one.key for one in made.problems} <= {key for piece in found for key in piece.faults} | set(links)


def test_tables_within_tables_pages_and_notes() -> None:
    text = "标题\n甲\t外前\n内一\t内二\n外后\n末尾注\n注释文字"
    inner = Table(text.index("内一"), text.index("外后"), (Cell(8, 10, 0, 0), Cell(11, 13, 0, 1)))
    outer = Table(3, text.index("末尾"), (Cell(3, 4, 0, 0, rows=2), Cell(5, 16, 0, 1)), head_rows=1)
    source = Source(
        text,
        form="docx",
        tables=(outer, inner),
        headings=(Heading(0, 2, 0),),
        pages=(0, text.index("末尾")),
        notes=(Note(text.index("注释"), len(text), text.index("末尾") + 2, "footnote"),),
    )
    made = view(source)
    found, hidden = shown(made)
    assert set(hidden) <= set("\n\t")
    title, grid, last, note = (
        block for block in shape(made) if not isinstance(block, Line) or block.kind != "blank"
    )
    assert isinstance(title, Line)
    assert (title.kind, title.level) == ("title", 2)
    assert isinstance(grid, Grid)
    assert grid.rows[0][0].rows == 2
    assert grid.rows[0][0].head
    assert [block.kind for block in grid.rows[0][1].blocks] == ["text", "table", "text"]
    assert isinstance(last, Line)
    assert isinstance(note, Line)
    assert note.note == 1
    assert [piece.page for piece in found if piece.page] == [2]
    assert [piece.notes for piece in found if piece.notes] == [(1,)]


def test_marks_stand_on_the_words_they_are_about() -> None:
    made = view(Source(PLAN))
    found, _ = shown(made)

    def words(mark: Mark) -> str:
        return "|".join(PLAN[piece.start : piece.end] for piece in found if mark in piece.marks)

    assert "2月30日" in words(Mark.ERROR)
    assert "每月5日前" in words(Mark.TIME)
    assert "柳塘县水务局" in words(Mark.UNIT)
    assert "95%" in words(Mark.TARGET)
    assert "河道清洁行动方案" not in words(Mark.TASK)


def test_a_task_that_begins_with_a_fault_is_linked_from_the_words_behind_it() -> None:
    text = PLAN.replace("（三）", "（五）")
    made = view(Source(text))
    found, _ = shown(made)
    links = {piece.begins: text[piece.start : piece.end] for piece in found if piece.begins}
    fault = next(one for one in made.problems if one.problem.kind == "number_gap")
    task = made.items[2]
    assert links[fault.key] == "（五）"
    assert links[task.key] == "开展护河宣传"
    assert set(links) == {one.key for one in (*made.items, *made.problems)}


def test_an_indented_line_is_what_its_first_letter_is() -> None:
    text = "方案\n一、任务\n　　（一）清理河道。\n牵头单位：甲局\n　　（二）宣传节水。由乙局负责。\n"
    lines = [block for block in shape(view(Source(text))) if isinstance(block, Line)]
    kinds = {text[line.pieces[0].start : line.pieces[-1].end].strip()[:3]: line.leaf for line in lines}
    assert kinds["（一）"] == kinds["（二）"] == "task"
    assert kinds["牵头单"] == "label"
