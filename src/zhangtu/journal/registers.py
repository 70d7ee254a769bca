"""Names and numbers of registers: given once, for life."""

from zhangtu.journal import sql
from zhangtu.journal.connecting import store
from zhangtu.journal.refusals import JournalRefusedError


def number(name: str) -> int:
    """The number of a register; a new one is made inside an act.

    Args:
        name: Its name: a ledger's, or with a dot (``people.unit``) of a table a room keeps.

    Returns:
        ``Register.id``.

    Raises:
        JournalRefusedError: It does not exist and no transaction is open in which to make it.
    """
    connection = store()
    known = connection.register_numbers.get(name)
    return _found(name) or _made(name) if known is None else known


def known(name: str) -> int | None:
    """The number of a register that may not exist.

    Args:
        name: Its name.

    Returns:
        ``Register.id``; None when nothing was ever written in it.
    """
    return store().register_numbers.get(name) or _found(name)


def name(number: int) -> str:
    """The name of a register.

    Args:
        number: ``Register.id``.

    Returns:
        Its name.

    Raises:
        JournalRefusedError: There is none of that number.
    """
    found = names().get(number)
    if found is None:
        raise JournalRefusedError("unknown_register", number=number)
    return found


def names() -> dict[int, str]:
    """Every register.

    Returns:
        Number → name.
    """
    return {int(number): str(name) for number, name in store().ask(sql.REGISTERS)}


def _found(name: str) -> int | None:
    """Look a register up and remember it."""
    connection = store()
    with connection.cursor() as cursor:
        cursor.execute(sql.REGISTER, [name])
        row = cursor.fetchone()
    if row is None:
        return None
    connection.register_numbers[name] = row[0]
    return int(row[0])


def _made(name: str) -> int:
    """Make a register."""
    connection = store()
    if not connection.in_atomic_block:
        raise JournalRefusedError("no_act", what=name)
    with connection.cursor() as cursor:
        connection.take_place()
        found = _found(name)
        if found is None:
            cursor.execute(sql.NEW_REGISTER, [name])
            found = _found(name)
    assert found is not None  # it was written a line before
    return found
