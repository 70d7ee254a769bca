"""How the commands about the whole office run: one way of refusing, one way of telling how far it is."""

import os
import sys
from collections.abc import Callable, Sequence
from time import monotonic

from zhangtu.kernel.refusals import RefusedError
from zhangtu.project.commands.console import UsageError, complain, harmless, put
from zhangtu.project.commands.wording import say, spoken

#: Seconds between two words about how far it is: on a terminal, and in a log.
_ON_TERMINAL, _IN_LOG = 0.5, 10.0


class Ticker:
    """Tells now and then on standard error how far something is.

    Args (of the class):
        language: The language to say it in.
        code: The sentence; its facts are ``part`` and ``done``.
    """

    def __init__(self, language: str, code: str = "progress") -> None:
        self._language, self._code = language, code
        self._terminal = sys.stderr.isatty()
        self._next = monotonic() + (_ON_TERMINAL if self._terminal else _IN_LOG)
        self._width = 0

    def __call__(self, part: str, done: int) -> None:
        """Tell how far it is, unless that was told a moment ago.

        Args:
            part: What is being done.
            done: How many pieces of it are done.
        """
        if monotonic() < self._next:
            return
        said = say(self._code, self._language, part=part, done=f"{done:,}")
        if self._terminal:
            sys.stderr.write(f"\r{said:<{self._width}}")
            sys.stderr.flush()
            self._width = len(said)
        else:
            put(said, sys.stderr)
        self._next = monotonic() + (_ON_TERMINAL if self._terminal else _IN_LOG)

    def clear(self) -> None:
        """Leave the line to what is said next."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width * 2 + "\r")
            self._width = 0


def run(name: str, argv: Sequence[str], body: Callable[[Sequence[str], str], int]) -> int:
    """Run a command; what cannot be done is said in one sentence.

    Args:
        name: The command.
        argv: The words behind it.
        body: Does it; is given the words and the language.

    Returns:
        What the body returns; 2 when the command is not right or cannot be done.
    """
    language = spoken(argv)
    # What an office keeps is for this account only, also where others may sign in to the machine.
    os.umask(0o077)
    try:
        return body(argv, language)
    except UsageError as error:
        words = str(error).rstrip("。.")
        complain(say("command_misused", language, command=name, words=words))
    except RefusedError as error:
        complain(harmless(error.say(language)))
    except OSError as error:
        why = error.strerror or type(error).__name__
        complain(say("command_broken", language, path=error.filename or "", why=why))
    except SystemExit as stop:  # argparse printed the help
        return int(stop.code or 0)
    return 2
