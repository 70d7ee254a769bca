"""What becomes of things open for a unit that is gone: with somebody who carries on, and with nobody."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Kind of thing → what is said with heirs, without any, and the page, with its arguments, where one finds it.
LEFT: Final[dict[str, tuple[Promise, Promise, tuple[str, ...]]]] = {
    "asks": (
        _("还没有报送的填报 %(count)s 件：仍记原单位，由%(heirs)s接着填、接着报。"),
        _("还没有报送的填报 %(count)s 件：没有单位承接，此后无人能填。请先报送，或选定承接单位。"),
        ("collections",),
    ),
    "collections": (
        _("发出还没有关闭的填报 %(count)s 件：跟着发出它的岗位走，%(heirs)s看得到。"),
        _("发出还没有关闭的填报 %(count)s 件：没有单位承接，请先关闭或把岗位转走。"),
        ("collections",),
    ),
    "handovers": (
        _("没有办完的交接 %(count)s 件：岗位转到%(heirs)s，交接照原清单接着办。"),
        _("没有办完的交接 %(count)s 件：请先办完或作罢。"),
        ("office_handovers",),
    ),
    "tasks": (
        _("牵头没有办结的任务 %(count)s 件：牵头单位仍写原单位，由%(heirs)s签收、反馈。"),
        _("牵头没有办结的任务 %(count)s 件：没有单位承接，此后无人能反馈。请先办结，或选定承接单位。"),
        ("ledger_grid", "tasks"),
    ),
    "plans": (
        _("名下的方案 %(count)s 份：仍记原单位，%(heirs)s接着看、接着改。"),
        _("名下的方案 %(count)s 份：没有单位承接，此后只有上级看得到。"),
        ("documents",),
    ),
}
