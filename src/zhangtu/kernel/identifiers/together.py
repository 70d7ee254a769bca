"""Check digits of many numbers at once: a number of Python's that is long enough counts for all of them."""

from collections.abc import Sequence
from struct import unpack


def weighted(codes: Sequence[str], values: bytes, weights: Sequence[int], modulus: int) -> bool:
    """Whether the weighted sum of every code can be divided by a modulus.

    Every code takes two bytes of one long number: to multiply and add those is to do it for all codes.

    Args:
        codes: Codes of ASCII letters, each as long as there are weights.
        values: Byte of a letter → its value, a table of 256.
        weights: What each place counts; all sums stay below 65,536.
        modulus: What they are divided by.

    Returns:
        Whether it is so for all.
    """
    size, count = len(weights), len(codes)
    data = "".join(codes).encode().translate(values)
    total = 0
    for place, weight in enumerate(weights):
        wide = bytearray(2 * count)
        wide[::2] = data[place::size]
        total += weight * int.from_bytes(wide, "little")
    sums = unpack(f"<{count}H", total.to_bytes(2 * count, "little"))
    return not any(one % modulus for one in set(sums))


def chained(codes: Sequence[str], first: int, following: bytes) -> bytes:
    """What stands at the end of a chain of states, each made of the one before and a digit.

    Args:
        codes: Numbers of the same length, digits only.
        first: The state before the first digit, at most 24.
        following: Ten times the state, and the digit → the next state, a table of 256.

    Returns:
        The last state of every number, a byte each.
    """
    count = len(codes)
    digits = bytes(byte & 15 for byte in range(256))
    data = "".join(codes).encode().translate(digits)
    size = len(data) // count if count else 0
    state = bytes([first]) * count
    for place in range(size):
        both = 10 * int.from_bytes(state, "little") + int.from_bytes(data[place::size], "little")
        state = both.to_bytes(count, "little").translate(following)
    return state
