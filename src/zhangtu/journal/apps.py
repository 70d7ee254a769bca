"""Names this room to Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The tables of the journal room."""

    name = "zhangtu.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
