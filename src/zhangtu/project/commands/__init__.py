"""The console command ``zhangtu``: names its subcommands and loads only the one that is asked for."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand.

    Attributes:
        module: The module whose ``main(argv: Sequence[str]) -> int`` runs it; imported only when asked for.
        summary: Code of its one-line explanation in ``commands/words``.
    """

    module: str
    summary: str


#: Every subcommand by the name it is called with. A new one is a line here and a file in ``commands/words``.
COMMANDS: Mapping[str, Command] = {
    "read": Command("zhangtu.project.commands.read", "summary_read"),
    "serve": Command("zhangtu.project.commands.serve", "summary_serve"),
    "init": Command("zhangtu.project.commands.init", "summary_init"),
    "people": Command("zhangtu.project.commands.people", "summary_people"),
    "account": Command("zhangtu.project.commands.account", "summary_account"),
    "token": Command("zhangtu.project.commands.token", "summary_token"),
    "backup": Command("zhangtu.project.commands.backup", "summary_backup"),
    "restore": Command("zhangtu.project.commands.restore", "summary_restore"),
    "move": Command("zhangtu.project.commands.move", "summary_move"),
    "import": Command("zhangtu.project.commands.import_", "summary_import"),
    "export": Command("zhangtu.project.commands.export", "summary_export"),
    "lake": Command("zhangtu.project.commands.lake", "summary_lake"),
    "report": Command("zhangtu.project.commands.report", "summary_report"),
    "procedure": Command("zhangtu.project.commands.procedure", "summary_procedure"),
    "row": Command("zhangtu.project.commands.row", "summary_row"),
    "numbers": Command("zhangtu.project.commands.numbers", "summary_numbers"),
    "seal": Command("zhangtu.project.commands.seal", "summary_seal"),
    "verify": Command("zhangtu.project.commands.verify", "summary_verify"),
    "prove": Command("zhangtu.project.commands.prove", "summary_prove"),
    "check-proof": Command("zhangtu.project.commands.check_proof", "summary_check_proof"),
    "draw": Command("zhangtu.project.commands.draw", "summary_draw"),
    "redact": Command("zhangtu.project.commands.redact", "summary_redact"),
    "pack": Command("zhangtu.project.commands.pack", "summary_pack"),
    "doctor": Command("zhangtu.project.commands.doctor", "summary_doctor"),
    "manage": Command("zhangtu.project.commands.manage", "summary_manage"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The words behind ``zhangtu``; those of this process if not given.

    Returns:
        The exit code of the subcommand; 2 when there is no such subcommand, 130 when interrupted by a person.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    command = COMMANDS.get(words[0]) if words else None
    try:
        if command is None:
            return int(import_module("zhangtu.project.commands.overview").main(words))
        return int(import_module(command.module).main(words[1:]))
    except KeyboardInterrupt:
        return 130
