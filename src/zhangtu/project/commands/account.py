"""``zhangtu account``: resets an account at the server, for whoever nobody else can let in again."""

from collections.abc import Sequence

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Reset an account.

    Args:
        argv: ``reset LOGIN [--second] [--as ACCOUNT]``.

    Returns:
        0: reset, the one-time code is on standard output; 2: not reset.
    """
    return run("account", argv, _account)


def _account(argv: Sequence[str], language: str) -> int:
    examples = [
        ("zhangtu account reset zhen.yiming", say("example_reset", language)),
        ("zhangtu account reset zhen.yiming --second", say("example_reset_second", language)),
    ]
    parser = Parser(language, "zhangtu account", say("summary_account", language), examples)
    parser.add_argument("what", choices=("reset",), help=say("help_account", language))
    parser.add_argument("login", metavar="LOGIN", help=say("help_login", language))
    parser.add_argument("--second", action="store_true", help=say("help_second", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_actor", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    asked = parser.parse_args(list(argv))
    office.open_existing()
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.people import actions, queries  # noqa: PLC0415
    from zhangtu.people.actions.accounts import account_of_login  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    actor = queries.actor_named(asked.account, Right.ACCOUNTS) if asked.account else Actor(machine="console")
    slip = actions.reset_account(account_of_login(asked.login), actor=actor, second_too=asked.second)
    put(say("account_reset", language, login=slip.login, secret=slip.code))
    return 0
