"""Every word a person reads can be said in three languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tree import files, modules, name, parsed, text

import messages

CJK = r"[\u3007\u3400-\u9fff]"
#: Things that are the same in every language: names of keys, of languages in their own tongue, signs.
SAME = {
    "Enter",
    "Esc",
    "Shift",
    "F2",
    "Home",
    "End",
    "EN",
    "简",
    "繁",
    "简体中文",
    "繁體中文",
    "English",
    "j",
    "k",
    "e",
}
SHOWN = ("title", "alt", "placeholder", "aria-label", "value", "label")
CALL = re.compile(r"\b(?:_|gettext|ngettext|pgettext|npgettext)\((?:[^()]|\([^()]*\))*\)")
TRANS = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
TRANSLATORS = {
    "_",
    "gettext",
    "ngettext",
    "pgettext",
    "npgettext",
    "gettext_lazy",
    "ngettext_lazy",
    "pgettext_lazy",
    "gettext_noop",
}


def _worded(words: str) -> bool:
    """Whether a person would read words here: Chinese characters, or Latin letters in a row."""
    words = re.sub(r"^Ctrl [A-Z]$", "", words.strip())
    return bool(re.search(rf"{CJK}|[A-Za-z]{{2,}}", words)) and words not in SAME


def _bare_in_template(template: str) -> Iterator[str]:
    """Words of a template that stand outside a translation."""
    template = re.sub(r"\{#.*?#\}|<!--.*?-->|<!doctype[^>]*>", "", template, flags=re.DOTALL | re.IGNORECASE)
    template = TRANS.sub("", template)
    for expression in EXPRESSION.findall(template):
        for groups in LITERAL.findall(CALL.sub("", expression)):
            words = "".join(groups)
            if re.search(CJK, words) and words not in SAME:
                yield words
    markup = EXPRESSION.sub("\x00", template)
    for attribute in re.findall(rf"\s(?:{'|'.join(SHOWN)})=\"([^\"]*)\"", markup):
        if re.search(rf"{CJK}|[A-Z][a-z]|[a-z] [a-z]", attribute) and attribute not in SAME:
            yield attribute
    for between in re.findall(
        r">([^<>]*)<", re.sub(r"<(?:script|style)\b.*?</", "</", markup, flags=re.DOTALL)
    ):
        yield from (words for words in between.split("\x00") if _worded(words))


PAGES = [path for path in files(".html") if "templates" in path.parts]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_pages_say_nothing_untranslated(path: Path) -> None:
    assert list(_bare_in_template(text(path))) == []


@pytest.mark.parametrize("path", files(".js"), ids=name)
def test_scripts_say_nothing_themselves(path: Path) -> None:
    """Scripts take their words from the page, where they are translated."""
    code = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text(path), flags=re.DOTALL)
    literals = ["".join(groups) for groups in LITERAL.findall(code)]
    sentence = re.compile(rf"{CJK}|^[A-Z][a-z]+(?: [a-z]+)+")
    assert [words for words in literals if sentence.search(words)] == []


def _docstrings(tree: ast.Module) -> set[int]:
    """Identities of the constants that are docstrings or stand alone as explanations."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _untranslated(node: ast.AST, skip: set[int]) -> Iterator[str]:
    """Chinese literals outside a call of a translator."""
    if isinstance(node, ast.Call):
        called = node.func
        if getattr(called, "id", getattr(called, "attr", "")) in TRANSLATORS:
            return
    words = getattr(node, "value", None) if isinstance(node, ast.Constant) and id(node) not in skip else None
    if isinstance(words, str) and re.search(CJK, words) and words not in SAME:
        yield words
    for child in ast.iter_child_nodes(node):
        yield from _untranslated(child, skip)


def _in_pairs(path: Path) -> bool:
    """Whether a module keeps its wording in pairs of Simplified and English, said by ``kernel.scripts``."""
    return "zhangtu.kernel.scripts" in text(path) or path.parent.name == "words"


BEHIND = [path for path in modules("src/zhangtu/desk", "src/zhangtu/plans") if not _in_pairs(path)]
PAIRED = [path for path in modules("src") if _in_pairs(path)]


@pytest.mark.parametrize("path", PAIRED, ids=name)
def test_pairs_say_the_same_in_english(path: Path) -> None:
    wrong = []
    for node in ast.walk(parsed(path)):
        if (
            not isinstance(node, ast.Tuple | ast.Call)
            or len(getattr(node, "elts", getattr(node, "args", []))) < 2
        ):
            continue
        first, second, *_ = node.elts if isinstance(node, ast.Tuple) else node.args
        if not all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in (first, second)):
            continue
        chinese, english = str(ast.literal_eval(first)), str(ast.literal_eval(second))
        if re.search(CJK, chinese) and re.search("[a-z]", english):
            # A fact that is itself a word is handed over twice: {what} and its English {what_en}.
            holes = [
                {hole.replace("_en}", "}") for hole in re.findall(r"\{\w*\}", words)}
                for words in (chinese, english)
            ]
            if holes[0] != holes[1] or re.search(CJK, english):
                wrong.append((chinese, english))
    assert wrong == []


@pytest.mark.parametrize("path", BEHIND, ids=name)
def test_code_behind_pages_says_nothing_untranslated(path: Path) -> None:
    tree = parsed(path)
    assert list(_untranslated(tree, _docstrings(tree))) == []


ROOMS = [room for room in messages.rooms() if len(messages.gathered(room))]


def _catalogue(room: str, language: str) -> Catalog:
    with (messages.folder_of(room, language) / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_catalogues_are_complete_and_compiled(room: str, language: str) -> None:
    """What is said now is translated, nothing else is kept, and the compiled file is of these words."""
    catalog = _catalogue(room, language)
    said = {(message.id, message.context) for message in messages.gathered(room) if message.id}
    kept = {(message.id, message.context) for message in catalog if message.id}
    assert kept == said, "run `make messages` and translate what it names"
    assert messages.missing(catalog) == []
    made = (messages.folder_of(room, language) / "django.mo").read_bytes()
    assert made == messages.compiled(catalog), "run `make messages`"


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_translations_keep_their_placeholders(room: str, language: str) -> None:
    holder = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    wrong = []
    for message in _catalogue(room, language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(holder.findall(ids[-1]))
        wrong += [string for string in _strings(message) if string and set(holder.findall(string)) - wanted]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_english_is_english(room: str) -> None:
    strings = [string for message in _catalogue(room, "en") for string in _strings(message)]
    assert [string for string in strings if re.search(rf"{CJK}{{2,}}", string or "")] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_rooms_that_say_the_same_translate_it_alike(language: str) -> None:
    """Django knows one translation of a sentence, whichever room it stands in."""
    found: dict[object, set[tuple[str, ...]]] = {}
    for room in ROOMS:
        for message in _catalogue(room, language):
            if message.id:
                found.setdefault((message.id, message.context), set()).add(_strings(message))
    assert {said: ways for said, ways in found.items() if len(ways) > 1} == {}


def test_the_tree_has_pages() -> None:
    """The tests above look at something."""
    assert PAGES
    assert BEHIND
    assert PAIRED
