"""The tree of numbered parts, built from the marks of the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhangtu.reading.structure.lines import Line
from zhangtu.reading.structure.marks import Mark, Style


@dataclass(slots=True, eq=False)
class Node:
    """A numbered part: its first line, the plain lines that follow it, and its numbered children.

    Attributes:
        mark: Its numbering mark; None for the root and for headings known only from the file's layout.
        level: The style level it was placed by; 0 for the root.
        line: Its first line; None for the root.
        parent: The part it stands in; None for the root.
        lines: Plain lines behind the first one and before the first child.
        tail: Plain lines behind the last child that closes the part.
        children: Numbered parts in it, in order.
    """

    mark: Mark | None
    level: int
    line: Line | None
    parent: "Node | None" = None
    lines: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """This part and all parts in it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def ancestors(self) -> "Iterator[Node]":
        """The numbered parts around this one, innermost first, the root left out."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


def build_outline(lines: Sequence[Line], headings: dict[int, int], breaks: Sequence[int] = ()) -> Node:
    """The tree of the numbered parts of a text.

    Args:
        lines: The lines in order.
        headings: Level (0 = title) of lines that the file itself marks as headings, by their first character.
        breaks: Places where a new paper begins (an attachment, a second title): numbering starts afresh.

    Returns:
        The root; lines before the first number are its ``lines``.
    """
    root = Node(None, 0, None)
    stack = [root]
    later = _following(lines)
    waiting = sorted(breaks, reverse=True)
    for place, line in enumerate(lines):
        if line.empty:
            continue
        while waiting and waiting[-1] < line.start:
            waiting.pop()
            del stack[1:]
        mark = line.mark
        if mark is None:
            _place_plain(line, stack, headings)
            continue
        parent = _parent(stack, mark, later[place])
        node = Node(mark, mark.level, line, parent)
        parent.children.append(node)
        stack.append(node)
    return root


def _place_plain(line: Line, stack: list[Node], headings: dict[int, int]) -> None:
    """A line without a number: a heading of the file's layout opens a part, any other joins the open one."""
    level = headings.get(line.start)
    if level is not None and level > 0:
        while len(stack) > 1 and stack[-1].level > Style.PART:
            stack.pop()
        while len(stack) > 1 and stack[-1].mark is None and -stack[-1].level >= level:
            stack.pop()
        node = Node(None, -level, line, stack[-1])
        stack[-1].children.append(node)
        stack.append(node)
        return
    stack[-1].lines.append(line)


def _following(lines: Sequence[Line]) -> list[dict[int, int]]:
    """For each line, the number that the next mark of each level carries."""
    found: list[dict[int, int]] = [{}] * len(lines)
    ahead: dict[int, int] = {}
    for place in range(len(lines) - 1, -1, -1):
        found[place] = ahead
        mark = lines[place].mark
        if mark is not None:
            ahead = {**ahead, mark.level: mark.number}
    return found


def _parent(stack: list[Node], mark: Mark, ahead: dict[int, int]) -> Node:
    """The open part that a new mark belongs to; closes what it ends."""
    while len(stack) > 1:
        if any(node.level == mark.level for node in stack):
            if stack.pop().level == mark.level:
                break
        elif _closes(stack[-1], mark, ahead):
            stack.pop()
        else:
            break
    return stack[-1]


def _closes(top: Node, mark: Mark, ahead: dict[int, int]) -> bool:
    """Whether a mark of a style not open yet ends the innermost part.

    It does when its style stands further out, unless the innermost part's own chain goes on behind it: then
    the author nests an outer style inside an inner one.
    """
    if top.mark is None or top.level <= mark.level:
        return False
    if mark.number > 1:
        return True
    return ahead.get(top.level) != top.mark.number + 1


def papers_of(root: Node) -> list[list[Node]]:
    """The outermost parts, divided where a chain begins again: another paper stands behind the first.

    Args:
        root: The root that ``build_outline`` made.

    Returns:
        Neighbouring parts, one list a paper.
    """
    papers: list[list[Node]] = []
    seen: dict[int, int] = {}
    for child in root.children:
        number = child.mark.number if child.mark is not None else 0
        if not papers or (number == 1 and seen.get(child.level, 0) > 1):
            papers.append([])
            seen = {}
        seen[child.level] = number
        papers[-1].append(child)
    return papers
