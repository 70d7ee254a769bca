"""The addresses of the grid."""

from django.urls import path

from zhangtu.desk.grid import ledgers, listing, saving

urlpatterns = [
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/<slug:name>/", listing.grid, name="ledger_grid"),
    path("ledgers/<slug:name>/save", saving.save, name="grid_save"),
]
