"""Tokens by which programs act for a post: issued, checked and taken back."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhangtu.api.models import Token
from zhangtu.api.refusals import ApiError
from zhangtu.journal import hooks
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act, moment
from zhangtu.ledgers import definitions
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: The register of tokens in the journal.
REGISTER = "api.token"
#: A token is never valid for longer.
LONGEST_DAYS = 366
#: How tokens begin, so that scanners for leaked secrets can find them.
PREFIX = "zhangtu_"
#: How the machine of a token is called in entries, before the token's own name.
MACHINE = "token:"
#: Rights to rows: a token that is limited to ledgers has no others, such as to set up units.
OF_LEDGERS = frozenset(Right) - {
    Right.DESIGN,
    Right.ORGANISE,
    Right.ACCOUNTS,
    Right.GRANT,
    Right.AUDIT,
    Right.OPERATE,
}
_DAY = 24 * 3600 * 1_000_000


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _change(row: Token, action: str, values: dict[str, object]) -> Change:
    texts = {
        key: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for key, value in values.items()
    }
    return Change(REGISTER, row.id, action, texts)


def issue(
    name: str,
    *,
    post: int,
    rights: Iterable[Right],
    ledgers: Iterable[str] = (),
    days: int = 90,
    actor: Actor,
) -> str:
    """Make a token; it is shown this once and cannot be read again.

    Args:
        name: What the program is called; entries name it.
        post: The post it acts for.
        rights: What it may do; what the post may not do, it may not either.
        ledgers: The ledgers it may use; none for all the post sees.
        days: How long it is valid, 1 to 366 days.
        actor: Who issues it.

    Returns:
        The token.

    Raises:
        ApiError: Not allowed, a bad or taken name, or too long a time.
    """
    name, ledgers = name.strip(), sorted(ledgers)
    _check_wish(name, post, ledgers, days, actor)
    token = PREFIX + secrets.token_urlsafe(32)
    with act(actor=actor) as writing:
        row = Token.objects.create(
            name=name,
            post=post,
            digest=_digest(token),
            rights=" ".join(sorted(rights)),
            ledgers=" ".join(ledgers),
            made=writing.at,
            expires=writing.at + days * _DAY,
        )
        writing.write(_change(row, "create", _kept(row)))
    return token


def _check_wish(name: str, post: int, ledgers: Sequence[str], days: int, actor: Actor) -> None:
    """Refuse what cannot be issued."""
    if not people.scope(actor).may(Right.GRANT):
        raise ApiError("not_allowed")
    if not 0 < len(name) <= 50 or not name.isprintable():
        raise ApiError("bad_name")
    if Token.objects.filter(name=name).exists():
        raise ApiError("name_taken", name=name)
    if not 0 < days <= LONGEST_DAYS:
        raise ApiError("bad_days", most=LONGEST_DAYS)
    if people.post(post) is None:
        raise ApiError("unknown", what=f"#{post}")
    unknown = [ledger for ledger in ledgers if ledger not in definitions.names()]
    if unknown:
        raise ApiError("unknown", what="、".join(unknown))


def revoke(name: str, *, actor: Actor) -> None:
    """Take a token back at once.

    Args:
        name: Its name.
        actor: Who does it.

    Raises:
        ApiError: Not allowed, or there is none of that name.
    """
    if not people.scope(actor).may(Right.GRANT):
        raise ApiError("not_allowed")
    with act(actor=actor) as writing:
        row = Token.objects.filter(name=name, revoked=False).first()
        if row is None:
            raise ApiError("unknown", what=name)
        row.revoked = True
        row.save(update_fields=["revoked"])
        writing.write(_change(row, "revoke", {"revoked": True}))


def _kept(row: Token) -> dict[str, object]:
    """What the journal keeps of a token, keyed as its entries are."""
    return {
        "digest": row.digest,
        "expires": row.expires,
        "ledgers": row.ledgers,
        "made": row.made,
        "name": row.name,
        "post": row.post,
        "revoked": row.revoked,
        "rights": row.rights,
    }


def keep_journal() -> None:
    """Register with the journal; called once, where the house is put together."""
    hooks.keep(lambda register: register == REGISTER, present, always=[REGISTER])
    hooks.watch("api")


def present(register: str, ids: Sequence[int] | None) -> Iterable[tuple[int, Mapping[str, str]]]:
    """The present tokens as a replay of their entries would give them, by rising number.

    Args:
        register: The register of tokens.
        ids: Only these; ``None`` for all.

    Yields:
        Number of the token, and field key → JSON text.
    """
    del register
    rows = Token.objects.order_by("id") if ids is None else Token.objects.filter(id__in=ids).order_by("id")
    for row in rows.iterator():
        yield row.id, dict(_change(row, "", _kept(row)).values)


@dataclass(frozen=True, slots=True)
class Held:
    """A valid token, without its secret.

    Attributes:
        name: What the program is called.
        post: The post it acts for.
        rights: What it may do at most.
        ledgers: The ledgers it is limited to; empty for no such limit.
        expires: When it ends, microseconds since 1970 in UTC.
    """

    name: str
    post: int
    rights: tuple[str, ...]
    ledgers: tuple[str, ...]
    expires: int


def held() -> list[Held]:
    """All tokens that are still valid, by name."""
    rows = Token.objects.filter(revoked=False, expires__gt=moment()).order_by("name")
    return [
        Held(row.name, row.post, tuple(row.rights.split()), tuple(row.ledgers.split()), row.expires)
        for row in rows
    ]


def scope_of(token: str) -> Scope | None:
    """What the bearer of a token may see and do.

    Args:
        token: As given.

    Returns:
        The scope of its post, cut down to what the token allows; ``None`` if it is unknown, taken back or
        out of time.
    """
    row = Token.objects.filter(digest=_digest(token), revoked=False).first()
    if row is None or row.expires <= moment():
        return None
    return people.scope(Actor(post=row.post, machine=MACHINE + row.name))


def narrow(found: Scope) -> Scope | None:
    """Cut the scope of a token's post down to what the token allows; ``people`` asks this of every machine.

    Args:
        found: What the post may see and do.

    Returns:
        What the token may; nothing once it is taken back or out of time. ``None`` for other machines.
    """
    if not found.actor.machine.startswith(MACHINE):
        return None
    name = found.actor.machine.removeprefix(MACHINE)
    row = Token.objects.filter(name=name, post=found.actor.post, revoked=False).first()
    if row is None or row.expires <= moment():
        return Scope(found.actor)
    allowed = frozenset(Right(one) for one in row.rights.split())
    if row.ledgers:
        allowed &= OF_LEDGERS
    return replace(
        found,
        rights=found.rights & allowed,
        ledgers={ledger: rights & allowed for ledger, rights in found.ledgers.items()},
        only=frozenset(row.ledgers.split()) if row.ledgers else None,
    )
