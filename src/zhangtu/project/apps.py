"""Names the project to Django, so that every process has its pieces put together."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """No tables; the hooks are handed in once all rooms are loaded."""

    name = "zhangtu.project"
    label = "project"

    def ready(self) -> None:
        """Hand the hooks in."""
        from zhangtu.project import wiring  # noqa: PLC0415  # the rooms' tables exist only now

        wiring.put_together()
