"""What a check of a number answers, and the closed list of what can be wrong with one."""

from enum import StrEnum
from typing import NamedTuple

from zhangtu.kernel.problems import Severity


class IdentifierFault(StrEnum):
    """What can be wrong with a number; ``wording.py`` has the sentence for each."""

    DAMAGED_BY_EXCEL = "damaged_by_excel"
    HIDDEN = "hidden_number"
    CREDIT_CODE_LENGTH = "credit_code_length"
    CREDIT_CODE_LETTER = "credit_code_letter"
    CREDIT_CODE_CHECK = "credit_code_check"
    CREDIT_CODE_OLD = "credit_code_old"
    ID_CARD_LENGTH = "id_card_length"
    ID_CARD_LETTER = "id_card_letter"
    ID_CARD_BIRTHDAY = "id_card_birthday"
    ID_CARD_CHECK = "id_card_check"
    ID_CARD_OLD = "id_card_old"
    PLATE_FORM = "plate_form"
    PLATE_NO_PROVINCE = "plate_no_province"
    VIN_LENGTH = "vin_length"
    VIN_LETTER = "vin_letter"
    VIN_CHECK = "vin_check"
    FOOD_LICENCE_FORM = "food_licence_form"
    FOOD_LICENCE_CHECK = "food_licence_check"
    DOCUMENT_NUMBER_FORM = "document_number_form"
    DOCUMENT_NUMBER_YEAR = "document_number_year"
    PHONE_FORM = "phone_form"
    PHONE_SEVERAL = "phone_several"
    PHONE_NO_AREA = "phone_no_area"
    PHONE_ZERO_LOST = "phone_zero_lost"


class Checked(NamedTuple):
    """A number after it was looked at.

    Attributes:
        value: Its normal form, in which equal numbers are equal texts; what was given where there is none.
        kind: What is wrong with it; ``None`` when nothing is.
        severity: An error is no such number; a warning may be one all the same.
    """

    value: str
    kind: IdentifierFault | None = None
    severity: Severity = Severity.ERROR


def warned(value: str, kind: IdentifierFault) -> Checked:
    """A number that may be right all the same."""
    return Checked(value, kind, Severity.WARNING)
