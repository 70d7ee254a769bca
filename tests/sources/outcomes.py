"""What became of a file: shared by the tests that only ask that nothing else is ever thrown."""

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import open_source


def outcome(data: bytes, name: str) -> str:
    """``read``, or the code of the sentence said instead."""
    try:
        source = open_source(data, name)
    except UnreadableError as error:
        return error.code
    source.text.encode()
    spans = [*source.headings, *source.tables, *source.notes, *(c for t in source.tables for c in t.cells)]
    if all(0 <= span.start <= span.end <= len(source.text) for span in spans) and "\r" not in source.text:
        return "read"
    return "spans outside the text"
