"""The field types of the language, each in a file of its own, and the one table of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.schema.types.calendar_day import Date
from zhangtu.schema.types.choice import Choices, OneChoice
from zhangtu.schema.types.credit_code import CreditCode
from zhangtu.schema.types.document_number import DocumentNumber
from zhangtu.schema.types.face import (
    Datum,
    FieldType,
    FileRef,
    Looking,
    Nowhere,
    Place,
    Read,
    Reader,
    Target,
    Value,
)
from zhangtu.schema.types.files import File, Photo
from zhangtu.schema.types.food_licence import FoodLicence
from zhangtu.schema.types.given import Computed, Serial
from zhangtu.schema.types.id_card import IdCard
from zhangtu.schema.types.lookups import Person, Post, Reference, Unit
from zhangtu.schema.types.moment import Time
from zhangtu.schema.types.money import Money
from zhangtu.schema.types.number import Number
from zhangtu.schema.types.person_name import PersonName
from zhangtu.schema.types.phone import Phone
from zhangtu.schema.types.place import PlaceType
from zhangtu.schema.types.plate import Plate
from zhangtu.schema.types.text import LongText, Text
from zhangtu.schema.types.vin import Vin
from zhangtu.schema.types.yes_no import YesNo

__all__ = [
    "TYPES",
    "Datum",
    "FieldType",
    "FileRef",
    "Looking",
    "Nowhere",
    "Place",
    "Read",
    "Reader",
    "Target",
    "Value",
]

_ALL: Final[tuple[FieldType, ...]] = (
    Text(), LongText(), Number(), Money(), Date(), Time(), OneChoice(), Choices(), YesNo(),
    Reference(), Person(), Post(), Unit(), PersonName(), File(), Photo(), PlaceType(), Serial(), Computed(),
    CreditCode(), IdCard(), Plate(), Vin(), FoodLicence(), DocumentNumber(), Phone(),
)  # fmt: skip

#: The word packs use → the type. A new type is one file and one line here.
TYPES: Final[Mapping[str, FieldType]] = MappingProxyType({one.name: one for one in _ALL})
