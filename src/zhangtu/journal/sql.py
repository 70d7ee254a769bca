"""Every SQL statement of the journal, for Django's cursors."""

from typing import Final

LAST: Final = "SELECT number, at FROM journal_entry ORDER BY number DESC LIMIT 1"
HEAD: Final = "SELECT number, digest FROM journal_entry ORDER BY number DESC LIMIT 1"
ENTRY: Final = (
    "INSERT INTO journal_entry (number, register, row, actor, post, behalf, machine, at, action, changes, "
    "batch, definition, digest) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
PERSONAL: Final = "INSERT INTO journal_entrysecret (entry, field, salt, value) VALUES (%s, %s, %s, %s)"

REGISTER: Final = "SELECT id FROM journal_register WHERE name = %s"
REGISTERS: Final = "SELECT id, name FROM journal_register ORDER BY id"
NEW_REGISTER: Final = "INSERT INTO journal_register (name) VALUES (%s)"

COLUMNS: Final = (
    "number, register, row, actor, post, behalf, machine, at, action, batch, definition, digest, changes"
)
HISTORY: Final = f"SELECT {COLUMNS} FROM journal_entry WHERE register = %s AND row = %s ORDER BY number"  # noqa: S608  # our own words only
AFTER: Final = f"SELECT {COLUMNS} FROM journal_entry WHERE number > %s ORDER BY number LIMIT %s"  # noqa: S608  # our own words only
#: That the batch is above 0 lets the index of batches serve.
ROWS_OF_BATCH: Final = (
    'SELECT DISTINCT e."row" FROM journal_entry e'
    ' WHERE e.batch = %s AND e.batch > 0 AND e.register = %s ORDER BY e."row" LIMIT %s'
)
SECRETS_OF_ROW: Final = (
    "SELECT s.entry, s.field, s.value FROM journal_entrysecret s JOIN journal_entry e ON e.number = s.entry "
    "WHERE e.register = %s AND e.row = %s"
)
REMOVALS_OF_ROW: Final = (
    "SELECT r.entry, r.field, r.by FROM journal_removal r JOIN journal_entry e ON e.number = r.entry "
    "WHERE e.register = %s AND e.row = %s"
)
SECRETS_BETWEEN: Final = "SELECT entry, field, value FROM journal_entrysecret WHERE entry BETWEEN %s AND %s"
REMOVALS_BETWEEN: Final = "SELECT entry, field, by FROM journal_removal WHERE entry BETWEEN %s AND %s"

EPOCH: Final = "SELECT epoch FROM journal_epoch ORDER BY id DESC LIMIT 1"
EPOCHS: Final = "SELECT epoch, size, at FROM journal_epoch ORDER BY id"
NEW_EPOCH: Final = "INSERT INTO journal_epoch (epoch, size, at) VALUES (%s, %s, %s)"

SEAL_COLUMNS: Final = "size, root, frontier, previous, at, epoch, key, signature"
NEWEST_SEAL: Final = f"SELECT {SEAL_COLUMNS} FROM journal_seal ORDER BY size DESC LIMIT 1"  # noqa: S608  # our own words only
SEALS: Final = f"SELECT {SEAL_COLUMNS} FROM journal_seal WHERE size > %s ORDER BY size LIMIT %s"  # noqa: S608  # our own words only
SEALS_BACK: Final = f"SELECT {SEAL_COLUMNS} FROM journal_seal WHERE size < %s ORDER BY size DESC LIMIT %s"  # noqa: S608  # our own words only
NEW_SEAL: Final = f"INSERT INTO journal_seal ({SEAL_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608  # our own words only
DIGESTS: Final = "SELECT digest FROM journal_entry WHERE number > %s AND number <= %s ORDER BY number"

WRITTEN_BY: Final = "SELECT 1 FROM journal_entry WHERE register = %s AND number <= %s LIMIT 1"
MOMENT: Final = "SELECT at FROM journal_entry WHERE number = %s"
#: Rows are numbered as they come, so the first row's first entry is the register's first.
BEGUN: Final = 'SELECT at FROM journal_entry WHERE register = %s ORDER BY register, "row", number LIMIT 1'
COUNT: Final = "SELECT COUNT(*) FROM journal_entry WHERE number > %s"
HIGHEST: Final = "SELECT COALESCE(MAX(number), 0) FROM journal_entry WHERE number <= %s"
TOUCHED: Final = "SELECT DISTINCT row FROM journal_entry WHERE register = %s AND number > %s ORDER BY row"
TOUCHED_REGISTERS: Final = "SELECT DISTINCT register FROM journal_entry WHERE number > %s"
APART_COUNT: Final = "SELECT COUNT(*) FROM journal_entrysecret WHERE entry > %s"
APART_STRANGE: Final = (
    "SELECT s.entry, s.field FROM journal_entrysecret s LEFT JOIN journal_entry e ON e.number = s.entry "
    "WHERE s.entry > %s AND (e.number IS NULL OR e.changes NOT LIKE %s) ORDER BY s.entry LIMIT 1"
)
REMOVALS: Final = "SELECT entry, field, by FROM journal_removal WHERE by > %s"
NEW_REMOVAL: Final = "INSERT INTO journal_removal (entry, field, by) VALUES (%s, %s, %s)"
GONE: Final = "DELETE FROM journal_entrysecret WHERE entry = %s AND field = %s"

#: A text as bytes, so that nothing is decoded on the way.
_BYTES: Final = {"sqlite": "CAST({} AS BLOB)", "postgresql": "convert_to({}, 'UTF8')"}
_PAGE: Final = "number, e.row, actor, post, behalf, machine, at, action, batch, definition, digest"


def page(vendor: str) -> str:
    """Entries of a register by row and number, behind a place.

    Args:
        vendor: Which database.

    Returns:
        The statement; it takes register, row, row again, number and how many.
    """
    changes = _BYTES[vendor].format("changes")
    return (
        f"SELECT {_PAGE}, {changes} FROM journal_entry e WHERE register = %s AND e.row >= %s "  # noqa: S608  # our own words only
        "AND (e.row, number) > (%s, %s) ORDER BY e.row, number LIMIT %s"
    )


def of_rows(vendor: str, count: int) -> str:
    """Every entry about some rows of a register, by row and number.

    Args:
        vendor: Which database.
        count: How many rows.

    Returns:
        The statement; it takes the register and the rows.
    """
    changes = _BYTES[vendor].format("changes")
    return (
        f"SELECT {_PAGE}, {changes} FROM journal_entry e WHERE register = %s AND e.row IN "  # noqa: S608  # our own words only
        f"({_marks(count)}) ORDER BY e.row, number"
    )


def secrets_of(count: int, value: str = "value") -> str:
    """Values about persons of some entries.

    Args:
        count: How many entries.
        value: What to read of a value.

    Returns:
        The statement; it takes the entries' numbers.
    """
    return f"SELECT entry, field, salt, {value} FROM journal_entrysecret WHERE entry IN ({_marks(count)})"  # noqa: S608  # our own words only


def secrets_in_bytes(vendor: str, count: int) -> str:
    """Like ``secrets_of``, the values as bytes."""
    return secrets_of(count, _BYTES[vendor].format("value"))


def apart_between(vendor: str) -> str:
    """Like ``secrets_in_bytes``, of all entries from a number to another."""
    value = _BYTES[vendor].format("value")
    return f"SELECT entry, field, salt, {value} FROM journal_entrysecret WHERE entry BETWEEN %s AND %s"  # noqa: S608  # our own words only


def browsed(registers: int, *, person: bool, action: bool, row: bool) -> str:
    """Numbers of entries that fit, the newest first.

    Args:
        registers: How many registers they may stand in; 0 for any.
        person: Whether only one person's are wanted.
        action: Whether only one kind of act is.
        row: Whether only one thing's are.

    Returns:
        The statement; it takes the first and last number, the registers, person, action, row, and how many.
    """
    conditions = ["number BETWEEN %s AND %s"]
    conditions += [f"register IN ({_marks(registers)})"] if registers else []
    conditions += ["actor = %s"] if person else []
    conditions += ["action = %s"] if action else []
    conditions += ["row = %s"] if row else []
    return f"SELECT number FROM journal_entry WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT %s"  # noqa: S608  # our own words only


ACTIONS: Final = "SELECT DISTINCT action FROM journal_entry WHERE number > %s"


def _marks(count: int) -> str:
    """So many places for parameters."""
    return ", ".join(["%s"] * count)
