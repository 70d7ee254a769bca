"""A tiny room above the journal: things with values, kept in memory, registered through the hooks."""

from collections.abc import Iterable, Mapping, Sequence

from zhangtu.journal import hooks
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, Change, act

CLERK = Actor(person=7, post=3)


class Room:
    """Things in a register, with links between them."""

    def __init__(self, register: str = "things") -> None:
        self.register = register
        self.rows: dict[int, dict[str, str]] = {}
        self.links: set[tuple[int, int]] = set()
        hooks.keep(lambda name: name == register, self.present, self.clear)
        hooks.derived(f"{register}.links", self.check)
        hooks.locate(
            lambda ledger, uid: (register, int(uid)) if ledger == register and int(uid) in self.rows else None
        )

    def present(self, register: str, ids: Sequence[int] | None) -> Iterable[tuple[int, Mapping[str, str]]]:
        assert register == self.register
        for row in sorted(self.rows if ids is None else set(ids) & set(self.rows)):
            yield row, self.rows[row]

    def clear(self, act: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
        del act, register, number
        for field in fields:
            self.rows[row].pop(field, None)

    def check(self, rows: Mapping[str, Sequence[int]] | None) -> Iterable[hooks.Mismatch]:
        wanted = {(row, int(values["9"])) for row, values in self.rows.items() if "9" in values}
        concerned = None if rows is None else set(rows.get(self.register, ()))
        for row, target in sorted(wanted ^ self.links):
            if concerned is None or row in concerned:
                yield hooks.Mismatch("link", self.register, row, "9" if target else "")

    def put(
        self, row: int, action: str = "create", personal: Mapping[str, str] | None = None, **values: str
    ) -> int:
        """Write an entry and keep the row; a value is JSON text, its key the field's number behind an f."""
        named = {key.removeprefix("f"): text for key, text in values.items()}
        with act(actor=CLERK) as one:
            number = one.write(Change(self.register, row, action, named, personal or {}))
        self.keep(row, {**named, **(personal or {})})
        return number

    def keep(self, row: int, values: Mapping[str, str]) -> None:
        """Do to the present state what an entry says."""
        kept = {**self.rows.get(row, {}), **values}
        self.rows[row] = {key: text for key, text in kept.items() if text != "null"}
        self.links = {(one, target) for one, target in self.links if one != row}
        if "9" in self.rows[row]:
            self.links.add((row, int(self.rows[row]["9"])))
