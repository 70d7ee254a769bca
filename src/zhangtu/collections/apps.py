"""Names this room to Django."""

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    """The tables of collections."""

    name = "zhangtu.collections"
    label = "collections"
    default_auto_field = "django.db.models.BigAutoField"
