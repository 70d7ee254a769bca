"""Names this room to Django."""

from django.apps import AppConfig


class StampingConfig(AppConfig):
    """The tables of printed forms and stamped scans."""

    name = "zhangtu.stamping"
    label = "stamping"
    default_auto_field = "django.db.models.BigAutoField"
