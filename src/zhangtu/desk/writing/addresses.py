"""The addresses of drafted papers."""

from django.urls import path

from zhangtu.desk.writing import bulletin, bundle, register, shelf, weekly

urlpatterns = [
    path("writing/", shelf.writing, name="writing"),
    path("writing/bulletin", bulletin.page, name="writing_bulletin"),
    path("writing/bulletin/issue", bulletin.issue, name="writing_bulletin_issue"),
    path("writing/bulletin/<slug:kind>", bulletin.take, name="writing_bulletin_file"),
    path("writing/weekly/<slug:kind>", weekly.take, name="writing_weekly"),
    path("writing/bundle/<uuid:uid>", bundle.page, name="writing_bundle"),
    path("writing/bundle/<uuid:uid>/<slug:kind>", bundle.take, name="writing_bundle_file"),
    path("writing/dispatches/", register.dispatches, name="writing_dispatches"),
    path("writing/dispatches/new", register.new, name="writing_dispatch_new"),
    path("writing/dispatches/<uuid:uid>/", register.dispatch, name="writing_dispatch"),
    path("writing/dispatches/<uuid:uid>/void", register.void, name="writing_dispatch_void"),
    path("writing/dispatches/<uuid:uid>/keep", register.keep, name="writing_dispatch_keep"),
]
