"""``zhangtu account``: opens, resets and closes accounts at the server, and lists them."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from zhangtu.kernel.clock import today
from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.people.rolls import AccountView
    from zhangtu.project.commands.staffing.order import Order

#: What can be done → the words it takes.
_TAKES: Mapping[str, str] = MappingProxyType(
    {"open": "PERSON LOGIN", "reset": "LOGIN", "close": "LOGIN", "list": ""}
)


def main(argv: Sequence[str]) -> int:
    """Open, reset or close an account, or list them.

    Args:
        argv: ``open PERSON LOGIN``, ``reset LOGIN [--second]``, ``close LOGIN`` or ``list``, each with
            ``[--as ACCOUNT]``.

    Returns:
        0: done, a one-time code is on standard output; 2: not done.
    """
    return run("account", argv, _account)


def _parser(language: str) -> Parser:
    examples = [
        ("zhangtu account open 甄一鸣 zhen.yiming", say("example_account_open", language)),
        ("zhangtu account reset zhen.yiming", say("example_reset", language)),
        ("zhangtu account reset zhen.yiming --second", say("example_reset_second", language)),
        ("zhangtu account close zhen.yiming --reason 调离", say("example_account_close", language)),
    ]
    parser = Parser(language, "zhangtu account", say("summary_account", language), examples)
    parser.add_argument("what", choices=tuple(_TAKES), help=say("help_account", language))
    parser.add_argument("words", metavar="WORD", nargs="*", help=say("help_account_words", language))
    parser.add_argument("--second", action="store_true", help=say("help_second", language))
    parser.add_argument("--reason", metavar="TEXT", help=say("help_staff_reason", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_actor", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _account(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_intermixed_args(list(argv))
    takes = _TAKES[asked.what]
    if len(asked.words) != len(takes.split()):
        code = "staff_words" if takes else "staff_no_words"
        raise UsageError(say(code, language, what=f"account {asked.what}", takes=takes))
    if asked.second and asked.what != "reset":
        raise UsageError(
            say("staff_stranger", language, what=f"account {asked.what}", option="second", names="—")
        )
    office.open_existing()
    for line in _done(asked, language):
        put(harmless(line))
    return 0


def _done(asked: Namespace, language: str) -> Sequence[str]:
    """Do it; the lines to print."""
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.people import actions, queries  # noqa: PLC0415
    from zhangtu.people.actions.accounts import account_of_login  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415
    from zhangtu.project.commands.staffing.order import Order  # noqa: PLC0415

    actor = queries.actor_named(asked.account, Right.ACCOUNTS) if asked.account else Actor(machine="console")
    order = Order(asked, actor, today(), language)
    if asked.what == "list":
        return _listed(order)
    why = order.reason
    if asked.what == "open":
        slip = actions.open_account(order.person(order.word(0)), order.word(1), actor=actor, reason=why)
        return [order.say("account_opened", login=slip.login, secret=slip.code)]
    number = account_of_login(order.word(0))
    if asked.what == "close":
        actions.close_account(number, actor=actor, reason=why)
        return [order.say("account_closed", login=order.word(0))]
    slip = actions.reset_account(number, second_too=asked.second, actor=actor, reason=why)
    return [order.say("account_reset", login=slip.login, secret=slip.code)]


def _listed(order: "Order") -> Sequence[str]:
    """Every account of who is in scope: login, name with posts, and whether it can be used."""
    from zhangtu.people import policies, queries, rolls  # noqa: PLC0415  # needs the settings
    from zhangtu.people.scope import Right  # noqa: PLC0415

    policies.check_own(order.actor, Right.ACCOUNTS)
    scope = queries.scope(order.actor)
    people = rolls.people_of(queries.units(order.day) if scope.everywhere else scope.units, order.day)
    if scope.everywhere:
        people = [*people, *rolls.without_posts(order.day)]
    found = rolls.accounts(people)
    return [
        f"{one.login}\t{order.person_name(one.person)}\t{order.say(_state(one))}"
        for one in sorted(found.values(), key=lambda one: one.login or "")
    ]


def _state(one: "AccountView") -> str:
    """The sentence for how an account stands."""
    if not one.open:
        return "account_is_closed"
    return "account_is_open" if one.chosen else "account_is_new"
