"""Long plans made of the samples: the same words every time, no two stretches quite alike."""

import random
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src" / "zhangtu" / "plans" / "samples"
GOLD = ROOT / "tests" / "reading" / "gold"
#: Characters that stand in names of places; each copy of a sample takes others, so that units differ.
_PLACES = "东南西北青红金银江河湖海山林石泉云岭松梅兰竹平安福康宁和"
_COPIES = 40


@cache
def samples() -> tuple[str, ...]:
    """The sample plans as text, in the order of their names."""
    return tuple(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")))


@cache
def plan_of(size: int) -> str:
    """One long plan.

    Args:
        size: Bytes of UTF-8 to fill, for instance 1,000,000; the result is a little shorter.

    Returns:
        Whole sample plans one after another, their places renamed and their order changed in each copy.
    """
    parts: list[str] = []
    filled, copy = 0, 0
    while True:
        chance = random.Random(copy % _COPIES)  # noqa: S311  # the same text every time is the point
        shuffled = dict(zip(_PLACES, chance.sample(_PLACES, len(_PLACES)), strict=True))
        for sample in chance.sample(samples(), len(samples())):
            part = sample.translate(str.maketrans(shuffled))
            filled += len(part.encode())
            if filled > size and parts:
                return "\n".join(parts)
            parts.append(part)
        copy += 1
