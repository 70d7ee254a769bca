"""Names this room to Django."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """The tables of the measures room: which figures somebody keeps in sight."""

    name = "zhangtu.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
