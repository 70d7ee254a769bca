"""The addresses of the map of duties."""

from django.urls import path

from zhangtu.desk.mapping import missing, page, taking

urlpatterns = [
    path("mapping/", page.chart, name="mapping"),
    path("mapping/table", page.table, name="mapping_table"),
    path("mapping/missing", missing.missing, name="mapping_missing"),
    path("mapping/missing.xlsx", missing.workbook, name="mapping_missing_file"),
    path("mapping/file/<slug:kind>", taking.take, name="mapping_file"),
]
