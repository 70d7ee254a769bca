"""What of collections is open for units that go over into others.

Nothing is rewritten then: a unit's answer stays its own, and whoever acts for the unit it went over into
writes it and hands it in; a collection stays with the post that owns it, and the post goes along.
"""

from collections.abc import Mapping

from zhangtu.collections.models import Ask, Collection
from zhangtu.collections.states import OPEN
from zhangtu.kernel.clock import today


def pending(units: frozenset[int]) -> Mapping[str, int]:
    """How much is open.

    Args:
        units: The units.

    Returns:
        ``asks``: what the units have still to hand in; ``collections``: what they asked and did not close.
    """
    asks = Ask.objects.filter(
        unit__in=units, state__in=OPEN, collection__closed=None, collection__ends__gte=today()
    )
    return {
        "asks": asks.count(),
        "collections": Collection.objects.filter(unit__in=units, closed=None).count(),
    }
