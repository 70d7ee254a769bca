"""One rule for heading levels, shared by formats that have no style for a title."""

from collections.abc import Sequence

from zhangtu.reading.source import Heading


def settle_levels(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Make a single first heading of the outermost rank the title.

    Args:
        headings: Headings in order, outermost rank 1.

    Returns:
        The same headings; when the first one is the only one of rank 1 it becomes 0 (the title) and every
        other moves up by one, so that 1 is the outermost heading below the title.
    """
    outermost = [heading for heading in headings if heading.level == 1]
    if len(outermost) != 1 or headings[0] is not outermost[0]:
        return tuple(headings)
    return tuple(Heading(heading.start, heading.end, heading.level - 1) for heading in headings)
