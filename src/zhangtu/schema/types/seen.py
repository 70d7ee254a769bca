"""Fields as expressions see them."""

from zhangtu.kernel.expressions.kinds import Kind, Type
from zhangtu.schema.specs import Field
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.face import Target
from zhangtu.schema.types.lookups import Lookup


def seen_as(field: Field) -> Type | None:
    """The type expressions give a field.

    Args:
        field: Any field.

    Returns:
        Its kind with the codes of its choices or what its numbers are numbers of; ``None`` for places
        and files, which expressions cannot read, and for computed fields, whose expression says.
    """
    field_type = TYPES[field.type]
    kind = field_type.expression_type
    if kind is None:
        return None
    codes = frozenset(choice.code for choice in field.of)
    if kind is Kind.SET:
        return Type(Kind.SET, item=Type(Kind.CHOICE, codes))
    if isinstance(field_type, Lookup):
        target = field.target if field_type.target is Target.ROW else field_type.target.value
        row = Type(Kind.ROW, target=target)
        return Type(Kind.SET, item=row) if field.options.get("many") == "yes" else row
    return Type(kind, codes) if kind is Kind.CHOICE else Type(kind)
