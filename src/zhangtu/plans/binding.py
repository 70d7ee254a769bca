"""Which measures may show whether a target is reached, ranked by words, unit of value and base. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zhangtu.kernel.folding import fold
from zhangtu.plans.matching import alike
from zhangtu.reading.model import Target
from zhangtu.schema.specs import Measure

#: No more measures than this are proposed for a target; all others can be chosen too.
MOST: Final = 5
#: A measure less fitting than this is not proposed.
LEAST: Final = 0.2
_SHARES: Final = frozenset({"%", "percent"})


@dataclass(frozen=True, slots=True)
class Fitting:
    """A measure proposed for a target.

    Attributes:
        measure: It.
        likeness: How well it fits, 0 to 1.
    """

    measure: Measure
    likeness: float


def fitting(target: Target, around: str, measures: Iterable[Measure]) -> list[Fitting]:
    """Measures that may show a target, the best first; a person chooses.

    Args:
        target: What is to be reached.
        around: The words of the task it stands in: whom it is about.
        measures: The measures in use.

    Returns:
        ``MOST`` at most; none where nothing fits.
    """
    ranked = [Fitting(one, _score(target, around, one)) for one in measures if one.removed is None]
    good = [one for one in ranked if one.likeness >= LEAST]
    return sorted(good, key=lambda one: (-one.likeness, one.measure.name))[:MOST]


def _score(target: Target, around: str, measure: Measure) -> float:
    """Words count for three quarters, the unit of value for the rest; the wrong unit halves it."""
    wanted, base = _bare(target.metric), _bare(around)
    names = [_bare(name) for name in (measure.title.zh, measure.title.en, *measure.synonyms) if name]
    words = max(_like(wanted, name) for name in names)
    within = max((0.6 for name in names if len(name) > 1 and name in base), default=0.0)
    return max(words, within) * 0.75 + 0.25 if _same_unit(target, measure) else max(words, within) * 0.5


def _same_unit(target: Target, measure: Measure) -> bool:
    unit = _bare(target.unit)
    if measure.shown == "share":
        return unit in _SHARES
    if measure.measured_in is None:
        return unit not in _SHARES
    return unit in {_bare(measure.measured_in.zh), _bare(measure.measured_in.en)}


def _like(wanted: str, name: str) -> float:
    if not wanted:
        return 0.0
    if wanted in name or name in wanted:
        return 0.5 + 0.5 * min(len(wanted), len(name)) / max(len(wanted), len(name))
    return alike(wanted, name)


def _bare(words: str) -> str:
    return "".join(fold(words).split())
