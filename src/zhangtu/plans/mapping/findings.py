"""What is missing in a map: duties without a post, posts without a duty, articles that no longer hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zhangtu.people.posts import PostState
from zhangtu.plans.mapping.duties import Duty, Land, Work
from zhangtu.plans.mapping.tree import Flag, flags


class Finding(StrEnum):
    """What may be missing."""

    NO_POST = "no_post"
    VACANT = "vacant"
    NO_DUTY = "no_duty"
    TASK_WITHOUT_DUTY = "task_without_duty"
    REPEALED = "repealed"
    GONE_UNIT = "gone_unit"


_OF_DUTIES: Final = {
    Finding.NO_POST: Flag.NO_POST,
    Finding.VACANT: Flag.VACANT,
    Finding.REPEALED: Flag.REPEALED,
    Finding.GONE_UNIT: Flag.GONE_UNIT,
}


@dataclass(frozen=True, slots=True)
class Found:
    """Where something is missing.

    Attributes:
        duties: The duties concerned.
        posts: The posts.
        works: The tasks.
    """

    duties: tuple[Duty, ...] = ()
    posts: tuple[PostState, ...] = ()
    works: tuple[Work, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.duties) + len(self.posts) + len(self.works)


def findings(land: Land) -> Mapping[Finding, Found]:
    """Everything that is missing, kind by kind.

    Args:
        land: What the map is drawn from.

    Returns:
        Every kind, also those nothing is found of.
    """
    standing = {one.uid: flags(land, one) for one in land.duties.values()}
    found = {
        finding: Found(tuple(one for one in land.duties.values() if flag in standing[one.uid]))
        for finding, flag in _OF_DUTIES.items()
    }
    found[Finding.NO_DUTY] = Found(posts=land.idle)
    loose = (one for one in land.works if one.task.row.values.get("duty") is None)
    found[Finding.TASK_WITHOUT_DUTY] = Found(works=tuple(loose))
    return {one: found[one] for one in Finding}
