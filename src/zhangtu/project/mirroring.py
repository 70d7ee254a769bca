"""What the columnar copy of rows may take of the machine, as the environment says."""

from collections.abc import Mapping
from typing import Final

#: Megabytes of memory, and threads for one question, unless the environment says otherwise.
MEMORY: Final = 256
THREADS: Final = 1
_OFF: Final = frozenset({"off", "no", "0", "false"})


def allowed(environment: Mapping[str, str]) -> tuple[int, int] | None:
    """What it may take.

    Args:
        environment: Where ``ZHANGTU_MIRROR``, ``ZHANGTU_MIRROR_MEMORY`` and ``ZHANGTU_MIRROR_THREADS`` are
            looked for.

    Returns:
        Megabytes of memory, 64 at least, and threads; None where the office wants no copy.
    """
    if environment.get("ZHANGTU_MIRROR", "").strip().lower() in _OFF:
        return None
    memory = _number(environment.get("ZHANGTU_MIRROR_MEMORY", ""), MEMORY)
    threads = _number(environment.get("ZHANGTU_MIRROR_THREADS", ""), THREADS)
    return max(64, memory), max(1, threads)


def _number(words: str, otherwise: int) -> int:
    return int(words) if words.strip().isdecimal() else otherwise
