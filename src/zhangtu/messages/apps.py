"""Names this room to Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The tables of messages."""

    name = "zhangtu.messages"
    label = "messages"
    default_auto_field = "django.db.models.BigAutoField"
