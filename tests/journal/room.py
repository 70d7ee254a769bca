"""A tiny room above the journal: things with values, kept in memory, registered through the hooks."""

from collections.abc import Iterable, Mapping, Sequence

from zhangtu.journal import hooks
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, Change, act

CLERK = Actor(person=7, post=3)
#: What follows from a row: kind of table → the field it follows from.
DERIVED = {"link": "9", "key": "1", "clock": "@clock:answer"}


class Room:
    """Things in a register, with the links, keys and clocks that follow from them."""

    def __init__(self, register: str = "things") -> None:
        self.register = register
        self.rows: dict[int, dict[str, str]] = {}
        self.derived: dict[str, dict[int, str]] = {kind: {} for kind in DERIVED}
        hooks.keep(lambda name: name == register, self.present, self.clear)
        hooks.derived(register, self.check)
        hooks.locate(self.locate)

    def locate(self, ledger: str, uid: str) -> tuple[str, int] | None:
        return (ledger, int(uid)) if ledger == self.register and int(uid) in self.rows else None

    def present(self, register: str, ids: Sequence[int] | None) -> Iterable[tuple[int, Mapping[str, str]]]:
        assert register == self.register
        for row in sorted(self.rows if ids is None else set(ids) & set(self.rows)):
            yield row, self.rows[row]

    def clear(self, act: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
        del act, register, number
        for field in fields:
            self.rows[row].pop(field, None)
        self.follow(row)

    def check(self, rows: Mapping[str, Sequence[int]] | None) -> Iterable[hooks.Mismatch]:
        concerned = None if rows is None else set(rows.get(self.register, ()))
        for kind, field in DERIVED.items():
            wanted = {(row, values[field]) for row, values in self.rows.items() if field in values}
            for row, _ in sorted(wanted ^ set(self.derived[kind].items())):
                if concerned is None or row in concerned:
                    yield hooks.Mismatch(kind, self.register, row, field)

    def put(
        self, row: int, action: str = "create", personal: Mapping[str, str] | None = None, **values: str
    ) -> int:
        """Write an entry and keep the row; a value is JSON text, its key the field's number behind an f."""
        named = {key.removeprefix("f"): text for key, text in values.items()}
        return self.write(row, action, named, personal or {})

    def write(self, row: int, action: str, values: Mapping[str, str], personal: Mapping[str, str]) -> int:
        with act(actor=CLERK) as one:
            number = one.write(Change(self.register, row, action, values, personal))
        self.keep(row, {**values, **personal})
        return number

    def keep(self, row: int, values: Mapping[str, str]) -> None:
        """Do to the present state what an entry says."""
        kept = {**self.rows.get(row, {}), **values}
        self.rows[row] = {key: text for key, text in kept.items() if text != "null"}
        self.follow(row)

    def drop(self, row: int) -> None:
        """Take a row away with everything that follows from it."""
        self.rows.pop(row, None)
        for table in self.derived.values():
            table.pop(row, None)

    def follow(self, row: int) -> None:
        """Renew what follows from a row."""
        for kind, field in DERIVED.items():
            self.derived[kind].pop(row, None)
            if field in self.rows[row]:
                self.derived[kind][row] = self.rows[row][field]
