"""``zhangtu prove``: the proof of a row's entries, in a file a stranger can check offline."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

if TYPE_CHECKING:
    from zhangtu.journal.actor import Actor


def main(argv: Sequence[str]) -> int:
    """Make a proof.

    Args:
        argv: ``LEDGER/UID``, ``--fields``, ``--head``, ``--out``.

    Returns:
        0: made; 2: not made.
    """
    return run("prove", argv, _prove)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu prove",
        say("summary_prove", language),
        [
            ("zhangtu prove premises/UID --out proof.json", say("example_prove", language)),
            (
                "zhangtu prove premises/UID --fields name,address --out proof.json",
                say("example_prove_fields", language),
            ),
        ],
    )
    parser.add_argument("place", metavar="LEDGER/UID", help=say("help_place", language))
    parser.add_argument("--fields", metavar="NAMES", help=say("help_fields", language))
    parser.add_argument("--head", metavar="FILE", help=say("help_prove_head", language))
    parser.add_argument("--out", metavar="FILE", required=True, help=say("help_prove_out", language))
    parser.add_argument("--as", metavar="ACCOUNT", dest="account", help=say("help_as", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _prove(argv: Sequence[str], language: str) -> int:
    """Make the proof and write it."""
    asked = _parser(language).parse_args(list(argv))
    office.open_existing()
    from zhangtu.journal import heads, proving, showing  # noqa: PLC0415  # needs the settings

    head = None
    if asked.head is not None:
        try:
            head = heads.read_file(Path(asked.head))[-1]
        except heads.NotAHeadError as error:
            raise UsageError(say("not_a_head", language, path=asked.head)) from error
    ledger, uid = parted(asked.place, language)
    register, row = proving.place(ledger, uid)
    fields = None if asked.fields is None else keys(ledger, asked.fields, language)
    who = actor(asked.account, "audit", ledger, language)
    out = Path(asked.out)
    with out.open("xb") as target:
        try:
            proof = proving.prove(register, row, fields, actor=who, head=head)
            target.write(showing.as_file(proof))
        except BaseException:
            out.unlink()
            raise
    size = proof["head"]["size"]
    put(say("proved", language, path=asked.out, count=len(proof["entries"]), size=size))
    return 0


def parted(place: str, language: str) -> tuple[str, str]:
    """Take ``LEDGER/UID`` apart.

    Args:
        place: The words.
        language: The language to complain in.

    Returns:
        The ledger's name and the row's.

    Raises:
        UsageError: There is no stroke in it.
    """
    ledger, stroke, uid = place.partition("/")
    if not (ledger and stroke and uid):
        raise UsageError(say("bad_place", language, place=place))
    return ledger, uid


def keys(ledger: str, names: str, language: str) -> list[str]:
    """The keys of fields named on the command line.

    Args:
        ledger: The ledger's name.
        names: Names or numbers, commas between them; names that begin with ``@`` are keys already.
        language: The language to complain in.

    Returns:
        The keys as entries have them.

    Raises:
        UsageError: The ledger has no such field.
    """
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings

    numbers = {field.name: str(field.no) for field in definitions.in_force(ledger).ledger.fields}
    found = []
    for name in filter(None, (word.strip() for word in names.split(","))):
        key = numbers.get(name, name)
        if key not in numbers.values() and not key.startswith("@"):
            raise UsageError(say("bad_field_name", language, ledger=ledger, field=name))
        found.append(key)
    return found


def actor(account: str | None, right: str, ledger: str, language: str) -> "Actor":
    """Who acts on the command line, if they may.

    Args:
        account: The login named with ``--as``; None for none.
        right: What they must be allowed (``people.scope.Right``).
        ledger: With which ledger.
        language: The language to complain in.

    Returns:
        The account's person, for the post it holds first; the console if no account was named.

    Raises:
        UsageError: They may not.
        RefusedError: There is no such account.
    """
    from django.contrib.auth import get_user_model  # noqa: PLC0415  # needs the settings

    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.people.actions.accounts import account_of_login  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    who = Actor(machine="console")
    if account is not None:
        accounts: Any = get_user_model()
        person = int(accounts.objects.get(pk=account_of_login(account)).person)
        posts = queries.posts_held(person)
        who = Actor(person=person, post=posts[0] if posts else 0)
    if not queries.scope(who).may(Right(right), ledger):
        raise UsageError(say("no_right", language, account=account, right=right))
    return who
