"""Names this room to Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The tables of reports."""

    name = "zhangtu.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
