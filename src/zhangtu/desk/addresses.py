"""Every address of the staff pages, and the places in the bar."""

from django.urls import include, path
from django.utils.translation import gettext_lazy

from zhangtu.desk import first
from zhangtu.desk.collecting import waiting
from zhangtu.desk.frame import hooks, preferences, samples
from zhangtu.desk.frame.hooks import Place
from zhangtu.desk.mapping import asking as mapping
from zhangtu.desk.office import room
from zhangtu.desk.plan_room import words
from zhangtu.desk.reporting import waiting as reporting
from zhangtu.desk.tasks import mine as tasks
from zhangtu.ledgers.designing.actions import may_design
from zhangtu.people.scope import Right
from zhangtu.stamping import queries as stamping

urlpatterns = [
    path("", first.first, name="first"),
    path("choose", preferences.choose, name="choose"),
    path("samples/end", samples.end, name="samples_end"),
    path("", include("zhangtu.desk.signing.addresses")),
    path("", include("zhangtu.desk.searching.addresses")),
    path("", include("zhangtu.desk.grid.addresses")),
    path("", include("zhangtu.desk.record.addresses")),
    path("", include("zhangtu.desk.files.addresses")),
    path("", include("zhangtu.desk.collecting.addresses")),
    path("", include("zhangtu.desk.stamping.addresses")),
    path("", include("zhangtu.desk.designing.addresses")),
    path("", include("zhangtu.desk.bringing_in.addresses")),
    path("", include("zhangtu.desk.office.addresses")),
    path("", include("zhangtu.desk.measuring.addresses")),
    path("", include("zhangtu.desk.reporting.addresses")),
    path("", include("zhangtu.desk.tasks.addresses")),
    path("", include("zhangtu.desk.mapping.addresses")),
    path("", include("zhangtu.desk.moving.addresses")),
    path("", include("zhangtu.desk.writing.addresses")),
    path("", include("zhangtu.desk.plan_room.addresses")),
]
hooks.PLACES[:] = [
    Place("tasks", gettext_lazy("任务"), "/tasks/", tasks.may_read, tasks.waiting),
    Place("ledgers", gettext_lazy("台账"), "/ledgers/"),
    Place("measures", gettext_lazy("指标"), "/measures/", lambda visit: Right.READ in visit.scope.rights),
    Place("collections", gettext_lazy("填报"), "/collections/", waiting=waiting.collections),
    Place("reports", gettext_lazy("报表"), "/reports/", reporting.shown, reporting.waiting),
    Place("documents", gettext_lazy("方案"), "/plans/", lambda visit: Right.READ in visit.scope.rights),
    Place("messages", gettext_lazy("消息"), "/messages/", waiting=waiting.messages),
    Place("mapping", gettext_lazy("权责账图"), "/mapping/", mapping.may_read, folded=True),
    Place(
        "forms", gettext_lazy("盖章"), "/stamping/", waiting=lambda v: stamping.waiting(v.scope), folded=True
    ),
    Place(
        "procedures",
        gettext_lazy("流程"),
        "/procedures/",
        lambda v: Right.READ in v.scope.rights,
        folded=True,
    ),
    Place("writing", gettext_lazy("文书"), "/writing/", lambda v: Right.READ in v.scope.rights, folded=True),
    Place("designs", gettext_lazy("台账设计"), "/designs/", lambda v: may_design(v.scope), folded=True),
    Place("office", gettext_lazy("组织"), "/office/", waiting=room.waiting, folded=True),
]
hooks.SENTENCES[:] = [words.sentence_of]
