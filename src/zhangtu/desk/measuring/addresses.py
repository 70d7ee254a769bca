"""The addresses of measures."""

from django.urls import path

from zhangtu.desk.measuring import drafting, keeping, opening, page, shelf, taking

urlpatterns = [
    path("measures/", shelf.measures, name="measures"),
    path("measures/@mine", keeping.mine, name="measures_mine"),
    path("measures/@new", drafting.new, name="measure_new"),
    path("measures/<slug:name>/", page.measure, name="measure"),
    path("measures/<slug:name>/change", drafting.change, name="measure_change"),
    path("measures/<slug:name>/pin", keeping.pin, name="measure_pin"),
    path("measures/<slug:name>/rows", opening.rows, name="measure_rows"),
    path("measures/<slug:name>/file/<slug:kind>", taking.take, name="measure_file"),
]
