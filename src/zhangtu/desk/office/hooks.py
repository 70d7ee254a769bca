"""What these pages ask of where things are put together: the state of the machine and of the store."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be.

    Attributes:
        said: The sentence in each language: ``zh-hans``, ``zh-hant``, ``en``.
        mends: Whether the command that looks the office over can mend it by itself.
    """

    said: Mapping[str, str]
    mends: bool


def _nothing(tell: Callable[[int], None]) -> Iterator[Trouble]:
    del tell
    return iter(())


@dataclass(slots=True)
class _Asked:
    """What is filled in by ``project.wiring``.

    Attributes:
        examine: Looks the office over, telling now and then how many files it read.
        state: Facts of machine and store by name: ``store``, ``size``, ``free``, ``mirror`` ….
    """

    examine: Callable[[Callable[[int], None]], Iterator[Trouble]] = _nothing
    state: Callable[[], Mapping[str, int | str]] = field(default=dict)


ASKED = _Asked()
