"""``zhangtu serve``: bring the database up to date, then serve the pages on this machine."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Serve until stopped.

    Args:
        argv: ``--port`` (8000), ``--host`` (127.0.0.1), ``--threads`` (4).

    Returns:
        The exit code: 0 when stopped, 2 when the office's folder cannot be written.
    """
    asked = _asked(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    if asked.host not in {"127.0.0.1", "localhost"}:
        os.environ.setdefault("ZHANGTU_HOSTS", f"localhost,127.0.0.1,{asked.host}")
    import django  # noqa: PLC0415  # the settings above come first
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    try:
        settings.ZHANGTU_HOME.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"{settings.ZHANGTU_HOME}: {error.strerror}\n")
        return 2
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _serve(asked)
    return 0


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="zhangtu serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--threads", type=int, default=4)
    return parser.parse_args(argv)


def _serve(asked: argparse.Namespace) -> None:
    from granian import Granian  # noqa: PLC0415  # only when serving
    from granian.constants import Interfaces  # noqa: PLC0415

    sys.stdout.write(f"账图 · 方案解读：http://{asked.host}:{asked.port}/\n")
    sys.stdout.flush()
    Granian(
        "zhangtu.project.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        blocking_threads=asked.threads,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]  # the server takes the word as well
    ).serve()
