"""An invented county with its towns and villages, changed over the years, to try the product with."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import actions, queries


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, each under its word in the file.

    Attributes:
        units: Word → unit.
        posts: Word → post.
        persons: Name → person.
    """

    units: Mapping[str, int]
    posts: Mapping[str, int]
    persons: Mapping[str, int]


_NOTHING = Loaded(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def load(actor: Actor) -> Loaded:
    """Set up the invented county: units with their past, posts, people; one act.

    Args:
        actor: Who does it, usually the console.

    Returns:
        What was made; nothing when the county is there already.
    """
    text = (files("zhangtu.people.samples") / "county.yaml").read_text("utf-8")
    sample: dict[str, Any] = yaml.safe_load(text)
    with act(actor=actor):
        if queries.find(sample["units"][0]["name"]):
            return _NOTHING
        units: dict[str, int] = {}
        steps = [(row["from"], 0, row) for row in sample["units"]]
        steps += [(row["day"], 1, row) for row in sample["changes"]]
        for _, kind, row in sorted(steps, key=lambda step: step[:2]):
            if kind:
                _change(row, units, actor)
            else:
                units[row["unit"]] = _unit(row, units, actor)
        posts = {row["post"]: _post(row, units, actor) for row in sample["posts"]}
        persons = {row["name"]: _person(row, posts, actor) for row in sample["people"]}
        for row in sample["deputies"]:
            actions.set_deputy(posts[row["post"]], posts[row["deputy"]], actor=actor, day=row["from"])
        return Loaded(units, posts, persons)


def _unit(row: dict[str, Any], units: Mapping[str, int], actor: Actor) -> int:
    return actions.create_unit(
        row["name"],
        actor=actor,
        day=row["from"],
        parent=units[row["under"]] if "under" in row else 0,
        short=row.get("short", ""),
        kind=row["kind"],
        office=units[row["office"]] if "office" in row else 0,
    )


def _change(row: dict[str, Any], units: Mapping[str, int], actor: Actor) -> None:
    day, reason = row["day"], row["why"]
    if "rename" in row:
        actions.rename_unit(
            units[row["rename"]],
            actor=actor,
            day=day,
            name=row["name"],
            short=row.get("short"),
            kind=row.get("kind"),
            reason=reason,
        )
    elif "merge" in row:
        going = [units[word] for word in row["merge"]]
        actions.merge_units(going, units[row["into"]], actor=actor, day=day, reason=reason)
    else:
        actions.move_unit(units[row["move"]], units[row["under"]], actor=actor, day=day, reason=reason)


def _post(row: dict[str, Any], units: Mapping[str, int], actor: Actor) -> int:
    return actions.establish_post(
        units[row["unit"]],
        row["name"],
        actor=actor,
        day=row["from"],
        kind=row.get("kind", ""),
        role=row["role"],
    )


def _person(row: dict[str, Any], posts: Mapping[str, int], actor: Actor) -> int:
    person = actions.enrol(row["name"], actor=actor, phone=row.get("phone", ""))
    for word in row["posts"]:
        actions.appoint(person, posts[word], actor=actor, day=row["from"], ends=row.get("to"))
    return person
