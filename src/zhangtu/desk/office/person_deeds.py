"""Changes of people: entered, corrected, away and back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.office.asking import Ask, Kind, Subject
from zhangtu.desk.office.deeds import DAY, Deed, Given
from zhangtu.people import actions, policies, queries
from zhangtu.people.scope import Right

_WHY = Ask("reason", pgettext_lazy("item", "说明"), needed=False)


def _check_any(visit: Visit, number: int) -> None:
    del number
    policies.check_own(visit.actor, Right.ORGANISE)


def _check(visit: Visit, person: int) -> None:
    policies.check_person(visit.actor, Right.ORGANISE, person, visit.today)


def _check_away(visit: Visit, person: int) -> None:
    if visit.actor.person != person:
        _check(visit, person)


def _enrol(given: Given) -> int:
    return actions.enrol(given["name"], phone=given["phone"], actor=given.actor, reason=given["reason"])


def _amend(given: Given) -> None:
    actions.amend_person(
        given.number, name=given["name"], phone=given["phone"], actor=given.actor, reason=given["reason"]
    )


def _away(given: Given) -> None:
    actions.be_absent(given.number, ends=given["ends"], **given.when)


def _now(subject: Subject, field: str) -> list[str]:
    person = queries.person(subject.number)
    return [str(getattr(person, field))] if person is not None else []


ENROL = Deed(
    "enrol",
    _("登记人员"),
    (Ask("name", _("姓名")), Ask("phone", _("手机"), needed=False), _WHY),
    _check_any,
    _enrol,
    previews=False,
    note=_("登记后再任职、开账号。一次很多人，用“名单导入”更快。"),
)

DEEDS: dict[str, Deed] = {
    one.name: one
    for one in (
        Deed(
            "amend",
            _("更正姓名、手机"),
            (
                Ask("name", _("姓名"), begins=lambda subject: _now(subject, "name")),
                Ask("phone", _("手机"), needed=False, begins=lambda subject: _now(subject, "phone")),
                _WHY,
            ),
            _check,
            _amend,
            previews=False,
        ),
        Deed(
            "away",
            _("登记不在岗"),
            (
                DAY,
                Ask("ends", _("哪天回来"), Kind.DAY, needed=False, hint=_("不知道就留空")),
                _WHY,
            ),
            _check_away,
            _away,
            previews=False,
            note=_("这期间由AB角代办；本人随时可以登记自己不在岗。"),
        ),
    )
}
