"""The addresses of the grid."""

from django.urls import path

from zhangtu.desk.grid import (
    acting,
    charting,
    copying,
    exporting,
    ledgers,
    listing,
    looks,
    printing,
    saving,
    suggesting,
    taking,
)

_LEDGER = "ledgers/<slug:name>"
urlpatterns = [
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path(f"{_LEDGER}/", listing.grid, name="ledger_grid"),
    path(f"{_LEDGER}/shape", listing.shape, name="grid_shape"),
    path(f"{_LEDGER}/totals", listing.totals, name="grid_totals"),
    path(f"{_LEDGER}/values", suggesting.values, name="grid_values"),
    path(f"{_LEDGER}/save", saving.save, name="grid_save"),
    path(f"{_LEDGER}/take", taking.take, name="grid_take"),
    path(f"{_LEDGER}/act", acting.act, name="grid_act"),
    path(f"{_LEDGER}/do", acting.do, name="grid_do"),
    path(f"{_LEDGER}/print", printing.print_, name="grid_print"),
    path(f"{_LEDGER}/stamp", printing.stamp, name="grid_stamp"),
    path(f"{_LEDGER}/copy", copying.copy, name="grid_copy"),
    path(f"{_LEDGER}/copy.png", copying.picture, name="grid_picture"),
    path(f"{_LEDGER}/chart", charting.chart, name="grid_chart"),
    path(f"{_LEDGER}/chart/<slug:kind>", charting.picture, name="grid_chart_file"),
    path(f"{_LEDGER}/export", exporting.export, name="grid_export"),
    path(f"{_LEDGER}/exports/<uuid:uid>/", exporting.exported, name="grid_exported"),
    path(f"{_LEDGER}/exports/<uuid:uid>/file", exporting.fetch, name="grid_fetch"),
    path(f"{_LEDGER}/views/", looks.looks, name="grid_looks"),
    path(f"{_LEDGER}/views/save", looks.save, name="grid_look_save"),
    path(f"{_LEDGER}/views/<uuid:uid>/", looks.amend, name="grid_look"),
]
