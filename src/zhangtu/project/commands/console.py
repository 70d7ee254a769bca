"""What the subcommands share: a parser that speaks our languages, and printing that no terminal can break."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn, TextIO

from zhangtu.project.commands.wording import say

#: What a terminal would obey instead of show: control characters other than tab and line end.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


#: What argparse says, and the sentence that says so in every language.
_COMPLAINTS: Final = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "misses_arguments"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "unknown_arguments"),
    (re.compile(r"argument (?P<name>.+): expected one argument"), "misses_value"),
    (
        re.compile(r"argument (?P<name>[^:]+): invalid choice: (?P<given>.+) \(choose from (?P<names>.+)\)"),
        "not_a_word",
    ),
    (re.compile(r"argument (?P<name>[^:]+): invalid int value: (?P<given>.+)"), "not_a_whole_number"),
)


class UsageError(Exception):
    """The command was not written as it must be."""


class Parser(argparse.ArgumentParser):
    """A parser of the command line whose help and complaints come in the product's languages."""

    def __init__(
        self, language: str, prog: str, description: str, examples: Sequence[tuple[str, str]]
    ) -> None:
        lines = [f"  {command}\n      {meaning}" for command, meaning in examples]
        super().__init__(
            prog=prog,
            description=description,
            epilog="\n".join([f"{say('examples', language)}:", *lines]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._language = language
        self._positionals.title = say("arguments", language)
        self._optionals.title = say("options", language)
        self.add_argument("-h", "--help", action="help", help=say("help_help", language))

    def format_help(self) -> str:
        """Write the help, its first word in the language chosen."""
        return super().format_help().replace("usage: ", say("usage", self._language), 1)

    def error(self, message: str) -> NoReturn:
        """Refuse a command that is not right.

        Args:
            message: What is wrong with it.

        Raises:
            UsageError: Always.
        """
        for pattern, code in _COMPLAINTS:
            found = pattern.match(message)
            if found:
                raise UsageError(say(code, self._language, **found.groupdict()))
        raise UsageError(message)


def harmless(text: str) -> str:
    """Take out of a document's words what a terminal would obey (escape sequences, bells)."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def speaks_unicode(stream: TextIO) -> bool:
    """Tell whether a stream can carry every character."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def put(text: str, stream: TextIO | None = None) -> bool:
    """Print text whatever the terminal's encoding; characters it lacks become visible escapes.

    Args:
        text: What to print; a line end is added.
        stream: Where; standard output if not given.

    Returns:
        False when the other end of the pipe has gone away, which is no reason to complain.
    """
    stream = sys.stdout if stream is None else stream
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        # Python flushes once more at exit; give that flush somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    return True


def complain(sentence: str) -> None:
    """Print a sentence on standard error."""
    put(harmless(sentence), sys.stderr)
