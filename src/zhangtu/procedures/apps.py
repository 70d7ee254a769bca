"""Names this room to Django."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The tables of procedures."""

    name = "zhangtu.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"
