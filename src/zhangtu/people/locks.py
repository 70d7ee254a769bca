"""Counts wrong attempts to sign in, by login name and by address, and says when no more are taken.

A browser somebody signed in at before counts for itself: a stranger who types wrong passwords locks the name
for strangers, not for whoever it belongs to.
"""

import hashlib
import threading

from django.core.cache import cache

from zhangtu.journal.writing import moment
from zhangtu.kernel.clock import today
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import SigningRules, signing

#: Attempts are counted before a password is looked at, one by one: many at once are no way in.
_ONE_BY_ONE = threading.Lock()
_MINUTE = 60_000_000


def _key(kind: str, what: str) -> str:
    return f"zhangtu:{kind}:{hashlib.sha256(what.encode()).hexdigest()}"


def _count(key: str, limit: int, rules: SigningRules) -> int:
    """Count an attempt, or refuse it because there were too many."""
    now = moment()
    count, at = cache.get(key, (0, now))
    left = at + rules.lock_minutes * _MINUTE - now
    if left <= 0:
        count = 0
    if count >= limit:
        raise PeopleRefusedError("locked", minutes=max(1, -(-left // _MINUTE)))
    _put(key, count + 1, rules)
    return int(count) + 1


def _put(key: str, count: int, rules: SigningRules) -> None:
    cache.set(key, (count, moment()), timeout=rules.lock_minutes * 60)


def attempt(login: str, address: str) -> int:
    """Count an attempt to sign in, as wrong until it turns out right.

    Args:
        login: The folded login name, known or not: both are treated alike; or a browser known for it.
        address: Where it comes from; empty where only the name counts.

    Returns:
        How many attempts on the login name there were, this one included.

    Raises:
        PeopleRefusedError: ``locked``.
    """
    rules = signing(today())
    with _ONE_BY_ONE:
        if address:
            _count(_key("address", address), rules.address_failures, rules)
        return _count(_key("login", login), rules.account_failures, rules)


def is_last(count: int) -> bool:
    """Whether a wrong attempt was the one that locks."""
    return count >= signing(today()).account_failures


def right(login: str, address: str) -> None:
    """The attempt was right: the login name starts anew, the address has one wrong attempt less."""
    rules = signing(today())
    with _ONE_BY_ONE:
        cache.delete(_key("login", login))
        if not address:
            return
        count, _ = cache.get(_key("address", address), (0, 0))
        if count > 0:
            _put(_key("address", address), count - 1, rules)


def lift(login: str) -> None:
    """Let a login name try again at once."""
    cache.delete(_key("login", login))


def tally() -> int:
    """Count an attempt on a login name nobody has; the runner writes the sum into the journal once a day."""
    with _ONE_BY_ONE:
        count = int(cache.get("zhangtu:strangers", 0)) + 1
        cache.set("zhangtu:strangers", count, timeout=None)
        return count


def take_tally() -> int:
    """The attempts on login names nobody has since this was asked last."""
    with _ONE_BY_ONE:
        count = int(cache.get("zhangtu:strangers", 0))
        cache.delete("zhangtu:strangers")
        return count
