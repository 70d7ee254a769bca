"""Names this room to Django."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """The tables of the ledgers room."""

    name = "zhangtu.ledgers"
    label = "ledgers"
    default_auto_field = "django.db.models.BigAutoField"
