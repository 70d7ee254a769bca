"""The addresses of the grid."""

from django.urls import path

from zhangtu.desk.grid import ledgers, listing

urlpatterns = [
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/<slug:name>/", listing.grid, name="ledger_grid"),
]
