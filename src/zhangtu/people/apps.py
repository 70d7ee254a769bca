"""Names this room to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The tables of the people room."""

    name = "zhangtu.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
