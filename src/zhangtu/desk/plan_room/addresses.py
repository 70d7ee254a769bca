"""The addresses of the plan room."""

from django.urls import path

from zhangtu.desk.plan_room import correcting, documents, papers, plan

urlpatterns = [
    path("plans/", documents.documents, name="documents"),
    path("read", documents.bring_in, name="bring_in"),
    path("sample", documents.open_sample, name="open_sample"),
    path("plans/<uuid:uid>/", plan.plan, name="plan"),
    path("plans/<uuid:uid>/bin", documents.bin_document, name="bin"),
    path("plans/<uuid:uid>/restore", documents.restore_document, name="restore"),
    path("plans/<uuid:uid>/tasks/<slug:key>/", plan.task, name="task"),
    path("plans/<uuid:uid>/tasks/<slug:key>/order.docx", papers.order, name="order"),
    path("plans/<uuid:uid>/adding/", plan.adding, name="adding"),
    path("plans/<uuid:uid>/amend", correcting.amend, name="amend"),
    path("plans/<uuid:uid>/mend", correcting.mend, name="mend"),
    path("plans/<uuid:uid>/accept", correcting.accept, name="accept"),
    path("plans/<uuid:uid>/ignore", correcting.ignore, name="ignore"),
    path("plans/<uuid:uid>/issued", correcting.issued, name="issued"),
    path("plans/<uuid:uid>/split", correcting.split, name="split"),
    path("plans/<uuid:uid>/merge", correcting.merge, name="merge"),
    path("plans/<uuid:uid>/drop", correcting.drop, name="drop"),
    path("plans/<uuid:uid>/add", correcting.add, name="add"),
    path("plans/<uuid:uid>/withdraw", correcting.withdraw, name="withdraw"),
    path("plans/<uuid:uid>/reapply", correcting.reapply, name="reapply"),
    path("plans/<uuid:uid>/version", correcting.version, name="version"),
    path("plans/<uuid:uid>/return", correcting.return_to, name="return"),
    path("plans/<uuid:uid>/files/<int:number>", papers.original, name="original"),
    path("plans/<uuid:uid>/take/<str:form>", papers.paper, name="paper"),
]
