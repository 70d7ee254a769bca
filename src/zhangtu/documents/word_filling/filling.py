"""Fills ``{{marks}}`` of a Word file: words anywhere, lists in table rows that become as many as needed."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from zhangtu.documents.text import writable
from zhangtu.documents.word_filling.places import MARK, W, marks, replace, said
from zhangtu.documents.word_filling.refusing import TemplateError
from zhangtu.kernel.refusals import Words

#: A template with pictures is not larger; unpacked neither.
LARGEST: Final = 32 * 1024 * 1024
_UNPACKED: Final = 128 * 1024 * 1024
#: The parts words stand in.
_PARTS: Final = ("word/document.xml", "word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml")
_DOT: Final = "."
#: Stands for the number of a row in its list.
_NUMBER: Final = "#"
_SHOWN: Final = 30
_NOWHERE: Final = Words("")
_BESIDE: Final = {"header": Words("页眉", "the header"), "footer": Words("页脚", "the footer")}


def fill_word(
    template: bytes,
    words: Mapping[str, str],
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    *,
    name: str = "模板.docx",
) -> bytes:
    """Fill a Word file.

    ``{{unit}}`` stands anywhere. ``{{rows.name}}`` stands in a row of a table, which is repeated for each
    thing of the list ``rows``; ``{{rows.#}}`` is its number. What is put in looks like the mark did. Parts
    without a mark stay byte for byte.

    Args:
        template: The .docx file.
        words: Mark → what is put in its place.
        lists: Name of a list → its things: mark behind the point → words.
        name: The file's name, for sentences.

    Returns:
        The filled file.

    Raises:
        TemplateError: It is no Word file; a mark is not known, not closed, or of a list outside a table.
    """
    work = _Work(words, lists or {})
    out = io.BytesIO()
    with _opened(template, name) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith(_PARTS) and (b"{" in data or b"}" in data):
                data = work.part(data, entry.filename, name)
            new.writestr(entry, data)
    return out.getvalue()


def marks_of(template: bytes, *, name: str = "模板.docx") -> tuple[str, ...]:
    """The marks of a Word file, each once, in order.

    Args:
        template: The .docx file.
        name: The file's name, for sentences.

    Returns:
        What stands between the braces.

    Raises:
        TemplateError: It is no Word file.
    """
    found: dict[str, None] = {}
    with _opened(template, name) as old:
        for entry in old.infolist():
            if entry.filename.startswith(_PARTS):
                for paragraph in _root(old.read(entry), name).iter(f"{W}p"):
                    found |= dict.fromkeys(marks(paragraph))
    return tuple(found)


def _opened(template: bytes, name: str) -> zipfile.ZipFile:
    if len(template) > LARGEST:
        raise TemplateError("too_large", name=name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(template))
    except (zipfile.BadZipFile, ValueError):
        raise TemplateError("no_word", name=name) from None
    if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
        raise TemplateError("too_large", name=name)
    if _PARTS[0] not in archive.namelist():
        raise TemplateError("no_word", name=name)
    return archive


def _root(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise TemplateError("no_word", name=name) from None


class _Work:
    """One filling: what is known, and where a fault is."""

    def __init__(self, words: Mapping[str, str], lists: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self._words, self._lists = words, lists
        self._where: Mapping[etree._Element, Words] = {}

    def part(self, data: bytes, path: str, name: str) -> bytes:
        """Fill a part; one without marks stays as it is."""
        root = _root(data, name)
        if not any("{{" in said(one) or "}}" in said(one) for one in root.iter(f"{W}p")):
            return data
        self._where = dict(_named(root, path))
        for row in list(root.iter(f"{W}tr")):
            self._repeat(row)
        for paragraph in root.iter(f"{W}p"):
            self._fill(paragraph, self._words)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _repeat(self, row: etree._Element) -> None:
        """Make a row with marks of a list as many as its list has things; none leave it once, emptied."""
        own = [one for one in row.iter(f"{W}p") if next(one.iterancestors(f"{W}tr")) is row]
        used = {mark.partition(_DOT)[0]: one for one in own for mark in marks(one) if self._of_list(mark)}
        if not used:
            return
        if len(used) > 1:
            raise TemplateError("two_lists", place=self._where[own[0]], mark="、".join(used))
        (listed,) = used
        parent = row.getparent()
        assert parent is not None  # a row stands in a table
        place = parent.index(row)
        things = self._things(listed)
        known = {mark for thing in things for mark in thing}
        for paragraph in own if things else ():
            self._check(paragraph, known)
        # A thing may lack what another has: its cell stays empty.
        empty = {mark: "" for one in own for mark in marks(one) if self._of_list(mark)}
        for number, thing in enumerate(things or [{}]):
            copy = deepcopy(row)
            for paragraph in copy.iter(f"{W}p"):
                self._fill(paragraph, {**self._words, **empty, **thing}, self._where[own[0]])
            parent.insert(place + number, copy)
        parent.remove(row)

    def _things(self, listed: str) -> list[dict[str, str]]:
        """The things of a list by whole marks, each with its number."""
        return [
            {f"{listed}{_DOT}{mark}": words for mark, words in {_NUMBER: str(number), **thing}.items()}
            for number, thing in enumerate(self._lists[listed], start=1)
        ]

    def _of_list(self, mark: str) -> bool:
        return _DOT in mark and mark.partition(_DOT)[0] in self._lists

    def _check(self, paragraph: etree._Element, known: Iterable[str]) -> None:
        every = {*known, *self._words}
        for mark in marks(paragraph):
            if mark not in every:
                self._unknown(paragraph, mark, every)

    def _unknown(
        self, paragraph: etree._Element, mark: str, known: Iterable[str], where: Words = _NOWHERE
    ) -> None:
        place = self._where.get(paragraph, where)
        in_row = any(self._of_list(one) for one in known)
        kind = "outside" if self._of_list(mark) and not in_row else "unknown"
        names = "、".join(sorted(known)[:_SHOWN])
        raise TemplateError(kind, place=place, mark=f"{{{{{mark}}}}}", known=names)

    def _fill(self, paragraph: etree._Element, words: Mapping[str, str], where: Words = _NOWHERE) -> None:
        text = said(paragraph)
        for found in reversed(list(MARK.finditer(text))):
            if found[1] not in words:
                self._unknown(paragraph, found[1], words, where)
            replace(paragraph, found.start(), found.end(), writable(words[found[1]]))
        left = MARK.sub("", text)
        if "{{" in left or "}}" in left:
            at = left.find("{{") if "{{" in left else left.find("}}")
            mark = left[max(at - 8, 0) : at + 12] if "{{" not in left else left[at : at + 20]
            raise TemplateError("open", place=self._where.get(paragraph, where), mark=mark)


def _named(root: etree._Element, path: str) -> Iterator[tuple[etree._Element, Words]]:
    """Each paragraph and where it is: 第3段, 第1张表第2行第1格, 页眉."""
    if not path.endswith("document.xml"):
        kind = next((kind for kind in _BESIDE if kind in path), "")
        yield from ((one, _BESIDE.get(kind, Words("注释", "a note"))) for one in root.iter(f"{W}p"))
        return
    cells = dict(_cells(root))
    number = 0
    for paragraph in root.iter(f"{W}p"):
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            number += 1
            yield paragraph, Words(f"第{number}段", f"paragraph {number}")
        else:
            yield paragraph, cells[cell]


def _cells(root: etree._Element) -> Iterator[tuple[etree._Element, Words]]:
    """Each cell and where it is; tables, rows and cells are counted as they are met."""
    counts: Counter[etree._Element] = Counter()
    tables = {one: number for number, one in enumerate(root.iter(f"{W}tbl"), start=1)}
    for row in root.iter(f"{W}tr"):
        table = next(row.iterancestors(f"{W}tbl"))
        counts[table] += 1
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is row:
                counts[row] += 1
                at = tables[table], counts[table], counts[row]
                english = "table {}, row {}, cell {}".format(*at)
                yield cell, Words("第{}张表第{}行第{}格".format(*at), english)
