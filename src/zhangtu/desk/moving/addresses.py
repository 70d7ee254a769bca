"""The addresses of procedures and of rows in them."""

from django.urls import path

from zhangtu.desk.moving import acting, case, charts

_ROW = "procedures/rows/<uuid:uid>"
urlpatterns = [
    path("procedures/", charts.procedures, name="procedures"),
    path("procedures/<slug:name>/", charts.procedure, name="procedure"),
    path("procedures/<slug:name>/chart.svg", charts.picture, name="procedure_chart"),
    path(f"{_ROW}/", case.case, name="case"),
    path(f"{_ROW}/begin", acting.begin, name="case_begin"),
    path(f"{_ROW}/moves/<slug:name>", acting.move, name="case_move"),
    path(f"{_ROW}/take-back", acting.take_back, name="case_take_back"),
    path(f"{_ROW}/reopen", acting.reopen, name="case_reopen"),
    path(f"{_ROW}/carry", acting.carry, name="case_carry"),
]
