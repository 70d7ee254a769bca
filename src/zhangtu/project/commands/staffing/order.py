"""What somebody wants done with units, posts and people: who acts, from which day, who is meant."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.people import directory, queries
from zhangtu.project.commands.console import UsageError
from zhangtu.project.commands.wording import say

#: So many of those meant are named when a name fits several.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Order:
    """A deed as it was asked for.

    Attributes:
        asked: The words and options.
        actor: Who acts.
        day: The day from which it holds.
        language: The language to answer in.
    """

    asked: argparse.Namespace
    actor: Actor
    day: date
    language: str

    @property
    def reason(self) -> str:
        """Why; empty if not said."""
        return self.asked.reason or ""

    def word(self, place: int) -> str:
        """A word, 0 for the first."""
        return str(self.asked.words[place])

    def option(self, name: str) -> str | None:
        """The value of an option; ``None`` when it was not given."""
        given = getattr(self.asked, name.replace("-", "_"), None)
        return None if given is None else str(given)

    def options(self, name: str) -> list[str]:
        """The values of an option that may be given several times."""
        return list(getattr(self.asked, name.replace("-", "_"), None) or [])

    def say(self, code: str, **facts: object) -> str:
        """A sentence in the language asked for."""
        return say(code, self.language, **facts)

    def refuse(self, code: str, **facts: object) -> UsageError:
        """The refusal of words that name nothing, or several."""
        return UsageError(self.say(code, **facts))

    def number(self, text: str) -> int:
        """A number as typed."""
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise self.refuse("staff_no_number", given=text)
        return int(text)

    def a_day(self, name: str) -> date | None:
        """The day behind an option; ``None`` when it was not given."""
        text = self.option(name)
        return None if text is None else day_of(text, self.language)

    def unit(self, text: str) -> int:
        """A unit by its number, its full, short or former name; 0 is the number of no unit."""
        if text.isascii() and text.isdigit():
            return self.number(text)
        found = queries.find(text, self.day)
        if not found:
            raise self.refuse("staff_no_unit", name=text, day=self.day)
        if len(found) > 1:
            raise self.refuse("staff_many", name=text, names=self._listed(found, self._place))
        return found[0]

    def post(self, text: str) -> int:
        """A post by its number, or as ``unit/name``."""
        if text.isascii() and text.isdigit():
            return self.number(text)
        unit, mark, name = text.rpartition("/")
        if not mark:
            raise self.refuse("staff_bad_post", name=text)
        posts = queries.posts(self.unit(unit), self.day)
        found = [state.post for state in posts if state.name == name.strip()]
        if not found:
            there = "、".join(state.name for state in posts[:_NAMED]) or "—"
            raise self.refuse("staff_no_post", name=text, day=self.day, names=there)
        if len(found) > 1:
            raise self.refuse("staff_many", name=text, names=self._listed(found, self.post_name))
        return found[0]

    def person(self, text: str) -> int:
        """Somebody by number, login name or name."""
        if text.isascii() and text.isdigit() and queries.person(self.number(text)) is not None:
            return self.number(text)
        found = [one.id for one in directory.people_named(text)]
        if not found:
            raise self.refuse("staff_no_person", name=text)
        if len(found) > 1:
            raise self.refuse("staff_many", name=text, names=self._listed(found, self.person_name))
        return found[0]

    def _listed(self, found: "tuple[int, ...] | list[int]", called: Callable[[int], str]) -> str:
        return "；".join(f"{one} {called(one)}" for one in found[:_NAMED])

    def _place(self, unit: int) -> str:
        """A unit's name behind those of the units above it."""
        above = reversed(queries.ancestors(unit, self.day))
        return "/".join(queries.name_on(one, self.day) for one in (*above, unit))

    def post_name(self, post: int) -> str:
        """A post's unit and name, with whoever holds it."""
        state = queries.post(post, self.day) or next(reversed(queries.post_states(post)), None)
        if state is None:
            return "—"
        held = queries.persons(queries.holders(post, self.day)).values()
        holders = f"（{'、'.join(one.name for one in held)}）" if held else ""
        return f"{queries.name_on(state.unit, self.day)}/{state.name}{holders}"

    def person_name(self, person: int) -> str:
        """A person's name with the posts held."""
        found = queries.person(person)
        posts = [queries.post(post, self.day) for post in queries.posts_held(person, self.day)]
        held = [f"{queries.name_on(one.unit, self.day)}/{one.name}" for one in posts if one is not None]
        return (found.name if found is not None else "—") + (f"（{'、'.join(held)}）" if held else "")


#: What does a deed: it is given the order and tells what to print.
Does = Callable[[Order], str]
Deeds = Mapping[str, Does]


def day_of(text: str, language: str) -> date:
    """A day as typed.

    Raises:
        UsageError: There is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("bad_day", language, value=text)) from error
