"""An official document in; what it asks, of whom, by when, and what is wrong with it, out. Pure Python."""

from zhangtu.reading.model import Reading
from zhangtu.reading.reader import read, read_source
from zhangtu.reading.result import as_json
from zhangtu.reading.source import UnreadableError

__all__ = ["Reading", "UnreadableError", "as_json", "read", "read_source"]
