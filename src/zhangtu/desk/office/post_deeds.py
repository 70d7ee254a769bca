"""Changes of posts and of who holds them: establish, alter, move, abolish, role, appoint, relieve, deputy."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.office import choosing
from zhangtu.desk.office.asking import Ask, Kind, Option, Subject
from zhangtu.desk.office.deeds import DAY, WHY, Deed, Given
from zhangtu.people import actions, policies, queries
from zhangtu.people.posts import PostState
from zhangtu.people.scope import Right

ROLE = Ask(
    "role",
    _("角色"),
    Kind.CHOICE,
    needed=False,
    options=choosing.role_choices,
    hint=_("管理员、设计员等角色由安全管理员授予"),
)
UNTIL = Ask("ends", _("到哪天止"), Kind.DAY, needed=False, hint=_("这一天起不再任职；不知道就留空"))


def state_of(post: int, visit: Visit) -> PostState | None:
    """A post today, or as it was last, or as it will be first."""
    found = queries.post(post, visit.today)
    return found or next(reversed(queries.post_states(post)), None)


def _check_unit(visit: Visit, unit: int) -> None:
    policies.check_right(visit.actor, Right.ORGANISE, unit, visit.today)


def _check_post(visit: Visit, post: int) -> None:
    state = state_of(post, visit)
    if state is not None:
        policies.check_post(visit.actor, state, visit.today)


def _check_role(visit: Visit, post: int) -> None:
    state = state_of(post, visit)
    if state is None or Right.GRANT in visit.scope.rights:
        return
    policies.check_right(visit.actor, Right.ORGANISE, state.unit, visit.today)
    policies.check_gives(visit.actor, state.role, visit.today)


def _establish(given: Given) -> int:
    return actions.establish_post(
        given.number, given["name"], kind=given["kind"], role=given["role"], **given.when
    )


def _alter(given: Given) -> None:
    actions.alter_post(given.number, name=given["name"], kind=given["kind"], **given.when)


def _move(given: Given) -> None:
    actions.move_post(given.number, given["unit"], **given.when)


def _abolish(given: Given) -> None:
    actions.abolish_post(given.number, **given.when)


def _role(given: Given) -> None:
    actions.give_role(given.number, given["role"], **given.when)


def _appoint(given: Given) -> None:
    actions.appoint(given["person"], given.number, ends=given["ends"], **given.when)


def _relieve(given: Given) -> None:
    actions.relieve(given["person"], given.number, **given.when)


def _deputy(given: Given) -> None:
    actions.set_deputy(given.number, given["deputy"], ends=given["ends"], **given.when)


def _now(subject: Subject, field: str) -> list[str]:
    state = state_of(subject.number, subject.visit)
    return [str(getattr(state, field))] if state is not None else []


def _holders(subject: Subject) -> Iterator[Option]:
    """Whoever holds the post, now or later."""
    held = queries.holdings(post=subject.number)
    numbers = [one.person for one in held if one.ends is None or one.ends > subject.today]
    yield from choosing.named(dict.fromkeys(numbers), subject.today)


def _others(subject: Subject) -> Iterator[Option]:
    return (one for one in choosing.posts(subject) if one[0] != str(subject.number))


def _unit_of(given: Given) -> list[int]:
    state = state_of(given.number, given.visit)
    return [state.unit if state is not None else 0, given.values.get("unit") or 0]


_KIND = Ask(
    "kind",
    _("类别"),
    Kind.CHOICE,
    needed=False,
    hint=_("流程按类别找岗位"),
    options=choosing.post_kinds,
)

ESTABLISH = Deed(
    "post",
    _("设立岗位"),
    (Ask("name", _("岗位名称")), ROLE, _KIND, DAY, WHY),
    _check_unit,
    _establish,
    units=lambda given: [given.number],
)

DEEDS: dict[str, Deed] = {
    one.name: one
    for one in (
        Deed(
            "appoint",
            _("任命"),
            (
                Ask(
                    "person",
                    _("谁来任职"),
                    Kind.PERSON,
                    options=choosing.people,
                    hint=_("名单里没有的人先到“人员账号”登记"),
                ),
                DAY,
                UNTIL,
                WHY,
            ),
            _check_post,
            _appoint,
            units=_unit_of,
        ),
        Deed(
            "relieve",
            _("免职"),
            (Ask("person", _("免去谁"), Kind.PERSON, options=_holders), DAY, WHY),
            _check_post,
            _relieve,
            units=_unit_of,
            note=_("手上还有未办事项的，请改办交接，清单会一起移交。"),
        ),
        Deed(
            "alter",
            _("更名"),
            (
                Ask("name", _("岗位名称"), begins=lambda subject: _now(subject, "name")),
                Ask(
                    "kind",
                    _("类别"),
                    Kind.CHOICE,
                    needed=False,
                    hint=_KIND.hint,
                    options=choosing.post_kinds,
                    begins=lambda subject: _now(subject, "kind"),
                ),
                DAY,
                WHY,
            ),
            _check_post,
            _alter,
            units=_unit_of,
        ),
        Deed(
            "move",
            _("转到另一单位"),
            (Ask("unit", _("转到哪个单位"), Kind.UNIT, options=choosing.units), DAY, WHY),
            _check_post,
            _move,
            units=_unit_of,
            note=_("任职的人和岗位的事项一起走。"),
        ),
        Deed(
            "role",
            _("定角色"),
            (
                Ask(
                    "role",
                    _("角色"),
                    Kind.CHOICE,
                    needed=False,
                    options=choosing.role_choices,
                    hint=ROLE.hint,
                    begins=lambda subject: _now(subject, "role"),
                ),
                DAY,
                WHY,
            ),
            _check_role,
            _role,
            units=_unit_of,
        ),
        Deed(
            "deputy",
            _("设AB角"),
            (
                Ask("deputy", _("谁不在时由哪个岗位代办"), Kind.POST, options=_others),
                DAY,
                Ask("ends", _("到哪天止"), Kind.DAY, needed=False, hint=_("不知道就留空")),
                WHY,
            ),
            _check_post,
            _deputy,
            previews=False,
            note=_("这个岗位的人都不在时，代办岗位的人看得到它的事项。"),
        ),
        Deed("abolish", _("撤销岗位"), (DAY, WHY), _check_post, _abolish, units=_unit_of),
    )
}
