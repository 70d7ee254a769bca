"""The addresses of the plan room."""

from django.urls import path

from zhangtu.desk.plan_room import adopted, adopting, changes, correcting, documents, papers, plan, scheduling
from zhangtu.desk.plan_room.seeing import guarded

urlpatterns = [
    path("plans/", guarded(documents.documents), name="documents"),
    path("read", guarded(documents.bring_in), name="bring_in"),
    path("sample", guarded(documents.open_sample), name="open_sample"),
    path("plans/<uuid:uid>/", guarded(plan.plan), name="plan"),
    path("plans/<uuid:uid>/bin", guarded(documents.bin_document), name="bin"),
    path("plans/<uuid:uid>/restore", guarded(documents.restore_document), name="restore"),
    path("plans/<uuid:uid>/tasks/<slug:key>/", guarded(plan.task), name="task"),
    path("plans/<uuid:uid>/tasks/<slug:key>/order.docx", guarded(papers.order), name="order"),
    path("plans/<uuid:uid>/adding/", guarded(plan.adding), name="adding"),
    path("plans/<uuid:uid>/amend", guarded(correcting.amend), name="amend"),
    path("plans/<uuid:uid>/mend", guarded(correcting.mend), name="mend"),
    path("plans/<uuid:uid>/accept", guarded(correcting.accept), name="accept"),
    path("plans/<uuid:uid>/ignore", guarded(correcting.ignore), name="ignore"),
    path("plans/<uuid:uid>/issued", guarded(correcting.issued), name="issued"),
    path("plans/<uuid:uid>/split", guarded(correcting.split), name="split"),
    path("plans/<uuid:uid>/merge", guarded(correcting.merge), name="merge"),
    path("plans/<uuid:uid>/drop", guarded(correcting.drop), name="drop"),
    path("plans/<uuid:uid>/add", guarded(correcting.add), name="add"),
    path("plans/<uuid:uid>/withdraw", guarded(correcting.withdraw), name="withdraw"),
    path("plans/<uuid:uid>/reapply", guarded(correcting.reapply), name="reapply"),
    path("plans/<uuid:uid>/version", guarded(correcting.version), name="version"),
    path("plans/<uuid:uid>/return", guarded(correcting.return_to), name="return"),
    path("plans/<uuid:uid>/adopting/", guarded(adopting.adopting), name="adopting"),
    path("plans/<uuid:uid>/adopting/begin", guarded(adopting.begin), name="adopting_begin"),
    path("plans/<uuid:uid>/adopting/answer", guarded(adopting.answer), name="adopting_answer"),
    path("plans/<uuid:uid>/adopting/confirm", guarded(adopting.confirm), name="adopting_confirm"),
    path("plans/<uuid:uid>/adopted/", guarded(adopted.adopted), name="adopted"),
    path("plans/<uuid:uid>/adopted/bind/<uuid:target>", guarded(adopted.bind), name="adopted_bind"),
    path("plans/<uuid:uid>/adopted/changes", guarded(changes.changes), name="adopted_changes"),
    path("plans/<uuid:uid>/adopted/renew", guarded(changes.renew), name="adopted_renew"),
    path("plans/<uuid:uid>/adopted/reports/<slug:key>/", guarded(scheduling.page), name="plan_report"),
    path(
        "plans/<uuid:uid>/adopted/reports/<slug:key>/schedule",
        guarded(scheduling.schedule),
        name="plan_report_schedule",
    ),
    path(
        "plans/<uuid:uid>/adopted/reports/<slug:key>/stop", guarded(scheduling.stop), name="plan_report_stop"
    ),
    path("plans/<uuid:uid>/adopted/withdraw", guarded(adopted.withdraw), name="adopted_withdraw"),
    path("plans/<uuid:uid>/files/<int:number>", guarded(papers.original), name="original"),
    path("plans/<uuid:uid>/take/<str:form>", guarded(papers.paper), name="paper"),
]
