"""Where something is: an address, coordinates, or both."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

import msgspec

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, all_plain, one_line, words_of
from zhangtu.schema.types.face import Datum, FieldType, Looking, Many, Place, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault
from zhangtu.schema.types.number import rounded
from zhangtu.schema.types.numerals import of_float, written

_LONGEST: Final = 300
_DIGITS: Final = 6
_NAMES: Final = {
    Datum.WGS84: "WGS-84",
    Datum.GCJ02: "GCJ-02",
    Datum.CGCS2000: "CGCS2000",
    Datum.BD09: "BD-09",
}
_KNOWN: Final = {name.replace("-", "").lower(): datum for datum, name in _NAMES.items()}
_DEGREES: Final = r"(?a:-?\d{1,3}(?:\.\d{1,20})?)"
_PAIR: Final = re.compile(
    rf"(?P<lat>{_DEGREES})\s*[,，]\s*(?P<lon>{_DEGREES})(?:\s+(?P<datum>[A-Za-z]{{2,5}}-?[0-9]{{2,4}}))?"
)
_BEHIND: Final = re.compile(rf"(?P<address>.*?)\s*[(（]{_PAIR.pattern}[)）]", re.DOTALL)


class PlaceType(FieldType):
    """An address in words, degrees north and east, and what they are counted from. Nothing is converted."""

    name: ClassVar[str] = "place"
    expression_type: ClassVar[Kind | None] = None
    options: ClassVar[Mapping[str, str]] = {
        "datum": "what coordinates are counted from when nobody says: `wgs84`, `gcj02`, `cgcs2000` or `bd09`"
    }

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # places need no looking up
        """Prepare to read; see the face."""
        datum = Datum(field.options.get("datum", ""))

        def read(given: object) -> Place | Read | None:
            found = _of_words(given, datum) if type(given) is str else _found(given, datum)
            return refused(field, found, max=_LONGEST) if isinstance(found, FieldFault) else found

        return read

    def many(self, field: Field) -> Many | None:  # noqa: ARG002  # an address without figures needs no options
        """Prepare to read whole columns; see the face."""

        def read(given: Sequence[str]) -> tuple[None, list[str]] | None:
            joined = "".join(given)
            # where there is a comma there may be coordinates
            if "," in joined or "，" in joined or not all_plain(given, _LONGEST):
                return None
            return None, [f'{{"address":"{one}"}}' for one in given]

        return read

    def stored(self, value: Place) -> str:
        """The value as compact JSON; see the face."""
        parts = {"address": value.address}
        if value.lat is not None and value.lon is not None:
            parts |= {"datum": value.datum.value, "lat": written(value.lat), "lon": written(value.lon)}
        return msgspec.json.encode(parts).decode()

    def loaded(self, stored: Mapping[str, str]) -> Place:
        """The value of what was stored; see the face."""
        if "lat" not in stored:
            return Place(stored["address"])
        lat, lon = Decimal(stored["lat"]), Decimal(stored["lon"])
        return Place(stored["address"], lat, lon, Datum(stored["datum"]))

    def show(self, value: Place, field: Field, language: str) -> str:  # noqa: ARG002  # figures are everybody's
        """The address, and the coordinates in brackets behind it."""
        if value.lat is None or value.lon is None:
            return value.address
        pair = f"{written(value.lat)}, {written(value.lon)}"
        pair += f" {_NAMES[value.datum]}" if value.datum else ""
        return f"{value.address}（{pair}）"

    def folded(self, value: Place) -> str:
        """What keys and search compare: the words of the address."""
        return fold(value.address)


def _found(given: object, datum: Datum) -> Place | FieldFault | None:
    if isinstance(given, Place):
        given = {"address": given.address, "lat": given.lat, "lon": given.lon, "datum": given.datum.value}
    if isinstance(given, Mapping):
        return _of_mapping(given, datum)
    return _of_words(given, datum)


def _of_words(given: object, datum: Datum) -> Place | FieldFault | None:
    words = one_line(given) if isinstance(given, str) else words_of(given)
    if not words or words in SHEET_ERRORS:
        wrong = FieldFault.SHEET_ERROR if words else FieldFault.WRONG_KIND
        return None if words == "" else wrong
    # to look for coordinates in every address would take longer than all the rest
    pair = None
    if "," in words or "，" in words:
        pair = _PAIR.fullmatch(words) or _BEHIND.fullmatch(words[: _LONGEST * 2])
    if pair is None:
        return Place(words) if len(words) <= _LONGEST else FieldFault.TOO_LONG
    named = _KNOWN.get((pair["datum"] or "").replace("-", "").lower())
    if pair["datum"] and named is None:
        return Place(words) if len(words) <= _LONGEST else FieldFault.TOO_LONG
    address = pair.groupdict().get("address") or ""
    return _placed(address, pair["lat"], pair["lon"], named or datum)


def _of_mapping(given: Mapping[Any, Any], datum: Datum) -> Place | FieldFault | None:
    address = words_of(given.get("address", ""))
    if address is None:
        return FieldFault.NOT_A_PLACE
    address = one_line(given["address"]) if isinstance(given.get("address"), str) else address
    lat, lon = given.get("lat"), given.get("lon")
    if lat is None and lon is None:
        if len(address) > _LONGEST:
            return FieldFault.TOO_LONG
        return Place(address) if address else None
    named = given.get("datum", datum)
    return _placed(address, lat, lon, named) if named in _DATUMS else FieldFault.NOT_A_PLACE


_DATUMS: Final = tuple(Datum)


def _placed(address: str, first: object, second: object, datum: str) -> Place | FieldFault:
    lat, lon = _degrees(first), _degrees(second)
    if lat is None or lon is None:
        return FieldFault.NOT_A_PLACE
    if abs(lat) > 90 >= abs(lon):
        lat, lon = lon, lat  # east was written first, as many maps do
    if abs(lat) > 90 or abs(lon) > 180:
        return FieldFault.OUTSIDE_EARTH
    if len(address) > _LONGEST:
        return FieldFault.TOO_LONG
    return Place(address, rounded(lat, _DIGITS), rounded(lon, _DIGITS), Datum(datum))


def _degrees(given: object) -> Decimal | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, float):
        number = of_float(given)
    elif isinstance(given, str):
        number = Decimal(given) if re.fullmatch(_DEGREES, given.strip()) else None
    else:
        number = (
            Decimal(given)
            if isinstance(given, int) and abs(given) < 1000
            else given
            if isinstance(given, Decimal)
            else None
        )
    return number if number is not None and number.is_finite() and abs(number) < 1000 else None
