"""Which measures somebody keeps in sight at a post."""

from zhangtu.journal.actor import Actor
from zhangtu.measures.models import Pin


def pinned(actor: Actor) -> tuple[str, ...]:
    """The measures somebody keeps in sight.

    Args:
        actor: Who, and for which post.

    Returns:
        Names of measures in the order they were pinned, whether they are in force or not. Whoever has changed
        nothing at the post finds what the last to do so keeps there.
    """
    if not actor.person:
        return ()
    every = list(Pin.objects.filter(post=actor.post).order_by("id"))
    own = [one for one in every if one.person == actor.person]
    if not own and actor.post and every:
        last = max(every, key=lambda one: one.pk).person
        own = [one for one in every if one.person == last]
    return tuple(one.measure for one in own if not one.gone)
