"""What rows hold in a field that was closed goes into the field that took its place, where it can be read."""

from collections.abc import Mapping
from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.failpoints import here
from zhangtu.ledgers import definitions, drafts, sql, storing, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.looking import Finder
from zhangtu.people import queries as people
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work
from zhangtu.schema.specs import Field
from zhangtu.schema.types import TYPES

#: The kind of job.
COPYING: Final = "ledgers.copy_field"
#: Rows written in one act: others wait for the writer's place less than a tenth of a second.
_SLICE: Final = 100
#: Types whose values are more than words: they are not copied.
_NO_WORDS: Final = frozenset({"file", "photo", "computed", "reference", "serial"})


def pairs(ledger_fields: tuple[Field, ...], replaced: Mapping[str, int]) -> dict[int, int]:
    """Which fields take over what, of those that may.

    Args:
        ledger_fields: The fields as put in force.
        replaced: Number of a new field, as text → number of the one it replaces.

    Returns:
        New number → old number. What is about persons goes only where it stays about persons.
    """
    fields = {one.no: one for one in ledger_fields}
    found: dict[int, int] = {}
    for new, old in ((int(new), old) for new, old in replaced.items()):
        one, two = fields.get(new), fields.get(old)
        if one is None or two is None or one.removed is not None or two.removed is None:
            continue
        if {one.type, two.type}.isdisjoint(_NO_WORDS) and (one.personal or not two.personal):
            found[new] = old
    return found


def ask(ledger: str, replaced: Mapping[int, int], *, actor: Actor, reason: str) -> None:
    """Ask for the copying of some fields, as a job.

    Args:
        ledger: The ledger's name.
        replaced: New number → old number; see ``pairs``.
        actor: Who put the definition in force.
        reason: Why.
    """
    arguments = {
        "ledger": ledger, "pairs": {str(new): old for new, old in replaced.items()}, "reason": reason,
        "person": actor.person, "post": actor.post, "machine": actor.machine,
    }  # fmt: skip
    jobs.enqueue(COPYING, arguments, key=f"copy {ledger} {sorted(replaced.items())}")


def work(work: Work) -> None:
    """Copy as a job; ``project.wiring`` hands it in. Doing it again does no harm: what is there stays.

    Args:
        work: Names the ledger and the fields.
    """
    asked = work.arguments
    actor = Actor(person=asked["person"], post=asked["post"], machine=asked["machine"])
    wanted = {int(new): int(old) for new, old in asked["pairs"].items()}
    last, done = 0, 0
    while True:
        with act(actor=actor, reason=str(asked["reason"])) as one:
            force = definitions.in_force(asked["ledger"])
            rows = sql.rows_after(force.register, last, _SLICE)
            for row in rows:
                _copy(one, force, row, wanted)
            here("copy.in_slice")
        if not rows:
            return
        last, done = rows[-1].id, done + len(rows)
        work.tell(done)


def _copy(one: Act, force: InForce, row: sql.Stored, wanted: Mapping[int, int]) -> None:
    """Copy the fields of one row; what the new field can't take stays in the old one."""
    there = texts.objects(row.values)
    closed = {field.no: field for field in force.ledger.fields}
    given = {
        force.numbered[new].name: words
        for new, old in wanted.items()
        if new in force.numbered and new not in there and old in there
        and (words := _words(closed[old], there[old]))
    }  # fmt: skip
    if row.withdrawn or not given:
        return
    known = definitions.known()
    around = Around(known.ledgers, known.tables, Finder(people.scope(one.actor), known.ledgers))
    for name, words in given.items():
        settled = drafts.read(force, row, {name: words}, around)
        if settled.refused or not settled.changed:
            continue
        drafts.settle(force, row.id, settled, around)
        if not settled.refused:
            row = storing.amend(one, force, row, settled)


def _words(field: Field, stored: object) -> str:
    """A value as a person would type it."""
    type_ = TYPES[field.type]
    return type_.show(type_.loaded(stored), field, "zh-hans") if type_.reads_back else ""
