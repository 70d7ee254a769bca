"""Every SQL statement of the journal, for Django's cursors."""

from typing import Final

LAST: Final = "SELECT number, at FROM journal_entry ORDER BY number DESC LIMIT 1"
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
NUMBER_AT: Final = "SELECT number FROM journal_entry WHERE at <= %s ORDER BY at DESC, number DESC LIMIT 1"
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
NEW_SEAL: Final = f"INSERT INTO journal_seal ({SEAL_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608  # our own words only
DIGESTS: Final = "SELECT digest FROM journal_entry WHERE number > %s AND number <= %s ORDER BY number"
