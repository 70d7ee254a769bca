"""``zhangtu init``: a new office, its packs, and the links by which its three administrators come in."""

from collections.abc import Sequence

from zhangtu.project import office
from zhangtu.project.commands.console import Parser, put
from zhangtu.project.commands.running import run
from zhangtu.project.commands.wording import say

#: Packs a new office begins with, and those that come with the invented county.
PACKS, DEMO_PACKS = ("core",), ("five_small",)


def main(argv: Sequence[str]) -> int:
    """Make an office, or what is missing in one.

    Args:
        argv: ``--demo``, ``--name NAME``, ``--address URL``.

    Returns:
        0: made, or there already; 2: not made.
    """
    return run("init", argv, _init)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu init",
        say("summary_init", language),
        [
            ("zhangtu init --name 青禾县政府办公室", say("example_init", language)),
            ("ZHANGTU_HOME=demo zhangtu init --demo", say("example_init_demo", language)),
        ],
    )
    parser.add_argument("--demo", action="store_true", help=say("help_demo", language))
    parser.add_argument("--name", metavar="NAME", default="", help=say("help_office_name", language))
    parser.add_argument("--address", metavar="URL", default="", help=say("help_address", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _init(argv: Sequence[str], language: str) -> int:
    """Make the store, load the packs, print the links; what is there already is left as it is."""
    asked = _parser(language).parse_args(list(argv))
    home = office.prepare()
    put(say("home_ready", language, path=home))
    from zhangtu.project import beginning  # noqa: PLC0415  # needs the settings

    for name in [*PACKS, *(DEMO_PACKS if asked.demo else ())]:
        loaded = beginning.load(name)
        code = "pack_there" if loaded is None else "pack_loaded"
        put(say(code, language, name=name, count=len(loaded or ())))
    if asked.demo:
        _demonstrate(language)
    put_links(beginning.links(language, asked.name), asked.address, language)
    return 0


def _demonstrate(language: str) -> None:
    """Set up the invented county, with people who can sign in and something to look at."""
    from zhangtu.project import beginning, trying  # noqa: PLC0415  # needs the settings

    if not beginning.load_county():
        put(say("county_there", language))
        return
    put(say("county_loaded", language))
    put(
        say("rows_entered", language, count=trying.fill(beginning.CONSOLE) + trying.assign(beginning.CONSOLE))
    )
    put(say("guests", language))
    for guest, code in trying.invite(beginning.CONSOLE):
        put(f"  {guest.login}  {code}  {guest.name} · {guest.unit} · {guest.post}")


def put_links(links: Sequence[tuple[str, str]], address: str, language: str) -> None:
    """Print the links by which administrators come in.

    Args:
        links: Name of the role and path of each.
        address: The server's address; empty when it is not known before ``zhangtu serve`` prints it.
        language: The language of the sentences around them.
    """
    if not links:
        put(say("links_there", language))
        return
    put(say("links", language))
    for title, path in links:
        put(f"  {title}  {address.rstrip('/')}{path}")
    if not address:
        put(say("links_behind", language))
    put(say("links_secret", language))
