"""Runs a deed of ``zhangtu people``: reads the words, refuses what doesn't belong to it, acts."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from zhangtu.kernel.clock import today
from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.staffing.deeds import GROUPS, OPTIONS, Deed, Group
from zhangtu.project.commands.wording import say


def parser_of(name: str, language: str) -> Parser:
    """Declare the arguments of a group.

    Args:
        name: The word that leads to it, a key of ``GROUPS``.
        language: The language of the help.

    Returns:
        The parser.
    """
    group = GROUPS[name]
    examples = [(f"zhangtu people {words}", say(code, language)) for words, code in group.examples.items()]
    parser = Parser(language, f"zhangtu people {name}", say(f"summary_people_{name}", language), examples)
    if "" not in group.deeds:
        what = say("help_staff_what", language, usages="；".join(_usages(group)))
        parser.add_argument("what", choices=tuple(group.deeds), help=what)
    words = next(iter(group.deeds.values())).takes if "" in group.deeds else ""
    code = "help_staff_these" if words else "help_staff_words"
    parser.add_argument("words", metavar="WORD", nargs="*", help=say(code, language, words=words))
    for option in group.options():
        about = OPTIONS[option]
        about.declare(option, say(about.code, language), parser)
    for option, metavar, code in (
        ("from", "DAY", "help_staff_from"), ("reason", "TEXT", "help_staff_reason"),
        ("as", "ACCOUNT", "help_actor"), ("lang", "LANG", "help_lang"),
    ):  # fmt: skip
        dest = {"from": "begins", "as": "account"}.get(option, option)
        parser.add_argument(f"--{option}", metavar=metavar, dest=dest, help=say(code, language))
    return parser


def _usages(group: Group) -> list[str]:
    return [
        " ".join([word, *one.takes.split(), *(f"--{name}" for name in OPTIONS if name in one.needs)])
        for word, one in group.deeds.items()
    ]


def perform(name: str, argv: Sequence[str], language: str) -> int:
    """Do what a group's words ask for.

    Args:
        name: The word that leads to the group.
        argv: The words behind it.
        language: The language to answer in.

    Returns:
        0: done.

    Raises:
        UsageError: The words are not right, or name nobody.
        RefusedError: It may not be.
    """
    group = GROUPS[name]
    asked = parser_of(name, language).parse_intermixed_args(list(argv))
    what = "" if "" in group.deeds else asked.what
    _check(f"{name} {what}".strip(), group.deeds[what], asked, language)
    office.open_existing()
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415
    from zhangtu.project.commands.staffing.order import Order, day_of  # noqa: PLC0415

    day = today() if asked.begins is None else day_of(asked.begins, language)
    actor = (
        queries.actor_named(asked.account, Right(group.right)) if asked.account else Actor(machine="console")
    )
    found: Any = import_module(group.module)
    said = found.DEEDS[f"{name} {what}".strip()](Order(asked, actor, day, language))
    if said:
        put(harmless(said))
    return 0


def _check(called: str, deed: Deed, asked: argparse.Namespace, language: str) -> None:
    """Refuse words too few or too many, options that mean nothing here, and those that are missing."""
    if not deed.fits(len(asked.words)):
        code = "staff_words" if deed.takes else "staff_no_words"
        raise UsageError(say(code, language, what=called, takes=deed.takes))
    given = {name for name in OPTIONS if getattr(asked, name.replace("-", "_"), None) is not None}
    if strange := sorted(given - deed.may):
        known = " ".join(f"--{name}" for name in OPTIONS if name in deed.may) or "—"
        raise UsageError(say("staff_stranger", language, what=called, option=strange[0], names=known))
    if missing := [name for name in OPTIONS if name in deed.needs - given]:
        names = " ".join(f"--{name} {OPTIONS[name].metavar}" for name in missing)
        raise UsageError(say("staff_missing", language, what=called, names=names))
