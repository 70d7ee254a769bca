"""Names this room to Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """The tables of the journal room."""

    name = "zhangtu.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the guards put back after every migration: rebuilding a table drops them without a word."""
        from zhangtu.journal.guards import put_back  # noqa: PLC0415  # tables exist only now

        post_migrate.connect(put_back, sender=self, dispatch_uid="journal-guards")
