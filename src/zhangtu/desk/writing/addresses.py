"""The addresses of drafted papers."""

from django.urls import path

from zhangtu.desk.writing import bulletin, bundle, shelf, weekly

urlpatterns = [
    path("writing/", shelf.writing, name="writing"),
    path("writing/bulletin", bulletin.page, name="writing_bulletin"),
    path("writing/bulletin/<slug:kind>", bulletin.take, name="writing_bulletin_file"),
    path("writing/weekly/<slug:kind>", weekly.take, name="writing_weekly"),
    path("writing/bundle/<uuid:uid>", bundle.page, name="writing_bundle"),
    path("writing/bundle/<uuid:uid>/<slug:kind>", bundle.take, name="writing_bundle_file"),
]
