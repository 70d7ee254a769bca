"""Names this room to Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The tables of the REST face: tokens and answers kept for repeated requests."""

    name = "zhangtu.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
