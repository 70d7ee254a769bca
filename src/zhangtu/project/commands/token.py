"""``zhangtu token``: issues, lists and takes back the tokens by which programs use the REST face."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, complain, harmless, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Issue, list or revoke.

    Args:
        argv: ``issue NAME --post NUMBER [--rights …] [--ledgers …] [--days N]``, ``list``, ``revoke NAME``;
            ``--as ACCOUNT`` where the console itself is not to act.

    Returns:
        0: done; 2: not done.
    """
    return run("token", argv, _token)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    examples = [
        ("zhangtu token issue export --post 12 --rights read", say("example_token_issue", language)),
        ("zhangtu token list", say("example_token_list", language)),
        ("zhangtu token revoke export", say("example_token_revoke", language)),
    ]
    parser = Parser(language, "zhangtu token", say("summary_token", language), examples)
    parser.add_argument("what", choices=("issue", "list", "revoke"), help=say("help_token_what", language))
    parser.add_argument("name", metavar="NAME", nargs="?", help=say("help_token_name", language))
    parser.add_argument("--post", type=int, metavar="NUMBER", help=say("help_token_post", language))
    parser.add_argument("--rights", metavar="WORDS", default="read", help=say("help_token_rights", language))
    parser.add_argument("--ledgers", metavar="NAMES", default="", help=say("help_token_ledgers", language))
    parser.add_argument("--days", type=int, default=90, help=say("help_token_days", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_actor", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _token(argv: Sequence[str], language: str) -> int:
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    if asked.what == "list":
        return _list(language)
    if not asked.name:
        raise UsageError(say("token_no_name", language, what=asked.what))
    return _issue(asked, language) if asked.what == "issue" else _revoke(asked, language)


def _list(language: str) -> int:
    from zhangtu.api import tokens  # noqa: PLC0415  # needs the settings

    for one in tokens.held():
        until = datetime.fromtimestamp(one.expires / 1_000_000, UTC).date()
        put(
            harmless(
                say(
                    "token_line",
                    language,
                    name=one.name,
                    post=one.post,
                    rights=", ".join(one.rights),
                    until=until,
                )
            )
        )
    return 0


def _issue(asked: argparse.Namespace, language: str) -> int:
    from zhangtu.api import tokens  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    if asked.post is None:
        raise UsageError(say("token_no_post", language))
    words = asked.rights.replace(",", " ").split()
    unknown = sorted(set(words) - {right.value for right in Right})
    if unknown:
        names = " ".join(right.value for right in Right)
        raise UsageError(say("token_bad_right", language, given=" ".join(unknown), names=names))
    actor = queries.actor_named(asked.account, Right.GRANT) if asked.account else Actor(machine="console")
    token = tokens.issue(
        asked.name,
        post=asked.post,
        rights=[Right(word) for word in words],
        ledgers=asked.ledgers.replace(",", " ").split(),
        days=asked.days,
        actor=actor,
    )
    put(token)
    complain(say("token_once", language))
    return 0


def _revoke(asked: argparse.Namespace, language: str) -> int:
    from zhangtu.api import tokens  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    actor = queries.actor_named(asked.account, Right.GRANT) if asked.account else Actor(machine="console")
    tokens.revoke(asked.name, actor=actor)
    put(say("token_revoked", language, name=harmless(asked.name)))
    return 0
