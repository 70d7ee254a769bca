"""What became of a definition since somebody looked at it, and what putting another in force would change."""

from zhangtu.ledgers.definitions import putting
from zhangtu.ledgers.definitions.keeping import LEDGER, known
from zhangtu.ledgers.definitions.putting import Planned
from zhangtu.ledgers.models import Definition
from zhangtu.schema.difference import Change, difference
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import Ledger, Spec


def since(name: str, seen: int) -> tuple[Change, ...]:
    """What differs between the version of a ledger somebody looked at and the one in force.

    Args:
        name: The ledger's name.
        seen: The number of the version; 0 for none.

    Returns:
        The changes; nothing when there is no such version, or none in force.
    """
    version = known().versions.get((LEDGER, name))
    text = Definition.objects.filter(pk=seen, kind=LEDGER, name=name).values_list("text", flat=True).first()
    if version is None or text is None:
        return ()
    old, new = load_definition(text).ledger, load_definition(version.text).ledger
    return difference(old, new) if isinstance(old, Ledger) and isinstance(new, Ledger) else ()


def tried(spec: Spec, *, destroys: bool = False) -> Planned:
    """What putting a definition in force would do, held against all that is in force; nothing is changed.

    Args:
        spec: The definition, expressions by name.
        destroys: Whether fields and choices may be taken out of use.

    Returns:
        What would become of it.

    Raises:
        LedgerError: It would be refused. What only rows tell is found out when it is put in force: doubles of
            a value that is to be the only one, and who may open what is masked.
    """
    planned = putting.plan(spec)
    putting.check(planned, destroys=destroys, by_office=isinstance(spec, Ledger))
    return planned[0]
