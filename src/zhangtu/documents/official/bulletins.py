"""Drafts a notice with a ranking (通报): who stands where, who is praised, who is criticised, ties told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from zhangtu.documents.official.values import Block, Cell, Column, Figure, Grid, Heading, Text
from zhangtu.documents.official.wording import say
from zhangtu.documents.printing.values import Align


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit comes to.

    Attributes:
        unit: Its name.
        value: The figure it is ranked by; ``None`` where nothing can be told, and then it is not ranked.
        shown: The figure as it is read.
        change: The change to the last period as it is read.
        group: The group it is ranked in; empty for one ranking of all.
    """

    unit: str
    value: Decimal | None
    shown: str
    change: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a notice is drafted from.

    Attributes:
        measure: What units are ranked by, in words.
        period: For when, in words.
        standings: The units, in any order.
        more_is_better: Whether a larger figure ranks first.
        best: How many of each group are praised; with ties more.
        worst: How many of each group are criticised; with ties more.
        whole: The figure of all together, as it is read; empty for none.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """

    measure: str
    period: str
    standings: tuple[Standing, ...]
    more_is_better: bool = True
    best: int = 3
    worst: int = 3
    whole: str = ""
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its place: units that come to the same share one, and the next is as much further on.

    Attributes:
        place: 1 for the best.
        standing: The unit.
        tied: Whether another unit has the same place.
    """

    place: int
    standing: Standing
    tied: bool


def placed(standings: Sequence[Standing], *, more_is_better: bool = True) -> tuple[Placed, ...]:
    """Units by their places; those without a figure are left out.

    Args:
        standings: The units of one group.
        more_is_better: Whether a larger figure ranks first.

    Returns:
        The best first; of those with one place, in the order given.
    """
    known = [(one.value, one) for one in standings if one.value is not None]
    values = [value for value, _ in known]
    found = []
    for value, one in sorted(known, key=lambda each: each[0], reverse=more_is_better):
        ahead = sum(other > value if more_is_better else other < value for other in values)
        found.append(Placed(ahead + 1, one, values.count(value) > 1))
    return tuple(found)


def praised(places: Sequence[Placed], count: int) -> tuple[Placed, ...]:
    """The best of a ranking: so many, and all tied with the last of them; none where all are alike."""
    if count < 1 or _alike(places):
        return ()
    return tuple(one for one in places if one.place <= count)


def criticised(places: Sequence[Placed], count: int, spared: Sequence[Placed] = ()) -> tuple[Placed, ...]:
    """The worst of a ranking: so many, and all tied with the first of them; none who is praised."""
    if count < 1 or _alike(places):
        return ()
    edge = places[-min(count, len(places))].place
    kept = {one.place for one in spared} | {1}
    return tuple(one for one in places if one.place >= edge and one.place not in kept)


def _alike(places: Sequence[Placed]) -> bool:
    return len({one.place for one in places}) < 2


def bulletin(ranking: Ranking) -> tuple[Block, ...]:
    """Draft the body of a notice with a ranking, to be read over by whoever signs it.

    Args:
        ranking: What it is drafted from.

    Returns:
        Its opening, tables, praise and criticism; the figure of all points to source 1.
    """
    groups = [
        (name, placed(list(inside), more_is_better=ranking.more_is_better))
        for name, inside in groupby(
            sorted(ranking.standings, key=lambda one: one.group), key=lambda one: one.group
        )
    ]
    best = [one for _, places in groups for one in praised(places, ranking.best)]
    worst = [
        one
        for _, places in groups
        for one in criticised(places, ranking.worst, praised(places, ranking.best))
    ]
    return tuple(_drafted(ranking, groups, best, worst))


def _drafted(
    ranking: Ranking,
    groups: Sequence[tuple[str, tuple[Placed, ...]]],
    best: Sequence[Placed],
    worst: Sequence[Placed],
) -> Iterator[Block]:
    language = ranking.language
    yield Text((say("bulletin_opening", language, period=ranking.period, measure=ranking.measure),))
    yield Heading(say("bulletin_ranking", language))
    yield Text(tuple(_counted(ranking, groups)))
    for name, places in groups:
        if places:
            yield _table(ranking, name, places)
    for word, said, chosen in (("praise", "praised", best), ("blame", "blamed", worst)):
        if chosen:
            yield Heading(say(f"bulletin_{word}", language))
            yield Text((say(f"bulletin_{said}", language, units=_named(chosen, language)),))


def _counted(ranking: Ranking, groups: Sequence[tuple[str, tuple[Placed, ...]]]) -> Iterator[str | Figure]:
    language, stop = ranking.language, say("stop", ranking.language)
    yield say("bulletin_count", language, count=sum(len(places) for _, places in groups))
    if len(groups) > 1:
        yield say("bulletin_groups", language, count=len(groups))
    if ranking.whole:
        yield say("bulletin_whole", language)
        yield Figure(ranking.whole, 1)
    yield stop
    if any(len(places) > 1 for _, places in groups) and all(_alike(places) for _, places in groups):
        yield say("bulletin_alike", language)
    missing = [one.unit for one in ranking.standings if one.value is None]
    if missing:
        yield say("bulletin_unranked", language, units=say("comma", language).join(missing))


def _table(ranking: Ranking, name: str, places: Sequence[Placed]) -> Grid:
    language = ranking.language
    changed = any(one.standing.change for one in places)
    columns = (
        Column(say("place", language), 4, Align.CENTER),
        Column(say("unit", language), 14),
        Column(ranking.measure, 10, Align.RIGHT),
        *((Column(say("change", language), 10, Align.CENTER),) if changed else ()),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.place,
            one.standing.unit,
            one.standing.shown,
            *((one.standing.change,) if changed else ()),
        )
        for one in places
    ]
    return Grid(columns, tuple(rows), title=name)


def _named(chosen: Sequence[Placed], language: str) -> str:
    return say("comma", language).join(
        one.standing.unit + (say("bulletin_tied", language, place=one.place) if one.tied else "")
        for one in chosen
    )
