"""What is open for units when they go over into others: counted, for whoever need not see a single thing."""

from collections.abc import Collection, Mapping
from datetime import date

from zhangtu.people import hooks, models, rolls
from zhangtu.people.handing import HandoverState


def pending(units: Collection[int], day: date) -> Mapping[str, int]:
    """How much is open for some units.

    Args:
        units: The units.
        day: The day whose posts count.

    Returns:
        Kind of thing → how many, without those there are none of: ``handovers`` under way of their posts,
        and what other rooms know.
    """
    if not units:
        return {}
    posts = {state.post for state in rolls.posts_on(day, units)}
    prepared = models.Handover.objects.filter(state=HandoverState.PREPARED).values_list("posts", flat=True)
    found = {"handovers": sum(1 for held in prepared if not posts.isdisjoint(map(int, held.split())))}
    for answer in hooks.PENDING.values():
        found.update(answer(frozenset(units)))
    return {kind: count for kind, count in found.items() if count}
