"""``zhangtu people``: prints the tree of a day, takes a roster in, and leads to the deeds on both."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhangtu.kernel.clock import today
from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, complain, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.staffing.deeds import GROUPS
from zhangtu.project.commands.staffing.running import perform
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.people.tree import Node


def main(argv: Sequence[str]) -> int:
    """Print the tree, take a roster in, or change units, posts and who holds them.

    Args:
        argv: ``tree``, ``posts``, both with ``--on DAY``, or ``import-roster FILE --slips OUT [--from DAY]``;
            or a word of ``GROUPS`` with what belongs behind it.

    Returns:
        0: done; 1: the roster has faults, which are named; 2: not done.
    """
    if argv and argv[0] in GROUPS:
        group = argv[0]
        return run(f"people {group}", argv[1:], lambda words, language: perform(group, words, language))
    return run("people", argv, _people)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    roster = "zhangtu people import-roster roster.xlsx --slips codes.docx"
    examples = [
        ("zhangtu people tree", say("example_tree", language)),
        ("zhangtu people tree --on 2021-03-31", say("example_tree_past", language)),
        ("zhangtu people posts", say("example_posts", language)),
        (roster, say("example_roster", language)),
    ]
    parser = Parser(language, "zhangtu people", say("summary_people", language), examples)
    choices = ("tree", "posts", "import-roster", *GROUPS)
    parser.add_argument("what", choices=choices, help=say("help_people", language))
    parser.add_argument("file", metavar="FILE", nargs="?", help=say("help_roster", language))
    parser.add_argument("--on", metavar="DAY", help=say("help_on", language))
    parser.add_argument("--numbers", action="store_true", help=say("help_numbers", language))
    parser.add_argument("--from", metavar="DAY", dest="begins", help=say("help_from", language))
    parser.add_argument("--slips", metavar="OUT", help=say("help_slips", language))
    parser.add_argument("--held", choices=("share", "replace", "deputy"), help=say("help_held", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_actor", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _people(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    if asked.what == "tree":
        from zhangtu.people import queries  # noqa: PLC0415  # needs the settings

        day = _day(asked.on, language)
        for line in _lines(queries.tree(day), numbers=asked.numbers):
            put(harmless(line))
        return 0
    if asked.what == "posts":
        for line in _posts(_day(asked.on, language), language):
            put(harmless(line))
        return 0
    if asked.file is None:
        raise UsageError(say("no_roster", language))
    slips, day = _slips(asked.slips, language), _day(asked.begins, language)
    return _import(asked, slips, day, language)


def _day(text: str | None, language: str) -> date:
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("bad_day", language, value=text)) from error


def _slips(text: str | None, language: str) -> Path:
    """The file for the codes: named, a Word file, and not somebody's already."""
    if text is None:
        raise UsageError(say("no_slips", language))
    path = Path(text)
    if path.suffix.lower() != ".docx" or path.exists():
        raise UsageError(say("bad_slips", language, path=path))
    return path


def _lines(nodes: Sequence["Node"], depth: int = 0, *, numbers: bool = False) -> Iterator[str]:
    for node in nodes:
        short = f"（{node.state.short}）" if node.state.short else ""
        number = f" #{node.state.unit}" if numbers else ""
        yield f"{'  ' * depth}{node.state.name}{short}{number}"
        yield from _lines(node.below, depth + 1, numbers=numbers)


def _posts(day: date, language: str) -> Iterator[str]:
    """Every post with its number, unit, role and whoever holds it, by the tree of the day."""
    from zhangtu.people import queries  # noqa: PLC0415  # needs the settings

    for unit in sorted(queries.units(day)):
        for post in queries.posts(unit, day):
            held = queries.persons(queries.holders(post.post, day)).values()
            holders = "、".join(f"{one.name} #{one.id}" for one in held) or say("post_vacant", language)
            yield f"{post.post}\t{queries.name_on(unit, day)}\t{post.name}\t{post.role}\t{holders}"


def _import(asked: Namespace, slips: Path, day: date, language: str) -> int:
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.people import actions, papers, queries  # noqa: PLC0415
    from zhangtu.people.roster import read_roster, say_fault  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    actor = queries.actor_named(asked.account, Right.ACCOUNTS) if asked.account else Actor(machine="console")
    roster = read_roster(Path(asked.file), queries.scope(actor), day)
    if roster.problems:
        complain(say("roster_faults", language, count=len(roster.problems)))
        for problem in roster.problems:
            complain(f"  {say_fault(problem, language)}")
        return 1
    lines = tuple(replace(line, way=asked.held or "") for line in roster.lines)
    made = actions.import_roster(replace(roster, lines=lines), actor=actor, day=day)
    with slips.open("xb") as target:
        target.write(papers.code_slips(made, language))
    put(say("roster_done", language, lines=len(roster.lines), slips=len(made), path=slips))
    return 0
