"""Counts wrong attempts to sign in, by login name and by address, and says when no more are taken.

A browser somebody signed in at before counts for itself: a stranger who types wrong passwords locks the name
for strangers, not for whoever it belongs to.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

from zhangtu.journal.writing import moment
from zhangtu.kernel.clock import today
from zhangtu.people import sql
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import SigningRules, signing

#: The threads of this process queue here, where the next one is let in at once.
_TURN = threading.Lock()
_MINUTE = 60_000_000


@contextmanager
def _one_by_one() -> Iterator[None]:
    """Count alone among all threads and processes: many attempts at one moment are no way in."""
    with _TURN, sql.alone():
        yield


def _key(kind: str, what: str) -> str:
    return f"zhangtu:{kind}:{hashlib.sha256(what.encode()).hexdigest()}"


def _count(key: str, limit: int, rules: SigningRules) -> int | PeopleRefusedError:
    """Count an attempt; what to refuse it with where there were too many."""
    now = moment()
    count, at = cache.get(key, (0, now))
    left = at + rules.lock_minutes * _MINUTE - now
    if left <= 0:
        count = 0
    if count >= limit:
        return PeopleRefusedError("locked", minutes=max(1, -(-left // _MINUTE)))
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
    counted: int | PeopleRefusedError = 0
    # counted before a password is looked at; refused when what was counted is kept
    with _one_by_one():
        if address:
            counted = _count(_key("address", address), rules.address_failures, rules)
        if isinstance(counted, int):
            counted = _count(_key("login", login), rules.account_failures, rules)
    if isinstance(counted, PeopleRefusedError):
        raise counted
    return counted


def is_last(count: int) -> bool:
    """Whether a wrong attempt was the one that locks."""
    return count >= signing(today()).account_failures


def right(login: str, address: str) -> None:
    """The attempt was right: the login name starts anew, the address has one wrong attempt less."""
    rules = signing(today())
    with _one_by_one():
        cache.delete(_key("login", login))
        if not address:
            return
        count, _ = cache.get(_key("address", address), (0, 0))
        if count > 0:
            _put(_key("address", address), count - 1, rules)


def lift(login: str) -> None:
    """Let a login name try again at once."""
    with _one_by_one():
        cache.delete(_key("login", login))


def tally() -> int:
    """Count an attempt on a login name nobody has; the runner writes the sum into the journal once a day."""
    with _one_by_one():
        count = int(cache.get("zhangtu:strangers", 0)) + 1
        cache.set("zhangtu:strangers", count, timeout=None)
        return count


def take_tally() -> int:
    """The attempts on login names nobody has since this was asked last."""
    with _one_by_one():
        count = int(cache.get("zhangtu:strangers", 0))
        cache.delete("zhangtu:strangers")
        return count
