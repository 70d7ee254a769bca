"""A kind of column the tables of the journal need."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Number(models.BigIntegerField):  # type: ignore[type-arg]  # Django knows no parameters at run time
    """A whole number of 64 bits that, as a primary key, is SQLite's own row number: no second index."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Name the column's type.

        Args:
            connection: The database it stands in.

        Returns:
            ``integer`` on SQLite (64 bits there), else what Django says.
        """
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
