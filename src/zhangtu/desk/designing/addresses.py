"""The addresses of the designer."""

from django.urls import path

from zhangtu.desk.designing import beginning, drawing, going_live

urlpatterns = [
    path("designs/", beginning.designs, name="designs"),
    path("designs/begin", beginning.begin, name="design_begin"),
    path("designs/ready/", beginning.ready, name="ready_ledgers"),
    path("designs/ready/<slug:name>/", beginning.one_ready, name="ready_ledger"),
    path("designs/<uuid:uid>/", drawing.design, name="design"),
    path("designs/<uuid:uid>/change", drawing.change, name="design_change"),
    path("designs/<uuid:uid>/drop", drawing.drop, name="design_drop"),
    path("designs/<uuid:uid>/difference", going_live.difference, name="design_difference"),
    path("designs/<uuid:uid>/take-in", going_live.take_in, name="design_take_in"),
    path("designs/<uuid:uid>/live", going_live.live, name="design_live"),
]
