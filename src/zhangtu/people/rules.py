"""The room's dated tables: what roles may do, and the numbers of sign-in, each with its authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhangtu.people.scope import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What the holders of a post may do, from a day on.

    Attributes:
        name: Its name.
        zh: What it is called in Simplified Chinese.
        en: What it is called in English.
        rights: What it may do.
        begins: The first day it holds.
        by_grant: Whether only the security administrator may give it.
        apart: Whether nobody may hold two posts of such roles.
        for_parent: Whether a post of a unit that acts for the one above looks after what that one does.
        authority: What it rests on.
        sure: ``read`` in the text of a law or standard, or ``to_confirm``.
    """

    name: str
    zh: str
    en: str
    rights: frozenset[Right]
    begins: date
    by_grant: bool
    apart: bool
    for_parent: bool
    authority: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind:
    """What a kind of unit is called, and whether such units act for the one above, from a day on.

    Attributes:
        name: Its word, as units carry it.
        zh: What it is called in Simplified Chinese.
        en: What it is called in English.
        begins: The first day it holds.
        for_parent: Whether its posts look after what the unit above looks after, where their roles say so.
        authority: What that rests on; empty where nothing rests on it.
        sure: ``read`` in the text of a law or standard, or ``to_confirm``.
    """

    name: str
    zh: str
    en: str
    begins: date
    for_parent: bool
    authority: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRules:
    """The numbers of sign-in, from a day on; meanings stand beside them in ``data/signing.yaml``."""

    begins: date
    authority: str
    sure: str
    password_length: int
    password_kinds: int
    long_password: int
    password_days: int
    account_failures: int
    address_failures: int
    lock_minutes: int
    idle_minutes: int
    code_days: int
    link_hours: int


def _table(name: str) -> list[dict[str, Any]]:
    text = (files("zhangtu.people") / "data" / f"{name}.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)[name]
    return rows


@cache
def _roles() -> tuple[Role, ...]:
    return tuple(
        Role(
            name=row["role"],
            zh=row["title"]["zh"],
            en=row["title"]["en"],
            rights=frozenset(Right(one) for one in row["rights"]),
            begins=row["from"],
            by_grant=row["given_by"] == "grant",
            apart=bool(row.get("apart", False)),
            for_parent=bool(row.get("for_parent", False)),
            authority=row["authority"],
            sure=row["sure"],
        )
        for row in _table("roles")
    )


def roles(day: date) -> Mapping[str, Role]:
    """The roles of a day by name; a later row of the same role replaces the earlier."""
    rising = sorted(_roles(), key=lambda role: role.begins)
    return {role.name: role for role in rising if role.begins <= day}


@cache
def _unit_kinds() -> tuple[UnitKind, ...]:
    return tuple(
        UnitKind(
            name=row["kind"],
            zh=row["title"]["zh"],
            en=row["title"]["en"],
            begins=row.get("from", date.min),
            for_parent=bool(row.get("for_parent", False)),
            authority=row.get("authority", ""),
            sure=row.get("sure", "to_confirm"),
        )
        for row in _table("unit_kinds")
    )


def unit_kinds(day: date) -> Mapping[str, UnitKind]:
    """The kinds of units of a day by their words; a later row of the same kind replaces the earlier."""
    rising = sorted(_unit_kinds(), key=lambda kind: kind.begins)
    return {kind.name: kind for kind in rising if kind.begins <= day}


@cache
def post_kinds() -> Mapping[str, tuple[str, str]]:
    """The kinds of posts that have words: kind → in Simplified Chinese and in English."""
    return {row["kind"]: (row["title"]["zh"], row["title"]["en"]) for row in _table("post_kinds")}


def acts_for_parent(kind: str, day: date) -> bool:
    """Whether units of a kind act for the unit above on a day."""
    known = unit_kinds(day).get(kind)
    return known is not None and known.for_parent


@cache
def _signing() -> tuple[SigningRules, ...]:
    rows = [{"begins": row.pop("from"), **row} for row in _table("signing")]
    return tuple(sorted((SigningRules(**row) for row in rows), key=lambda rules: rules.begins))


def signing(day: date) -> SigningRules:
    """The numbers of sign-in on a day."""
    return [rules for rules in _signing() if rules.begins <= day][-1]
