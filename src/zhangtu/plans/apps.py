"""Names this room to Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plan room's tables."""

    name = "zhangtu.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
