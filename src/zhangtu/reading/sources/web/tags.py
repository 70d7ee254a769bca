"""HTML elements by what they mean for the words in them."""

from typing import Final

# fmt: off
#: Never shown as words of the page.
DROPPED: Final = frozenset({
    "head", "script", "style", "noscript", "template", "nav", "iframe", "object", "embed", "svg",
    "canvas", "audio", "video", "button", "select", "datalist", "input", "textarea", "rt", "rp", "del",
})
#: Begin and end a paragraph.
BLOCKS: Final = frozenset({
    "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
    "dd", "section", "article", "header", "footer", "main", "aside", "blockquote", "pre", "hr",
    "address", "figure", "figcaption", "fieldset", "legend", "form", "center", "details", "summary",
    "caption", "menu", "table", "tr", "thead", "tbody", "tfoot", "td", "th",
})
# fmt: on
#: Hold list items.
LISTS: Final = frozenset({"ul", "ol", "menu"})
