"""The addresses of imports."""

from django.urls import path

from zhangtu.desk.bringing_in import looking, standing, taking

urlpatterns = [
    path("ledgers/<slug:name>/import/", taking.page, name="import_ledger"),
    path("ledgers/<slug:name>/import/take", taking.take, name="import_take"),
    path("ledgers/<slug:name>/import/<uuid:uid>/", looking.preview, name="import_preview"),
    path("ledgers/<slug:name>/import/<uuid:uid>/again", looking.again, name="import_again"),
    path("ledgers/<slug:name>/import/<uuid:uid>/faults", looking.faults, name="import_faults"),
    path("ledgers/<slug:name>/import/<uuid:uid>/go", looking.go, name="import_go"),
    path("ledgers/<slug:name>/import/<uuid:uid>/drop", looking.drop, name="import_drop"),
    path("ledgers/<slug:name>/imports/<uuid:uid>/", standing.one, name="import_standing"),
    path("ledgers/<slug:name>/imports/<uuid:uid>/resume", standing.resume, name="import_resume"),
    path("ledgers/<slug:name>/imports/<uuid:uid>/back", standing.back, name="import_back"),
]
