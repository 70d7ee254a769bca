"""For each field type: a field of it, and the values it may hold, for the laws every type keeps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from premises import credit_code_of, food_licence_of, id_card_of, plate_of, vin_of
from zhangtu.schema.specs import Choice, Field, Title
from zhangtu.schema.types import TYPES, Datum, FileRef, Nowhere, Place, Target

CHOICES = (
    Choice("catering", Title("餐饮服务", "Catering"), synonyms=("饭店", "小餐饮")),
    Choice("shop", Title("食品销售", "Food shop"), synonyms=("超市",)),
    Choice("both", Title("餐饮/销售", "Both")),
    Choice("old", Title("已停用", "Gone"), removed=date(2020, 1, 1)),
    Choice("A", Title("A级", "Grade A")),
)


@dataclass
class Town:
    """Looks names up in a small town, and counts how often it was asked."""

    from_1904: bool = False
    known: dict[str, tuple[int, ...]] = field(
        default_factory=lambda: {"东河村": (7,), "西河村": (8,), "新民村": (9, 10)}
    )
    asked: list[tuple[Target, str, str]] = field(default_factory=list)

    def find(self, target: Target, ledger: str, words: str) -> Sequence[int]:
        """The numbers of what is called so."""
        self.asked.append((target, ledger, words))
        return self.known.get(words, ())


def field_of(kind: str, **options: str) -> Field:
    """A field of a type."""
    chosen = CHOICES if kind in {"choice", "choices"} else ()
    return Field(1, "one", kind, Title("栏", "Column"), of=chosen, target="premises", options=options)


_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Zs", "Mn", "Me", "Mc", "Lm")
)
_WORDS = st.text(_LETTERS, min_size=1, max_size=40)
_RANDOM = st.randoms(use_true_random=False)
_CODES = ("catering", "shop", "both", "A")
_ORDER = {code: place for place, code in enumerate(_CODES)}
_DEGREES = st.decimals(-90, 90, places=6, allow_nan=False)


def _numbers(places: int) -> st.SearchStrategy[Decimal]:
    most = 10**15
    return st.decimals(-most, most, places=places, allow_nan=False, allow_infinity=False)


def _known(words: st.SearchStrategy[str], kind: str) -> st.SearchStrategy[Any]:
    """What the type itself makes of words it takes; its normal form is what a field holds."""
    made = words.map(lambda text: TYPES[kind].read(text, field_of(kind), Nowhere()))
    return made.filter(lambda read: read.value is not None and not read.problems).map(lambda read: read.value)


def _form(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


_NAMES = "[一-鿿]{1,4}(·[一-鿿]{2,4})?|[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}"
_DIGESTS = _form("[0-9a-f]{64}")
#: Type → its values.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _known(_WORDS, "text"),
    "long_text": _known(st.lists(_WORDS, min_size=1, max_size=4).map("\n".join), "long_text"),
    "number": _numbers(6),
    "money": _numbers(2),
    "date": st.dates(date(1000, 1, 1)),
    "time": st.datetimes(datetime(1000, 1, 1)).map(_to_the_second),  # noqa: DTZ001  # no zone
    "choice": st.sampled_from(_CODES),
    "choices": st.sets(st.sampled_from(_CODES), min_size=1).map(
        lambda codes: tuple(sorted(codes, key=_ORDER.__getitem__))
    ),
    "yes_no": st.booleans(),
    "reference": st.integers(1, 2**53),
    "person": st.integers(1, 2**53),
    "post": st.integers(1, 2**53),
    "unit": st.lists(st.integers(1, 2**53), min_size=1, max_size=3, unique=True).map(tuple),
    "person_name": _known(_form(_NAMES), "person_name"),
    "file": st.lists(st.builds(FileRef, _DIGESTS, st.just("证照.pdf")), min_size=1, max_size=3).map(tuple),
    "photo": st.builds(FileRef, _DIGESTS, st.just("a.jpg")).map(lambda one: (one,)),
    "place": st.one_of(
        _known(_form("[一-鿿]{2,20}[0-9]{1,3}号"), "place"),
        st.builds(Place, st.just("某镇某村"), _DEGREES, _DEGREES, st.sampled_from(Datum)),
        st.builds(Place, st.just(""), _DEGREES, _DEGREES, st.sampled_from(Datum)),
    ),
    "serial": _known(_form("[一-鿿]{2,4}〔20[0-9]{2}〕[1-9][0-9]{0,3}号"), "serial"),
    "computed": st.one_of(st.booleans(), st.text(_LETTERS, max_size=10), st.integers(0, 10**9)),
    "credit_code": st.integers(0, 10**12).map(credit_code_of),
    "id_card": _RANDOM.map(id_card_of),
    "plate": _RANDOM.map(plate_of),
    "vin": _RANDOM.map(vin_of),
    "food_licence": _RANDOM.map(food_licence_of),
    "document_number": st.builds("某办发〔{}〕{}号".format, st.integers(1950, 2100), st.integers(1, 9999)),
    "phone": _form("140[0-9]{8}|0999-8[0-9]{7}(-[0-9]{3})?"),
}  # fmt: skip
