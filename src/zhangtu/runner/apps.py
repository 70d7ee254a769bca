"""Names this room to Django."""

from django.apps import AppConfig


class RunnerConfig(AppConfig):
    """The tables of the runner room."""

    name = "zhangtu.runner"
    label = "runner"
    default_auto_field = "django.db.models.BigAutoField"
