"""Keys of a field that only some types understand."""

from zhangtu.schema.types import TYPES

#: Every option of every type.
OPTIONS: tuple[str, ...] = tuple(sorted({option for one in TYPES.values() for option in one.options}))
