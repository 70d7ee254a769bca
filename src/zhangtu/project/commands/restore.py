"""``zhangtu restore``: an office out of a backup, in an empty folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zhangtu.project import databases, office
from zhangtu.project.carrying import folders
from zhangtu.project.commands.console import Parser, complain, harmless, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Restore a backup.

    Args:
        argv: ``FILE``, ``--key KEY``.

    Returns:
        0: restored, and the journal verified; 1: restored, but something in it is not as it should be;
        2: not restored.
    """
    return run("restore", argv, _restore)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu restore",
        say("summary_restore", language),
        [
            ("ZHANGTU_HOME=new zhangtu restore office.zip", say("example_restore", language)),
            (
                "ZHANGTU_HOME=new zhangtu restore office.zip --key secret.key",
                say("example_restore_key", language),
            ),
        ],
    )
    parser.add_argument("file", metavar="FILE", help=say("help_restore_file", language))
    parser.add_argument("--key", metavar="KEY", help=say("help_restore_key", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _restore(argv: Sequence[str], language: str) -> int:
    """Restore the backup, verify the journal, and say what came out."""
    asked = _parser(language).parse_args(list(argv))
    home = databases.office_folder()
    key = None if asked.key is None else Path(asked.key).read_bytes()
    folders.take(home)
    office.load()
    from zhangtu.project.carrying.unpacking import unpack  # noqa: PLC0415  # needs the settings

    ticker = Ticker(language)
    out = unpack(
        home, Path(asked.file), databases.shown(databases.store_place(home)), ticker, office.prepare_tables
    )
    if key is not None:
        folders.put_key(home, key)
    folders.give_back(home)
    ticker.clear()
    put(say("restored", language, path=home, entries=out.entries, rows=out.rows, files=out.files))
    if key is None and not out.with_key:
        put(say("restored_without_key", language))
    for name in out.damaged:
        complain(say("file_damaged", language, name=name))
    keyless = key is None and not out.with_key
    return max(_verified(language, keyless=keyless), 1 if out.damaged else 0)


def _verified(language: str, *, keyless: bool) -> int:
    """Verify the whole journal, as ``zhangtu verify`` does.

    Without the old key no old seal can be checked against it: that is one thing to say and not one for each.
    """
    office.open_existing()
    from zhangtu.journal.findings import Kind  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.verifying import verify  # noqa: PLC0415

    ticker = Ticker(language, "journal_progress")
    verdict = verify(progress=lambda done, of: ticker(f"{done * 100 // max(of, 1)} %", done))
    ticker.clear()
    strange = {Kind.SEAL_KEY, Kind.HEAD_KEY} if keyless else set()
    unchecked = sum(verdict.counts.get(kind, 0) for kind in strange)
    rest = replace(
        verdict,
        findings=tuple(one for one in verdict.findings if one.kind not in strange),
        counts={kind: count for kind, count in verdict.counts.items() if kind not in strange},
    )
    put(harmless("\n".join(rest.say(language))))
    if unchecked:
        put(say("seals_unchecked", language, count=unchecked))
    return 0 if verdict.sound else 1
