"""``zhangtu manage``: Django's own commands, for migrations and the like."""

import os
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run one of Django's commands.

    Args:
        argv: The words behind ``zhangtu manage``.

    Returns:
        0; Django ends the process itself when a command fails.
    """
    from django.conf import settings  # noqa: PLC0415  # loading Django takes a while
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings come first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    settings.ZHANGTU_HOME.mkdir(parents=True, exist_ok=True)
    execute_from_command_line(["zhangtu manage", *argv])
    return 0
