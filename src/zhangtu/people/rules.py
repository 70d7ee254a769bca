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
def _signing() -> tuple[SigningRules, ...]:
    rows = [{"begins": row.pop("from"), **row} for row in _table("signing")]
    return tuple(sorted((SigningRules(**row) for row in rows), key=lambda rules: rules.begins))


def signing(day: date) -> SigningRules:
    """The numbers of sign-in on a day."""
    return [rules for rules in _signing() if rules.begins <= day][-1]
