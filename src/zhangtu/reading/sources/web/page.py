"""A web page → paragraphs and tables, as a browser would show its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from lxml import etree

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources.decoding import Decoded
from zhangtu.reading.sources.layout import Block, Paragraph, Words, Writer
from zhangtu.reading.sources.levels import settle_levels
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.web.lists import OWN_NUMBER, RunningList, begin_list
from zhangtu.reading.sources.web.tables import RunningTable
from zhangtu.reading.sources.web.tags import BLOCKS, DROPPED, LISTS

#: Bytes and tags a page may have: as a tree in memory each tag takes some 350 bytes.
MAX_BYTES = 16 * 1024 * 1024
MAX_TAGS = 500_000

_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|center|span|font|article|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE
)
_ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "gb18030": "gb18030",
        "big5": "cp950",
        "big5-hkscs": "big5hkscs",
        "x-x-big5": "cp950",
    }
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
#: Stands for a line break while blanks are being collapsed.
_BREAK = "\v"


def looks_like_html(text: str) -> bool:
    """Whether a text file begins like a web page."""
    return _SNIFF.match(text[:4096]) is not None


def claimed_encoding(data: bytes) -> str | None:
    """The Chinese encoding a page claims to be in.

    Args:
        data: The file, or its beginning.

    Returns:
        Name of a codec; None when it claims none or another.
    """
    found = _CHARSET.search(data[:4096])
    return _ENCODINGS.get(found[1].decode("ascii").lower()) if found is not None else None


def _tree(page: bytes, name: str) -> etree._Element | None:
    """The page as a tree, if it is of bearable size."""
    if len(page) > MAX_BYTES:
        size, limit = f"{len(page) / 1024 / 1024:.1f}", str(MAX_BYTES // 1024 // 1024)
        raise UnreadableError(Trouble.TOO_LARGE, name=name, size=size, limit=limit)
    if page.count(b"<") > MAX_TAGS:
        raise UnreadableError(Trouble.ZIP_BOMB, name=name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(page, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(Trouble.NO_TEXT, name=name) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError(Trouble.XML_BROKEN, name=name)
    return root


def read_html(decoded: Decoded, name: str) -> Source:
    """Read a web page.

    Scripts, styles, navigation, hidden parts and words struck as deleted are left out; numbers of lists are
    put in front of the items as a browser shows them; a table that only arranges the page is seen through.

    Args:
        decoded: The page's text.
        name: The file's name, for sentences.

    Returns:
        The source.

    Raises:
        UnreadableError: There are no words in it, it is too large, or its elements are nested beyond all
            measure.
    """
    root = _tree(decoded.text.encode(), name)
    writer = Writer(name)
    reader = _PageReader(name)
    if root is not None:
        writer.write(reader.read(root))
    remarks = [Remark.BYTES_REPLACED] if decoded.replaced else []
    if reader.changed:
        remarks.append(Remark.TRACKED_CHANGES_ACCEPTED)
    source = writer.finish("html", encoding=decoded.encoding, remarks=remarks)
    if not source.text.strip():
        raise UnreadableError(Trouble.NO_TEXT, name=name)
    return replace(source, headings=settle_levels(source.headings))


@dataclass(slots=True)
class _Sink:
    """Where words go: the page, or a cell."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    level: int | None = None
    label: str = ""

    def flush(self) -> None:
        """End the paragraph."""
        text = _shown("".join(self.pieces)) if self.pieces else ""
        self.pieces.clear()
        if not text.strip():
            return
        if self.label and OWN_NUMBER.match(text) is None:
            text = self.label + text
        self.label = ""
        self.blocks.append(Paragraph(Words(text), self.level))


class _PageReader:
    """Walks the tree without recursion, so that depth costs nothing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sinks = [_Sink()]
        self._tables: list[RunningTable] = []
        self._lists: list[RunningList] = []
        self._verbatim = 0
        self.changed = False

    def read(self, root: etree._Element) -> list[Block]:
        """The blocks of a page, in order."""
        self._start(root)
        open_elements = [(root, iter(root))]
        while open_elements:
            element, children = open_elements[-1]
            child = next(children, None)
            if child is None:
                open_elements.pop()
                self._end(element)
                self._text(element.tail if open_elements else None)
            elif _is_shown(child):
                self._start(child)
                open_elements.append((child, iter(child)))
            else:
                self.changed = self.changed or child.tag == "del"
                self._text(child.tail)
        self._sinks[0].flush()
        return self._sinks[0].blocks

    def _text(self, text: str | None) -> None:
        if text:
            clean = _CONTROLS.sub("", text)
            self._sinks[-1].pieces.append(clean.replace("\n", _BREAK) if self._verbatim else clean)

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._sinks[-1].flush()
            self._start_block(element, str(tag))
        elif tag == "br":
            self._sinks[-1].pieces.append(_BREAK)
        self._text(element.text)

    def _start_block(self, element: etree._Element, tag: str) -> None:
        if tag in LISTS:
            self._lists.append(begin_list(element))
        elif tag == "li" and self._lists:
            self._sinks[-1].label = self._lists[-1].label(element)
        elif tag == "table":
            self._tables.append(RunningTable(self._name, presentation=element.get("role") == "presentation"))
        elif tag == "tr" and self._tables:
            parent = element.getparent()
            self._tables[-1].begin_row(head=parent is not None and parent.tag == "thead")
        elif tag in {"td", "th"} and self._tables:
            self._sinks.append(_Sink())
        elif tag == "pre":
            self._verbatim += 1
        elif _heading_level(tag):
            self._sinks[-1].level = _heading_level(tag)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag not in BLOCKS:
            return
        self._sinks[-1].flush()
        if tag in LISTS:
            self._lists.pop()
        elif tag == "li":
            self._sinks[-1].label = ""
        elif tag in {"table", "tr", "td", "th"} and self._tables:
            self._end_table_part(element)
        elif tag == "pre":
            self._verbatim -= 1
        elif _heading_level(str(tag)):
            self._sinks[-1].level = None

    def _end_table_part(self, element: etree._Element) -> None:
        if element.tag == "table":
            self._sinks[-1].blocks += self._tables.pop().blocks()
        elif element.tag == "tr":
            self._tables[-1].end_row()
        else:
            cell = self._sinks.pop()
            self._tables[-1].add(element, cell.blocks)


def _heading_level(tag: str) -> int:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0


def _is_shown(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in DROPPED or element.get("hidden") is not None:
        return False
    return _HIDDEN.search(element.get("style") or "") is None


def _shown(text: str) -> str:
    """Blanks collapsed as a browser does; a source line break between Han characters is no blank."""

    def collapsed(found: re.Match[str]) -> str:
        start, end = found.span()
        between = "\n" in found[0] and start > 0 and end < len(text)
        if between and _CJK.match(text[start - 1]) and _CJK.match(text[end]):
            return ""
        return " "

    lines = _BLANKS.sub(collapsed, text).split(_BREAK)
    return "\n".join(line.strip(" ") for line in lines).strip("\n")
