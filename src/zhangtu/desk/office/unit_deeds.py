"""Changes of units: create, rename, move, merge, split, close, and the office of a leading group."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.office import choosing
from zhangtu.desk.office.asking import Ask, Kind, Option, Subject
from zhangtu.desk.office.deeds import DAY, WHY, Deed, Given
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.people import actions, policies, queries
from zhangtu.people.scope import Right
from zhangtu.people.tree import UnitState

_KIND = Ask(
    "kind",
    _("类别"),
    Kind.CHOICE,
    needed=False,
    hint=_("办事机构代上一级办事：其中的岗位会看到上一级的台账"),
    options=choosing.unit_kinds,
)


def _check(visit: Visit, unit: int) -> None:
    # a unit that is not there yet is looked for on its first day
    states = queries.forest().states.get(unit, ())
    day = max(visit.today, states[0].begins) if states else visit.today
    policies.check_right(visit.actor, Right.ORGANISE, unit, day)


def _state(subject: Subject) -> UnitState | None:
    states = queries.forest().states.get(subject.number, ())
    return queries.unit(subject.number, subject.today) or next(iter(states), None)


def _now(field: str) -> Callable[[Subject], list[str]]:
    def begins(subject: Subject) -> list[str]:
        state = _state(subject)
        return [str(getattr(state, field) or "")] if state is not None else []

    return begins


def _create(given: Given) -> int:
    return actions.create_unit(
        given["name"], parent=given.number, short=given["short"], kind=given["kind"], **given.when
    )


def _rename(given: Given) -> None:
    actions.rename_unit(
        given.number, name=given["name"], short=given["short"], kind=given["kind"], **given.when
    )


def _move(given: Given) -> None:
    actions.move_unit(given.number, given["parent"], **given.when)


def _merge(given: Given) -> None:
    actions.merge_units([given.number, *given["others"]], given["into"], **given.when)


def _close(given: Given) -> None:
    actions.close_unit(given.number, successors=given["successors"], **given.when)


def _office(given: Given) -> None:
    actions.set_office(given.number, given["office"], **given.when)


def _split(given: Given) -> int | None:
    names = part_names(given["parts"])
    if not names:
        raise OfficeError("two_parts")
    shares = dict(one.split("=", 1) for one in given["shares"] if "=" in one)
    parts = [
        actions.Part(name, children=_taken(shares, "u", place), posts=_taken(shares, "p", place))
        for place, name in enumerate(names)
    ]
    made = actions.split_unit(given.number, parts, keeps=given["keeps"], **given.when)
    return made[0]


def part_names(text: str) -> list[str]:
    """The names of new units, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()][:50]


def _taken(shares: dict[str, str], kind: str, place: int) -> tuple[int, ...]:
    """The units (``u``) or posts (``p``) that go to a part."""
    return tuple(
        int(key[1:])
        for key, part in shares.items()
        if key[0] == kind and part == str(place) and key[1:].isdigit()
    )


def shared(subject: Subject) -> Iterator[Option]:
    """What a unit has that must go somewhere when it is split: units below it, and its posts."""
    for child in queries.forest().children(subject.number, subject.today):
        yield f"u{child.unit}", child.name, "unit"
    for post in queries.posts(subject.number, subject.today):
        yield f"p{post.post}", post.name, "post"


def _split_asks() -> tuple[Ask, ...]:
    return (
        Ask("parts", _("新单位名称"), Kind.LONG, hint=_("每行一个")),
        Ask("keeps", _("原单位继续保留，没有分出去的留在原单位"), Kind.YES, needed=False),
        Ask("shares", _("下属单位和岗位分给谁"), Kind.SHARES, needed=False, options=shared),
        DAY,
        WHY,
    )


def _many(given: Given) -> list[int]:
    return [given.number, given.values.get("into") or 0, *given.values.get("others", ())]


DEEDS: dict[str, Deed] = {
    one.name: one
    for one in (
        Deed(
            "create",
            _("增设下属单位"),
            (
                Ask("name", pgettext_lazy("unit", "名称")),
                Ask("short", _("简称"), needed=False),
                _KIND,
                DAY,
                WHY,
            ),
            _check,
            _create,
        ),
        Deed(
            "rename",
            _("更名"),
            (
                Ask("name", pgettext_lazy("unit", "名称"), begins=_now("name")),
                Ask("short", _("简称"), needed=False, begins=_now("short")),
                replace(_KIND, begins=_now("kind")),
                DAY,
                WHY,
            ),
            _check,
            _rename,
        ),
        Deed(
            "move",
            _("改换上级"),
            (
                Ask("parent", _("新的上级单位"), Kind.UNIT, options=choosing.other_units),
                DAY,
                WHY,
            ),
            _check,
            _move,
            note=_("下属单位和岗位一起走；过去的报表和记录仍按当时的组织计算。"),
        ),
        Deed(
            "merge",
            _("并入另一单位"),
            (
                Ask("into", _("并入哪个单位"), Kind.UNIT, options=choosing.other_units),
                Ask(
                    "others",
                    _("同时并入的其他单位"),
                    Kind.UNITS,
                    needed=False,
                    options=choosing.other_units,
                ),
                DAY,
                WHY,
            ),
            _check,
            _merge,
            units=_many,
            note=_("下属单位、岗位和任职的人转到并入的单位，原有记录由它接着管。"),
        ),
        Deed("split", _("拆分"), _split_asks(), _check, _split, units=_many),
        Deed(
            "close",
            pgettext_lazy("unit", "撤销"),
            (
                Ask(
                    "successors",
                    _("由哪些单位承接"),
                    Kind.UNITS,
                    needed=False,
                    options=choosing.other_units,
                ),
                DAY,
                WHY,
            ),
            _check,
            _close,
            units=_many,
            note=_("先移走或撤销下属单位和岗位。"),
        ),
        Deed(
            "office",
            _("办事机构"),
            (
                Ask(
                    "office",
                    _("由哪个单位承担日常工作"),
                    Kind.UNIT,
                    needed=False,
                    options=choosing.other_units,
                    begins=_now("office"),
                ),
                DAY,
                WHY,
            ),
            _check,
            _office,
            note=_("领导小组、专班的办公室；留空表示没有。"),
        ),
    )
}
