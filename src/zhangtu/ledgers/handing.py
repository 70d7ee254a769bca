"""What is open for a post in the ledgers: listed for a handover, and put on another post."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhangtu.journal.writing import Act, Change
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import clocks, definitions, texts, views
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.clocks import Running
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.models import Clock, Import, Row
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.wording import HANDING
from zhangtu.people.hooks import Open

_SLICE: Final = 500
#: Lists are kept as they were signed, so their words are chosen once.
_LANGUAGE: Final = "zh-hans"


class Rows:
    """The answer of the ledgers to ``people.hooks``: every row assigned to a post that is not withdrawn.

    A list is read by all who sign it and by whoever sets up posts: what is about persons is masked, and of a
    row of a secret ledger nothing is said but that it is there.
    """

    def open_for(self, post: int, day: date) -> Iterable[Open]:
        """Every row assigned to a post, with its ledger, its due and its running limits.

        Args:
            post: The post.
            day: The day of the handover; what is assigned now is open then.

        Yields:
            The rows, ledger by ledger.
        """
        del day
        known = definitions.known().registered
        for part in _parts(_assigned(post)):
            running = _running([row.id for row in part])
            for row in part:
                if row.ledger in known:
                    yield _open(known[row.ledger], row, running.get(row.id, {}))

    def hand(self, now: Act, post: int, into: int, references: Sequence[str]) -> None:
        """Put rows of one post on another, an entry each; those meanwhile assigned elsewhere stay there.

        Args:
            now: The act of the handover.
            post: The post they are handed over from.
            into: The post that takes them.
            references: The names of the rows.
        """
        known = definitions.known().registered
        wanted = {UUID(one) for one in references} if into != post else set()
        for part in _parts([row for row in _assigned(post) if row.uid in wanted and row.ledger in known]):
            forces = [known[row.ledger] for row in part]
            numbers = now.write_many(
                [
                    Change(
                        force.ledger.name, row.id, "hand_over", {texts.POST: str(into)}, definition=force.id
                    )
                    for force, row in zip(forces, part, strict=True)
                ]
            )
            for number, row in zip(numbers, part, strict=True):
                Row.objects.filter(id=row.id).update(post=into, version=number)


def _assigned(post: int) -> list[Stored]:
    """The rows of a post, ledger by ledger: neither withdrawn ones nor those of an import not shown yet."""
    shown = Q(pending=0) | Q(pending__in=Import.objects.filter(shown=True).values("id"))
    # ``post__gt`` says what the index says, so that the database may use it
    rows = Row.objects.filter(shown, post=post, post__gt=0, withdrawn=False).order_by("ledger", "id")
    return [Stored(*row) for row in rows.values_list(*Stored._fields)]


def _running(rows: Sequence[int]) -> dict[int, dict[str, Running]]:
    """The limits of rows that are not over, by row and name."""
    found: dict[int, dict[str, Running]] = {}
    for one in Clock.objects.filter(row__in=rows, stopped=None):
        found.setdefault(one.row, {})[one.limit] = clocks.running(one)
    return found


def _parts(rows: Sequence[Stored]) -> Iterator[Sequence[Stored]]:
    for start in range(0, len(rows), _SLICE):
        yield rows[start : start + _SLICE]


def _open(force: InForce, row: Stored, running: dict[str, Running]) -> Open:
    if force.ledger.secret:
        return Open("row", str(row.uid), _say("secret"))
    called = views.title(force, force.loaded(texts.objects(row.values)), force.personal)
    words = [_say("ledger", ledger=force.ledger.title.zh)]
    if row.due is not None:
        words.append(_say("due", due=_day(row.due)))
    for name, one in sorted(running.items()):
        if one.due is None:
            words.append(_say("standing", limit=name, budget=one.budget))
        else:
            words.append(_say("running", limit=name, budget=one.budget, due=_day(one.due)))
    return Open("row", str(row.uid), called or _say("nameless"), "；".join(words))


def _day(at: int) -> str:
    """The last day of a limit that ends with a day's midnight; of others also the minute."""
    when = moment(at)
    if (when.hour, when.minute) == (0, 0):
        return moment(at - 1).date().isoformat()
    return f"{when:%Y-%m-%d %H:%M}"


def _say(what: str, **facts: object) -> str:
    return in_language(*HANDING[what], _LANGUAGE).format(**facts)
