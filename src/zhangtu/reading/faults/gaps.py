"""Units that are missing and names that were left out or cut out."""

import re
from collections.abc import Sequence

from zhangtu.kernel.problems import Problem, Severity
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.model import Item
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.structure.outline import Node
from zhangtu.reading.tasks.drafts import Harvest

_MASK = re.compile(
    r"(?<![*×〇x□_…\d])(?:\*{1,6}|×{1,8}|〇{2,6}|x{2,6}|□{2,8})(?![*×〇x□\d%])|_{2,20}|"
    r"某(?=[市县区镇乡街村局校院厂])|(?<![一-鿿])某某(?!同志)|某某(?=[市县区镇])"
)
_NO_NAME = re.compile(
    r"(?<=[,;、。:(])(?=同志(?:任|担任|兼任|为|负责|具体))|(?<=组长:)(?=\s*(?:$|[,。;\n]))|"
    r"由(?=\s*(?:牵头|负责|任组长|任主任))|(?<=由)(?=同志)|(?:单位|"
    r"部门):(?=\s*[;。)\]】])|(?:联系人|责任人|负责人|组长|电话):(?=\s*[,;。)])"
)
_FORMULA = re.compile(r"\d\s*[*×x]\s*\d|[*×x]\s*\d+|\d\s*[*×x]")
#: A masked number is no name: 第*次, *月.
_NUMBER_MASKED = re.compile(
    r"[*×〇x]+\s*(?:次|届|号|年|月|日|个|名|户|万|亿|元|人(?![民大社事武才力])|%|项(?!目)|期)"
)


def missing_units(twin: Twin, root: Node, harvest: Harvest, items: Sequence[Item]) -> list[Problem]:
    """Tasks and parts that name nobody while their neighbours do.

    Args:
        twin: The text.
        root: The tree of numbered parts.
        harvest: Tasks in the making and what headings say.
        items: The settled tasks, in the order of ``harvest.drafts``.

    Returns:
        ``missing_unit`` problems.
    """
    named = _named(harvest, items)
    problems = [
        Problem(span.start, span.end, Fault.MISSING_UNIT, Severity.WARNING, {"title": item.title})
        for draft, item in zip(harvest.drafts, items, strict=True)
        for span in draft.fields.blank
        if not item.lead_units
    ]
    blank = {draft.node for draft in harvest.drafts if draft.fields.blank}
    for node in root.walk():
        children = [child for child in node.children if child in named]
        told = [child for child in children if named[child]]
        silent = [child for child in children if named[child] is False]
        if len(told) >= 2 and len(told) * 5 >= 3 * (len(told) + len(silent)):
            problems += [_at_head(twin, child) for child in silent if child not in blank]
    return problems


def _named(harvest: Harvest, items: Sequence[Item]) -> dict[Node, bool | None]:
    """For each part, whether its labels name who answers; None when its running words or its group do."""
    named: dict[Node, bool | None] = {}
    for draft, item in zip(harvest.drafts, items, strict=True):
        if draft.row is not None or not draft.node.line:
            continue
        head = harvest.heads.get(draft.node)
        if draft.fields.who or (head and head.who):
            named[draft.node] = True
        elif named.get(draft.node) is None:
            named[draft.node] = None if item.lead_units or item.support_units else False
    for node, head in harvest.heads.items():
        if node.children:
            named[node] = bool(head.who) or (
                None if any(named.get(child) for child in node.children) else False
            )
    return named


def _at_head(twin: Twin, node: Node) -> Problem:
    line = node.line
    start, end = (line.start, line.end) if line else (0, 0)
    stop = twin.folded.find("。", start, end)
    end = min(end, stop if stop >= 0 else end, start + 60)
    return Problem(start, end, Fault.MISSING_UNIT, Severity.WARNING, {"title": twin.text[start:end].strip()})


def missing_in_rows(harvest: Harvest, items: Sequence[Item]) -> list[Problem]:
    """Rows of a table that name nobody while most rows do."""
    rows = [(draft, item) for draft, item in zip(harvest.drafts, items, strict=True) if draft.row is not None]
    empty = [
        (draft, item) for draft, item in rows if draft.silent or not (item.lead_units or item.support_units)
    ]
    if not rows or len(empty) * 5 > 2 * len(rows):
        return []
    return [
        Problem(draft.start, draft.end, Fault.MISSING_UNIT, Severity.WARNING, {"title": item.title})
        for draft, item in empty
    ]


def missing_leads(items: Sequence[Item]) -> list[Problem]:
    """Tasks that name who helps but not who leads.

    Args:
        items: The settled tasks.

    Returns:
        ``no_lead`` problems.
    """
    return [
        Problem(item.start, item.end, Fault.NO_LEAD, Severity.WARNING, {"title": item.title})
        for item in items
        if item.support_units and not item.lead_units
    ]


def empty_names(twin: Twin, start: int, end: int) -> list[Problem]:
    """Names that were cut out or never filled in.

    Args:
        twin: The text.
        start: First character.
        end: One behind the last.

    Returns:
        ``empty_name`` problems: a mask such as ``××``, or a place where a name must stand and none does.
    """
    problems = []
    for rule in (_MASK, _NO_NAME):
        for found in rule.finditer(twin.folded, start, end):
            first, last = found.span()
            if _is_no_name(twin.folded, first, last):
                continue
            first, last = _shown(twin, first, last)
            problems.append(
                Problem(
                    first, last, Fault.EMPTY_NAME, Severity.WARNING, {"words": twin.text[first:last].strip()}
                )
            )
    return sorted(problems, key=lambda problem: problem.start)


def _is_no_name(folded: str, first: int, last: int) -> bool:
    """Whether signs that look like a mask stand for something else: a formula, a number, a bullet."""
    formula = _FORMULA.search(folded, max(0, first - 2), last + 2)
    numbered = _NUMBER_MASKED.match(folded, first)
    return formula is not None or numbered is not None or _is_bullet(folded, first, last)


def _is_bullet(folded: str, first: int, last: int) -> bool:
    """An asterisk before running words, first on a line, is a bullet; alone or before an office a mask."""
    if folded[first:last] != "*":
        return False
    begins = folded.rfind("\n", 0, first) + 1
    ends = folded.find("\n", last)
    behind = folded[last : ends if ends >= 0 else len(folded)]
    if folded[begins:first].strip() or not behind.startswith(" "):
        return False
    return not _OFFICE.search(behind.strip())


#: What a line of a member list ends with: an office.
_OFFICE = re.compile(r"(?:长|主任|书记|委员|局长|政委|队长|主席|干事|员|负责人|校长|院长|经理)\Z")


def _shown(twin: Twin, first: int, last: int) -> tuple[int, int]:
    """The mask with a few characters around it, so that it can be seen."""
    while last < len(twin.folded) and last - first < 6 and twin.folded[last] not in "\n,。;:、()":
        last += 1
    return first, max(last, min(first + 1, len(twin.folded)))
