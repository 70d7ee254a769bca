"""Which rows and units words in cells mean that no key says: one that is called so, or those that may be."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import separator
from zhangtu.kernel.folding import fold
from zhangtu.ledgers import definitions, meant
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.meant import Likely
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Target

#: So many are named where several may be meant, and so many are looked for.
_NAMED: Final = 5
_MOST: Final = 50
#: Different words looked up in one block: each is a question to the database.
_LOOKED_UP: Final = 200
_BETWEEN: Final = "、"


class Meaning:
    """Says which rows the words in some cells mean.

    Attributes:
        doubts: Place of a row and field name → what may be meant, where that can't be told.
    """

    def __init__(self, force: InForce, visit: Visit) -> None:
        """Prepare.

        Args:
            force: The ledger.
            visit: Who typed.
        """
        self._fields = [spec for spec in force.fields.values() if spec.type in ("reference", "unit")]
        self._scope, self._day = visit.scope, visit.today
        self._finder = Finder(visit.scope, definitions.known().ledgers)
        self._known: dict[tuple[str, str], Sequence[Likely]] = {}
        self.doubts: dict[tuple[int, str], str] = {}

    def values(self, place: int, typed: Mapping[str, str]) -> dict[str, Any]:
        """What was typed in a row, words that mean one row by its name to the outside.

        Args:
            place: The row's place among those sent.
            typed: Field name → words.
        """
        found: dict[str, Any] = dict(typed)
        for spec in self._fields:
            if typed.get(spec.name, "").strip():
                found[spec.name] = self._cell(place, spec, typed[spec.name].strip())
        return found

    def _cell(self, place: int, spec: Field, words: str) -> str:
        parts = words.split(_BETWEEN) if spec.options.get("many") == "yes" else [words]
        said = [part if (one := self._one(place, spec, part.strip())) is None else str(one) for part in parts]
        return _BETWEEN.join(said)

    def _one(self, place: int, spec: Field, words: str) -> UUID | None:
        if not words or len(self._finder.find(Target(spec.type), spec.target, words)) == 1:
            return None
        found = self._likely(spec, words)
        one = meant.unique(found, words)
        if one is None and found:
            self.doubts[place, spec.name] = _doubt(found)
        return None if one is None else one.uid

    def _likely(self, spec: Field, words: str) -> Sequence[Likely]:
        key = (spec.target or spec.type, words)
        if key not in self._known:
            if len(self._known) >= _LOOKED_UP:
                return ()
            self._known[key] = (
                meant.likely(spec.target, words, self._scope, _MOST)
                if spec.type == "reference"
                else self._units(words)
            )
        return self._known[key]

    def _units(self, words: str) -> Sequence[Likely]:
        """The units whose name has these words; those in scope alone, where there are any."""
        folded = fold(words)
        found = {
            number: Likely(uid, state.name, number, folded == fold(state.name))
            for number, state in people.units(self._day).items()
            if folded in fold(f"{state.name} {state.short}") and (uid := people.unit_uid(number)) is not None
        }
        mine = [one for number, one in found.items() if number in self._scope.units]
        return mine or list(found.values())


def _doubt(found: Sequence[Likely]) -> str:
    names = separator().join(one.title for one in found[:_NAMED])
    count = len(found)
    if count > _NAMED:
        return _("有多条都像：%(names)s等。请多写几个字，或打字后从列表里选。") % {"names": names}
    return ngettext(
        "像是这 %(num)s 条：%(names)s。请写全名或编号，或打字后从列表里选。",
        "像是这 %(num)s 条：%(names)s。请写全名或编号，或打字后从列表里选。",
        count,
    ) % {"num": count, "names": names}
