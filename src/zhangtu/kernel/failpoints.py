"""Named places where a process can be made to die, so that tests can show what a crash leaves behind."""

import os
import signal

#: The environment variable that names the place to die at.
VARIABLE = "ZHANGTU_FAIL_AT"


def here(name: str) -> None:
    """Die here without a word, as in a power cut, if the environment asks for it.

    Args:
        name: The place, for instance ``import.slice``; with ``:n`` behind it in the variable, the process
            dies when it comes here for the n-th time.
    """
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return
    place, _, turn = wanted.partition(":")
    if place != name:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] >= int(turn or "1"):
        os.kill(os.getpid(), signal.SIGKILL)


#: Place → how often the process came there.
_passed: dict[str, int] = {}
