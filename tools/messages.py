"""Gathers what pages and code say, fills the Traditional catalogues, compiles them, names what English lacks.

Every room of the desk has a catalogue of its own; ``desk`` has what stands in none. One room or all:
``tools/messages.py [ROOM...]``.

The words in the code are Simplified Chinese. ``zh_Hant`` is made from them by OpenCC unless a person has
written something better; ``en`` is written by hand in ``django.po``. Needs no gettext on the machine.
"""

import sys
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "zhangtu"
DESK = SOURCE / "desk"
LANGUAGES = ("zh_Hant", "en")
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}
#: Stands in the compiled files instead of the moment they were made: same words, same bytes.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}


def rooms() -> dict[str, Path]:
    """The catalogues there are: name → folder whose words it holds."""
    found = {path.name: path for path in sorted(DESK.iterdir()) if (path / "__init__.py").exists()}
    return {"desk": DESK, **found}


def gathered(room: str) -> Catalog:
    """What templates and code of a room hand to gettext, in the order of the files.

    Args:
        room: Its name; ``desk`` for what stands in no room of the desk.

    Returns:
        A catalogue without translations; each message names the files it stands in, not the lines.
    """
    found = Catalog(project="zhangtu", charset="utf-8")
    said = extract_from_dir(
        rooms()[room],
        METHODS,
        OPTIONS,
        keywords=KEYWORDS,
        strip_comment_tags=True,
        directory_filter=lambda folder: room != "desk" or Path(folder) == DESK,
    )
    for file, _line, message, _comments, context in sorted(said, key=lambda one: (one[0], one[1])):
        found.add(message, locations=[(Path(file).as_posix(), 1)], context=context)
    return found


def traditional(message: Message) -> str | tuple[str, ...]:
    """The message in Traditional script, made by the product's own converter."""
    from zhangtu.kernel.scripts import to_traditional  # noqa: PLC0415  # the tables are wanted here only

    forms = message.id if isinstance(message.id, tuple) else (message.id,)
    made = tuple(to_traditional(form) for form in forms)
    return made[:1] if isinstance(message.id, tuple) else made[0]


def folder_of(room: str, language: str) -> Path:
    """Where a room's catalogue of a language lies."""
    return rooms()[room] / "locale" / language / "LC_MESSAGES"


def merged(room: str, language: str, fresh: Catalog) -> Catalog:
    """What was translated before, with what is said now.

    Args:
        room: Whose words.
        language: ``zh_Hant`` or ``en``.
        fresh: What is said now.

    Returns:
        The catalogue to keep; nothing in it is guessed from a similar message.
    """
    path = folder_of(room, language) / "django.po"
    kept = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as before:
            kept = read_po(before, locale=language)
    kept.update(deepcopy(fresh), no_fuzzy_matching=True)
    kept.obsolete.clear()
    for message in kept:
        if message.id and not any(message.string if isinstance(message.string, tuple) else [message.string]):
            said = elsewhere(room, language, message)
            message.string = said or (traditional(message) if language == "zh_Hant" else message.string)
    return kept


def elsewhere(room: str, language: str, message: Message) -> str | tuple[str, ...]:
    """What another room says for the same; empty if none does. Django knows one translation of a sentence."""
    for other in rooms():
        path = folder_of(other, language) / "django.po"
        if other == room or not path.exists():
            continue
        with path.open("rb") as file:
            there = read_po(file, locale=language).get(message.id, message.context)
        if there is not None and there.string:
            said: str | tuple[str, ...] = there.string
            return said
    return ""


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as the product loads it."""
    into = BytesIO()
    catalog.creation_date = catalog.revision_date = LONG_AGO
    write_mo(into, catalog)
    return into.getvalue()


def printed(catalog: Catalog) -> bytes:
    """The catalogue as people edit it: sorted, no dates, no line numbers, so that differences are small."""
    into = BytesIO()
    write_po(into, catalog, sort_output=True, omit_header=True, include_lineno=False, width=100)
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    forms = b'"Plural-Forms: ' + str(catalog.plural_forms).encode() + b'\\n"\n\n'
    return head + forms + into.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Messages without a translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]


def renew(room: str) -> list[str]:
    """Write a room's catalogues.

    Returns:
        What has no translation yet.
    """
    fresh, lacking = gathered(room), []
    if not len(fresh):
        return []
    for language in LANGUAGES:
        catalog = merged(room, language, fresh)
        folder = folder_of(room, language)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "django.po").write_bytes(printed(catalog))
        (folder / "django.mo").write_bytes(compiled(catalog))
        lacking += [f"{room} {language}: {message}" for message in missing(catalog)]
    return lacking


def main(wanted: list[str]) -> int:
    """Write the catalogues of some rooms, or of all; 1 when English lacks something, which is then named."""
    lacking = [words for room in wanted or rooms() for words in renew(room)]
    print("\n".join([f"{len(lacking)} without translation", *lacking]))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
