"""The address of the search page."""

from django.urls import path

from zhangtu.desk.searching import results

urlpatterns = [path("search", results.search, name="search")]
