"""Which tables the store has, in what order they are filled, and how their values are written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.migrations.loader import MigrationLoader


class Kind(StrEnum):
    """How the values of a column are written down."""

    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    BYTES = "bytes"
    DECIMAL = "decimal"
    UUID = "uuid"
    MOMENT = "moment"
    DAY = "day"


#: The first that fits counts.
_KINDS: "Sequence[tuple[type[models.Field[Any, Any]], Kind]]" = (
    (models.BooleanField, Kind.YES_NO),
    (models.IntegerField, Kind.NUMBER),
    (models.FloatField, Kind.NUMBER),
    (models.DecimalField, Kind.DECIMAL),
    (models.BinaryField, Kind.BYTES),
    (models.UUIDField, Kind.UUID),
    (models.DateTimeField, Kind.MOMENT),
    (models.DateField, Kind.DAY),
    (models.CharField, Kind.TEXT),
    (models.TextField, Kind.TEXT),
    (models.GenericIPAddressField, Kind.TEXT),
    (models.JSONField, Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the store.

    Attributes:
        name: Its name in the database.
        columns: Column → how its values are written down; the columns of the key come first.
        keys: How many of them are the key's.
    """

    name: str
    columns: Mapping[str, Kind]
    keys: int


class UnknownColumnError(TypeError):
    """A table has a column nobody said how to write down; a programmer's mistake."""


def tables() -> list[Table]:
    """Every table of the store.

    Returns:
        The tables; one that another refers to comes before it.
    """
    return [_table(model) for model in _in_order(_models())]


def numbered() -> dict[str, str]:
    """The tables whose rows the database numbers: table → column."""
    keys = {model: model._meta.pk for model in _models()}  # noqa: SLF001
    return {
        model._meta.db_table: key.column  # noqa: SLF001
        for model, key in keys.items()
        if isinstance(key, models.AutoField) and key.column
    }


def migrations(alias: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """How far a store's tables have come.

    Args:
        alias: Its connection.

    Returns:
        App → its last migration there; apps without one are left out.
    """
    loader = MigrationLoader(connections[alias])
    applied = loader.applied_migrations
    return {app: max(name for one, name in applied if one == app) for app, _ in sorted(applied)}


def behind(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the store's tables are not those this version of the program knows.

    Args:
        alias: Its connection.

    Returns:
        Whether a migration is missing there, or one stands there that this version does not know.
    """
    loader = MigrationLoader(connections[alias])
    return set(loader.disk_migrations) != set(loader.applied_migrations)


def _models() -> list[type[models.Model]]:
    """The models of the store."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed  # noqa: SLF001  # Django's documented place for what a model is
        and not model._meta.proxy  # noqa: SLF001
        and router.allow_migrate_model(DEFAULT_DB_ALIAS, model)
    ]


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    """Sort so that what is referred to comes first; by name otherwise, so that the order is always one."""
    left = sorted(found, key=lambda model: model._meta.db_table)  # noqa: SLF001
    ordered: list[type[models.Model]] = []
    while left:
        ready = [model for model in left if not (_referred(model) & set(left) - {model})]
        # A circle of references: the database checks them at the end of the transaction only.
        ordered += ready or left[:1]
        left = [model for model in left if model not in ordered]
    return ordered


def _referred(model: type[models.Model]) -> set[type[models.Model]]:
    """The models a model's columns refer to."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    return {field.remote_field.model for field in fields if field.remote_field is not None}


def _table(model: type[models.Model]) -> Table:
    """A model's table."""
    about = model._meta  # noqa: SLF001
    keys = [str(field.column) for field in about.pk_fields]
    columns = {str(field.column): _kind(field) for field in about.concrete_fields if field.column}
    ordered = {name: columns[name] for name in [*keys, *sorted(set(columns) - set(keys))]}
    return Table(about.db_table, ordered, len(keys))


def _kind(field: "models.Field[Any, Any]") -> Kind:
    """How a column's values are written down; a reference like what it refers to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    for sort, kind in _KINDS:
        if isinstance(field, sort):
            return kind
    raise UnknownColumnError(f"{field.model.__name__}.{field.name} is a {type(field).__name__}")
