"""Every key of the language, in one table: what the loader knows and what the reference page explains."""

from collections.abc import Mapping
from types import MappingProxyType

#: Kind of mapping → the keys it may have. Options of field types stand with the types.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pack": ("pack", "title", "version", "needs"),
        "ledger": (
            "ledger", "title", "row", "scope", "shared_with", "secret", "key", "fields", "checks", "pages",
            "pack",
        ),
        "field": (
            "no", "name", "type", "title", "required", "unique", "personal", "search", "of", "default",
            "value", "live", "set_by", "synonyms", "help", "removed", "why",
        ),
        "check": ("forbid", "say", "warn"),
        "pages": ("columns", "filters", "panels"),
        "choice": ("code", "title", "synonyms", "removed"),
        "of": ("list", "choices"),
        "choices": ("choices", "title", "of"),
        "table": ("table", "title", "keys", "rows"),
        "table row": ("from", "to", "authority", "sure"),
        "measure": (
            "measure", "title", "of", "value", "where", "at", "on", "unit", "by", "better", "shown",
            "measured_in", "places", "open_to", "synonyms", "help", "removed", "why", "pack",
        ),
        "report": (
            "report", "title", "every", "due", "from", "to", "rows", "columns", "compare", "enter", "text",
            "checks", "sign", "templates", "begins", "ends", "help", "removed", "why", "pack",
        ),
        "column": ("measure", "name", "value", "title", "over", "shown"),
        "entered": ("name", "title", "type", "required", "each", "help"),
        "procedure": (
            "procedure", "title", "of", "authority", "steps", "order", "moves", "limits", "ladder",
            "conflict", "help", "removed", "why", "pack",
        ),
        "step": ("step", "title", "owner", "when", "final"),
        "move": (
            "move", "title", "from", "to", "by", "not_by", "asks", "paper", "serial", "template", "needs",
            "say", "when", "reason", "binds", "early",
        ),
        "by": ("when", "post"),
        "paper": ("paper", "title", "serial", "template"),
        "limit": (
            "limit", "title", "from", "to", "within", "authority", "sure", "extend", "pause",
        ),
        "within": ("when", "within"),
        "extend": ("by", "for"),
        "ladder": ("warn", "then"),
        "rung": ("late", "tell"),
        "title": ("zh", "en", "hant"),
    }
)  # fmt: skip
