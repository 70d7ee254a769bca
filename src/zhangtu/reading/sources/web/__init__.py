"""Web pages (html, also inside MHTML): words, headings, lists with their numbers, tables."""

from zhangtu.reading.sources.web.page import claimed_encoding, looks_like_html, read_html
from zhangtu.reading.sources.web.single_file import html_inside, looks_like_mhtml

__all__ = ["claimed_encoding", "html_inside", "looks_like_html", "looks_like_mhtml", "read_html"]
