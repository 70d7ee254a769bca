"""Files → text: every format an office sends, opened by its content, or a sentence why not."""

from zhangtu.reading.sources.opening import open_source
from zhangtu.reading.sources.sentences import REMARK_SENTENCES, UNREADABLE_SENTENCES, Remark, Trouble

__all__ = ["REMARK_SENTENCES", "UNREADABLE_SENTENCES", "Remark", "Trouble", "open_source"]
