"""The addresses of reports."""

from django.urls import path

from zhangtu.desk.reporting import acting, deciding, lists, many, one, outside, papers

urlpatterns = [
    path("reports/", lists.reports, name="reports"),
    path("reports/<uuid:uid>/", one.report, name="report"),
    path("reports/<uuid:uid>/fill", acting.fill, name="report_fill"),
    path("reports/<uuid:uid>/sign", acting.sign, name="report_sign"),
    path("reports/<uuid:uid>/unsign", acting.unsign, name="report_unsign"),
    path("reports/<uuid:uid>/restate", acting.restate, name="report_restate"),
    path("reports/<uuid:uid>/receive", deciding.receive, name="report_receive"),
    path("reports/<uuid:uid>/return", deciding.give_back, name="report_return"),
    path("reports/<uuid:uid>/tick", deciding.tick, name="report_tick"),
    path("reports/<uuid:uid>/copy", papers.copy, name="report_copy"),
    path("reports/<uuid:uid>/form", papers.form, name="report_form"),
    path("reports/<uuid:uid>/file/<slug:kind>", papers.take, name="report_file"),
    path("reports/<uuid:uid>/share", outside.share, name="report_share"),
    path("outside/reports/<uuid:uid>/<slug:secret>/", outside.page, name="outside_report"),
    path("outside/reports/<uuid:uid>/<slug:secret>/<slug:kind>", outside.take, name="outside_report_file"),
    path("reports/<slug:name>/<str:period>/", many.matrix, name="report_matrix"),
    path("reports/<slug:name>/<str:period>/chase", many.chase, name="report_chase"),
    path("reports/<slug:name>/<str:period>/merged", many.merged, name="report_merged"),
]
