"""Which computed values tell of persons or of secret ledgers, through whatever ledger they are computed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhangtu.kernel.expressions import Expression, Using, World, parse_stored
from zhangtu.schema.specs import Ledger

#: A ledger's name and a field's number there.
Place = tuple[str, int]


def covered(ledgers: Iterable[Ledger], world: World) -> list[Ledger]:
    """The ledgers, their computed fields marked personal where they rest on what not everybody may see.

    A copy of a masked value in another ledger would else be open there, and in the journal for good.

    Args:
        ledgers: All ledgers, expressions by number.
        world: What their expressions speak of.

    Returns:
        The ledgers in the same order.

    Raises:
        ExpressionError: An expression can't be understood any more.
    """
    given = list(ledgers)
    secret = frozenset(each.name for each in given if each.secret)
    personal = {(each.name, spec.no) for each in given for spec in each.fields if spec.personal}
    expressions = {
        (each.name, spec.no): parse_stored(spec.value, world, world.ledgers[each.name])
        for each in given
        for spec in each.fields
        if spec.value and spec.removed is None
    }
    while found := _further(expressions, personal, secret):
        personal |= found
    return [
        replace(
            each,
            fields=tuple(
                replace(spec, personal=True) if (each.name, spec.no) in personal else spec
                for spec in each.fields
            ),
        )
        for each in given
    ]


def _further(
    expressions: Mapping[Place, Expression], personal: set[Place], secret: frozenset[str]
) -> set[Place]:
    """Computed fields not yet known to tell of something that is."""
    found = set()
    for place, expression in expressions.items():
        if place in personal:
            continue
        fields = {(use.name, use.no) for use in expression.uses if use.what is Using.FIELD}
        ledgers = {use.name for use in expression.uses if use.what in (Using.FIELD, Using.LEDGER)}
        if not fields.isdisjoint(personal) or (place[0] not in secret and not ledgers.isdisjoint(secret)):
            found.add(place)
    return found
