"""Somebody with the database's password, the source code and time: what they do to an office, by name."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from room import CLERK, Room

from zhangtu.journal import canonical, epoch, guards, headlog, registers, sealing, signing
from zhangtu.journal.canonical import Header
from zhangtu.journal.redacting import redact

if TYPE_CHECKING:
    from zhangtu.journal.heads import Head

SEALED, FIRST, ALL = 10, 6, 12


class Intruder:
    """An office with a past, two seals, a log, and a head kept outside; and what can be done to it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        for row in (1, 2, 3):
            room.write(
                row, "create", {"1": f'"k{row}"', "2": "5", "@clock:answer": f'"{row}"'}, {"3": f'"p{row}"'}
            )
        room.put(4, f1='"k4"', f9="1")
        room.put(1, "amend", f2="6")
        ((self.salt,),) = self.run("SELECT salt FROM journal_entrysecret WHERE entry = 3 AND field = '3'")
        redact(room.register, 3, ["3"], actor=CLERK, authority="第47条", reason="本人要求")
        sealing.seal()
        for row in range(7, 11):
            room.put(row, f1=f'"k{row}"')
        head = sealing.seal()
        assert head is not None
        self.head: Head = head
        room.put(11, f1='"k11"')
        room.put(12, f1='"k12"')
        self.lines = headlog.path().read_text().splitlines()

    def do(self, way: str) -> None:
        """Do it, the triggers off meanwhile."""
        self.unguard()
        getattr(self, way)()
        if not way.endswith("_trigger"):
            guards.put_back(using="default")

    # the tools

    def run(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return list(cursor.fetchall()) if cursor.description else []

    def unguard(self) -> None:
        for statement in guards.statements(connection.vendor):
            if statement.startswith("DROP TRIGGER"):
                self.run(statement)

    def guard(self) -> None:
        guards.put_back(using="default")

    def edit(self, number: int, old: str, new: str) -> None:
        self.run(
            "UPDATE journal_entry SET changes = replace(changes, %s, %s) WHERE number = %s", old, new, number
        )

    def rehash(self) -> None:
        """Make every digest right again."""
        names = registers.names()
        for number, register, *rest, changes in self.run(
            "SELECT number, register, row, actor, post, behalf, machine, at, action, batch, definition, "
            "changes FROM journal_entry"
        ):
            header = canonical.header_bytes(Header(number, names[register], *rest))
            digest, _ = canonical.digest(header, changes.encode())
            self.run("UPDATE journal_entry SET digest = %s WHERE number = %s", digest, number)

    def shift(self, after: int, by: int) -> None:
        """Move later entries and what is kept apart for them."""
        self.run("UPDATE journal_entry SET number = -number - %s WHERE number > %s", by, after)
        self.run("UPDATE journal_entry SET number = -number WHERE number < 0")

    def insert(self, number: int) -> None:
        """An entry like the eighth about another row, and that row."""
        rest = "actor, post, behalf, machine, at, action, changes, batch, definition, digest"
        self.run(
            f"INSERT INTO journal_entry (number, register, row, {rest}) "  # noqa: S608
            f"SELECT %s, register, 88, {rest} FROM journal_entry WHERE number = 8",
            number,
        )
        self.room.keep(88, {"1": '"k8"'})
        self.rehash()

    def rewrite(self) -> None:
        """Another past, with everything that follows from it."""
        self.edit(7, '"k7"', '"no"')
        self.room.keep(7, {"1": '"no"'})
        self.rehash()

    def reseal(self, key: Ed25519PrivateKey | None = None) -> None:
        """Seal everything anew, at the same places."""
        sizes = [size for (size,) in self.run("SELECT size FROM journal_seal ORDER BY size")]
        self.run("DELETE FROM journal_seal")
        headlog.path().unlink()
        with pytest.MonkeyPatch.context() as patch:
            if key is not None:
                patch.setattr(signing, "private_key", lambda: key)
            for size in sizes:
                patch.setattr(sealing.queries, "last_number", lambda size=size: size)
                sealing.seal()

    def write_log(self, lines: list[str]) -> None:
        headlog.path().write_text("".join(f"{line}\n" for line in lines))

    def cut(self, after: int) -> None:
        self.run("DELETE FROM journal_entry WHERE number > %s", after)
        self.run("DELETE FROM journal_seal WHERE size > %s", after)
        for row in [row for row in self.room.rows if row > after]:
            self.room.drop(row)

    # entries, seals and the log

    def edit_entry(self) -> None:
        self.edit(7, '"k7"', '"no"')
        self.room.keep(7, {"1": '"no"'})

    def edit_header(self) -> None:
        self.run("UPDATE journal_entry SET actor = 99 WHERE number = 7")

    def reformat_entry(self) -> None:
        self.edit(5, '"2":6', '"2": 6')
        self.run("UPDATE journal_entry SET changes = %s WHERE number = 8", "{}")
        self.room.keep(1, {"2": "5"})
        self.room.drop(8)

    def forge_digest(self) -> None:
        self.rewrite()

    def forge_unsealed(self) -> None:
        self.edit(12, '"k12"', '"no"')
        self.room.keep(12, {"1": '"no"'})
        self.rehash()

    def delete_entry(self) -> None:
        self.run("DELETE FROM journal_entry WHERE number = 8")
        self.room.drop(8)

    def delete_and_renumber(self) -> None:
        self.delete_entry()
        self.shift(8, -1)
        self.rehash()

    def insert_entry(self) -> None:
        self.shift(8, 1)
        self.insert(9)

    def insert_far_away(self) -> None:
        self.insert(1_000_000_000_000)

    def swap_entries(self) -> None:
        (one,), (two,) = (self.run("SELECT at FROM journal_entry WHERE number = %s", n) for n in (8, 9))
        self.run("UPDATE journal_entry SET number = -8, at = %s WHERE number = 8", *two)
        self.run("UPDATE journal_entry SET number = 8, at = %s WHERE number = 9", *one)
        self.run("UPDATE journal_entry SET number = 9 WHERE number = -8")
        self.rehash()

    def turn_back_time(self) -> None:
        self.run("UPDATE journal_entry SET at = at - 86400000000 WHERE number = 12")
        self.rehash()

    def rename_register(self) -> None:
        self.run("UPDATE journal_register SET name = 'others'")

    def cut_tail(self) -> None:
        self.cut(8)

    def cut_tail_and_log(self) -> None:
        self.cut(8)
        self.write_log(self.lines[:1])

    def cut_unsealed(self) -> None:
        self.cut(SEALED)

    def forge_seals(self) -> None:
        self.rewrite()
        self.reseal(Ed25519PrivateKey.from_private_bytes(bytes(32)))

    def forge_seals_with_key(self) -> None:
        self.rewrite()
        self.reseal()

    def edit_seal(self) -> None:
        self.run("UPDATE journal_seal SET root = %s WHERE size = %s", bytes(32), FIRST)

    def remove_seal(self) -> None:
        self.run("DELETE FROM journal_seal WHERE size = %s", SEALED)

    def edit_log(self) -> None:
        head = json.loads(self.lines[0])
        head["root"] = "00" * 32
        self.write_log([json.dumps(head, separators=(",", ":"), sort_keys=True), self.lines[1]])

    def scribble_log(self) -> None:
        self.write_log(["nonsense", self.lines[1]])

    def drop_log_line(self) -> None:
        self.write_log(self.lines[1:])

    def cut_log(self) -> None:
        self.write_log(self.lines[:1])

    def older_copy(self) -> None:
        self.cut(FIRST)

    def older_copy_new_epoch(self) -> None:
        self.cut(FIRST)
        self.guard()
        epoch.renew()

    def drop_trigger(self) -> None:
        self.guard()
        self.run("DROP TRIGGER journal_entry_stays" + self._on())

    def alter_trigger(self) -> None:
        self.drop_trigger()
        if connection.vendor == "postgresql":
            self.run(
                "CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry FOR EACH ROW "
                "WHEN (false) EXECUTE FUNCTION journal_entry_stays()"
            )
        else:
            self.run("CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END")

    def _on(self) -> str:
        return " ON journal_entry" if connection.vendor == "postgresql" else ""

    # beside the journal

    def edit_row(self) -> None:
        self.room.rows[2]["2"] = "7"

    def delete_row(self) -> None:
        self.room.drop(8)

    def insert_row(self) -> None:
        self.room.keep(5, {"2": "7"})

    def edit_link(self) -> None:
        self.room.derived["link"][4] = "2"

    def edit_key(self) -> None:
        del self.room.derived["key"][4]

    def edit_clock(self) -> None:
        self.room.derived["clock"][2] = '"9"'

    # values about persons

    def redact(self) -> None:
        self.guard()
        redact(self.room.register, 1, ["3"], actor=CLERK, authority="第47条", reason="本人要求")

    def remove_secret(self) -> None:
        self.run("DELETE FROM journal_entrysecret WHERE entry = 2 AND field = '3'")
        self.room.rows[2].pop("3")

    def pretend_removal(self) -> None:
        self.remove_secret()
        self.run("INSERT INTO journal_removal (entry, field, by) VALUES (2, '3', 6)")

    def forget_removal(self) -> None:
        self.run("DELETE FROM journal_removal")

    def bring_back(self) -> None:
        self.run(
            "INSERT INTO journal_entrysecret (entry, field, salt, value) VALUES (3, '3', %s, '\"p3\"')",
            self.salt,
        )
        self.room.rows[3]["3"] = '"p3"'

    def edit_secret(self) -> None:
        self.run("UPDATE journal_entrysecret SET value = '\"x\"' WHERE entry = 2 AND field = '3'")
        self.room.rows[2]["3"] = '"x"'

    def insert_secret(self) -> None:
        self.run(
            "INSERT INTO journal_entrysecret (entry, field, salt, value) VALUES (7, '3', %s, '1')", bytes(16)
        )
