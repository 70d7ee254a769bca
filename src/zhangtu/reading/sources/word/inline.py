"""The words of one Word paragraph as printed: changes accepted, field results kept, hidden words left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from zhangtu.reading.sources.layout import Anchor, AnchorKind, Block, Words
from zhangtu.reading.sources.sentences import Remark
from zhangtu.reading.sources.word.labels import sign
from zhangtu.reading.sources.word.names import VAL, W, is_on, text_of
from zhangtu.reading.sources.word.styles import Styles
from zhangtu.reading.sources.xmlparts import local_name

_DELETED: Final = frozenset({"del", "moveFrom"})
_INSERTED: Final = frozenset({"ins", "moveTo"})
_SKIPPED: Final = frozenset(
    {
        "pPr",
        "rPr",
        "tblPr",
        "sdtPr",
        "sdtEndPr",
        "ctrlPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "rt",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "pgNum",
    }
)
_PLAIN: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PICTURES: Final = frozenset({"blip", "imagedata", "OLEObject"})


@dataclass(slots=True)
class Fields:
    """Complex fields open at this point; each is in its instruction until its separator comes."""

    in_instruction: list[bool] = field(default_factory=list)

    def turn(self, kind: str | None) -> None:
        """Take in one ``w:fldChar``."""
        if kind == "begin":
            self.in_instruction.append(True)
        elif kind == "separate" and self.in_instruction:
            self.in_instruction[-1] = False
        elif kind == "end" and self.in_instruction:
            self.in_instruction.pop()

    @property
    def hides(self) -> bool:
        """Whether words here belong to an instruction."""
        return any(self.in_instruction)

    def close_instructions(self) -> None:
        """Forget fields that never came to a result, so that a broken one hides one paragraph at most."""
        self.in_instruction = [False for state in self.in_instruction if not state]


@dataclass(slots=True)
class InlineReader:
    """Reads the words of paragraphs.

    Attributes:
        styles: The document's styles.
        note: Gives the content of a footnote or endnote by kind and number.
        box: Gives the content of a text box.
        remarks: Codes gathered on the way.
    """

    styles: Styles
    note: Callable[[AnchorKind, str], tuple[Block, ...]]
    box: Callable[[etree._Element], tuple[Block, ...]]
    remarks: set[Remark] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)

    def read(self, paragraph: etree._Element) -> Words:
        """The words of one paragraph.

        Args:
            paragraph: A ``w:p``.

        Returns:
            Its words with what is attached to them.
        """
        collected = _Collected()
        hidden = self.styles.hidden(_style_of(paragraph, "pPr", "pStyle"))
        self._children(paragraph, collected, hidden=hidden)
        self.fields.close_instructions()
        return Words("".join(collected.pieces), tuple(collected.anchors))

    def _children(self, element: etree._Element, into: "_Collected", *, hidden: bool) -> None:
        for child in element:
            name = local_name(child)
            if name in _DELETED:
                self.remarks.add(Remark.TRACKED_CHANGES_ACCEPTED)
            elif name == "r" and child.tag == W + "r":
                self._run(child, into, hidden=hidden)
            elif name == "AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self._children(chosen, into, hidden=hidden)
            elif not self._leaf(child, name, into, hidden=hidden):
                if name in _INSERTED:
                    self.remarks.add(Remark.TRACKED_CHANGES_ACCEPTED)
                self._children(child, into, hidden=hidden)

    def _run(self, run: etree._Element, into: "_Collected", *, hidden: bool) -> None:
        properties = run.find(W + "rPr")
        if properties is not None:
            own = is_on(properties, "vanish")
            style = text_of(properties.find(W + "rStyle"))
            hidden = own if own is not None else hidden or self.styles.hidden(style)
        self._children(run, into, hidden=hidden)

    def _leaf(self, element: etree._Element, name: str, into: "_Collected", *, hidden: bool) -> bool:
        """Take in an element that is no container; False when it is one."""
        if name == "fldChar":
            self.fields.turn(element.get(W + "fldCharType"))
        elif name in {"drawing", "pict", "object"}:
            self._drawing(element, into)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._note(element, AnchorKind(name.removesuffix("Reference")), into)
        elif name == "commentReference":
            self.remarks.add(Remark.COMMENTS_DROPPED)
        elif name not in _SKIPPED:
            text = _text(element, name)
            if text is None:
                return False
            self._add(text, into, hidden=hidden)
        return True

    def _add(self, text: str, into: "_Collected", *, hidden: bool) -> None:
        if self.fields.hides:
            return
        if hidden:
            if text.strip():
                self.remarks.add(Remark.HIDDEN_TEXT_DROPPED)
            return
        into.pieces.append(text)
        into.length += len(text)

    def _note(self, element: etree._Element, kind: AnchorKind, into: "_Collected") -> None:
        blocks = self.note(kind, element.get(W + "id") or "")
        if blocks:
            into.anchors.append(Anchor(into.length, kind, blocks))

    def _drawing(self, element: etree._Element, into: "_Collected") -> None:
        for content in _boxes(element):
            if local_name(content) != "txbxContent":
                self.remarks.add(Remark.PICTURES_NOT_READ)
                continue
            blocks = self.box(content)
            if blocks:
                into.anchors.append(Anchor(into.length, AnchorKind.TEXTBOX, blocks))


@dataclass(slots=True)
class _Collected:
    pieces: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    length: int = 0


def choose(alternatives: etree._Element) -> etree._Element | None:
    """The branch of ``mc:AlternateContent`` to read.

    Args:
        alternatives: The element.

    Returns:
        The first branch that holds words, else the first branch; None if there is none. Reading one branch
        only keeps a text box from standing in the text twice.
    """
    branches = [child for child in alternatives if local_name(child) in {"Choice", "Fallback"}]
    for branch in branches:
        if any((text.text or "").strip() for text in branch.iter(W + "t")):
            return branch
    return branches[0] if branches else None


def _text(element: etree._Element, name: str) -> str | None:
    """The characters an element stands for; None when it stands for none of its own."""
    if name == "t":
        text = element.text or ""
        keep = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        return text if keep else text.strip(" \t\r\n")
    if name == "sym":
        return _symbol(element)
    return _PLAIN.get(name)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    printable = 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD
    return sign(chr(code), element.get(W + "font") or "") if printable else ""


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes and pictures inside a drawing, outermost first, one branch of alternatives only."""
    for child in element:
        name = local_name(child)
        if name == "txbxContent" or name in _PICTURES:
            yield child
        elif name == "AlternateContent":
            chosen = choose(child)
            if chosen is not None:
                yield from _boxes(chosen)
        else:
            yield from _boxes(child)


def _style_of(element: etree._Element, properties: str, style: str) -> str | None:
    return text_of(element.find(f"{W}{properties}/{W}{style}"), VAL)
