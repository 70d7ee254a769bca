"""Reads a file handed in and notes what would become of it; faults are cut out as they stand in the sheet."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final

from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import policies
from zhangtu.ledgers.bringing import handed
from zhangtu.ledgers.bringing.handed import Excerpt, Handed, Taken
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing.preparing import Preview, Wish, prepare
from zhangtu.people import queries as people
from zhangtu.people.posts import PostState
from zhangtu.people.scope import Right
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work
from zhangtu.schema.guessing.kinds import shown

#: The kind of job that reads a file.
READING: Final = "ledgers.read_file"
#: Smaller files are read at once; larger ones by a job.
_SMALL: Final = 300_000
_LANGUAGES: Final = ("zh-hans", "zh-hant", "en")
#: Rows with faults that are cut out, and rows of the sheet looked through for them.
_EXCERPT: Final = 30
_FAR: Final = 20_000
_SAMPLES: Final = 3


def posts_for(person: int, force: InForce) -> list[PostState]:
    """The posts somebody may import into a ledger for.

    Args:
        person: Who.
        force: The ledger.

    Returns:
        Those of the posts they hold or stand in for that may enter and import there.
    """
    found = []
    for state in people.acting_posts(person):
        scope = people.scope(Actor(person=person, post=state.post))
        if policies.can(scope, Right.IMPORT, force) and policies.can(scope, Right.ENTER, force):
            found.append(state)
    return found


def look(one: Handed) -> Handed:
    """Read a file, at once when it is small.

    Args:
        one: The file, with what was said of it.

    Returns:
        What is known of it now; ``reading`` while a job does it.
    """
    handed.forget_prepared(one)
    one.state, one.trouble, one.done, one.prepared = "reading", {}, 0, ""
    handed.keep(one)
    if one.path.stat().st_size <= _SMALL:
        _read(one, _quiet)
    else:
        one.job = jobs.enqueue(READING, {"file": one.uid}, key=f"read {one.uid}")
        handed.keep(one)
    return one


def _quiet(done: int) -> None:
    """Nobody watches a file that is read at once."""


def work(work: Work) -> None:
    """Read a file as a job; the one place ``project.wiring`` hands in.

    Args:
        work: Names the file.
    """
    try:
        one = handed.get(str(work.arguments["file"]), 0)
    except BringingError:
        return  # it was thrown away meanwhile
    _read(one, work.tell)


def _read(one: Handed, tell: Callable[[int], None]) -> None:
    """Prepare the import and note what was found, or why it can't be."""
    wish = Wish(one.sheet, one.match, one.unit, leave=one.leave)
    try:
        book = open_sheets(one.path)
        one.sheets = [name for name, seen in book.sheets.items() if seen]
        preview = prepare(one.path, one.ledger, actor=one.actor, wish=wish, tell=tell)
    except RefusedError as error:
        one.state = "refused"
        one.trouble = {language: error.say(language) for language in _LANGUAGES}
    else:
        _note(one, preview)
    handed.keep(one)


def _note(one: Handed, preview: Preview) -> None:
    made = preview.manifest
    one.state, one.prepared, one.sheet = "ready", made.uid, made.sheet
    one.already = str(preview.already) if preview.already is not None else ""
    wanted = list(dict.fromkeys(fault.row for fault in preview.faults if fault.row <= _FAR))[:_EXCERPT]
    rows = _rows(one, made.sheet, made.heading, wanted)
    places = {matched.letters: at for at, matched in enumerate(preview.columns)}
    columns = [_place(letters) for letters in places]
    heads = [
        cells for number, cells in rows.items() if number not in wanted or number <= made.heading + _SAMPLES
    ]
    one.columns = [
        Taken(
            each.letters, each.title, each.field, each.reason, each.confidence,
            [words for cells in heads[:_SAMPLES] if (words := _at(cells, place))],
        )
        for each, place in zip(preview.columns, columns, strict=True)
    ]  # fmt: skip
    one.excerpt = [
        Excerpt(number, [_at(rows[number], place) for place in columns])
        for number in wanted
        if number in rows
    ]


def _rows(one: Handed, sheet: str, heading: int, wanted: list[int]) -> Mapping[int, list[str]]:
    """The first rows below the heading, and the ones wanted, by their numbers in the sheet."""
    last = max([heading + _SAMPLES, *wanted])
    found: dict[int, list[str]] = {}
    for number, cells in islice(open_sheets(one.path).cells(sheet), _FAR):
        if number > last:
            break
        if heading < number <= heading + _SAMPLES or number in wanted:
            found[number] = [shown(cell)[:80] for cell in cells]
    return found


def _at(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _place(letters: str) -> int:
    """The place of a column by its letters, 0 for ``A``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
