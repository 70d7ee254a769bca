"""Finds collections and asks by their names, for those who may see them."""

from uuid import UUID

from zhangtu.collections import policies
from zhangtu.collections.models import Ask, Collection
from zhangtu.collections.refusals import CollectionError
from zhangtu.people.scope import Scope


def collection(uid: UUID, scope: Scope) -> Collection:
    """A collection whose whole somebody sees.

    Args:
        uid: Its name.
        scope: Whose.

    Returns:
        The collection.

    Raises:
        CollectionError: ``no_collection``.
    """
    found = Collection.objects.filter(uid=uid).first()
    if found is None or not policies.sees(scope, found):
        raise CollectionError("no_collection")
    return found


def ask(uid: UUID, scope: Scope) -> Ask:
    """What one unit is asked.

    Args:
        uid: Its name.
        scope: Whose.

    Returns:
        The ask, its collection at hand.

    Raises:
        CollectionError: ``no_collection``.
    """
    found = Ask.objects.select_related("collection").filter(uid=uid).first()
    if found is None or not policies.sees_ask(scope, found):
        raise CollectionError("no_collection")
    return found
