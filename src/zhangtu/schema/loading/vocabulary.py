"""Which field types there are and which further keys each understands."""

from collections.abc import Mapping

#: Type → the options it understands.
TYPES: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    (
        *("text", "long_text", "number", "money", "date", "time", "choice", "choices", "yes_no", "reference"),
        *("person", "post", "unit", "file", "photo", "place", "serial", "computed", "credit_code"),
        *("resident_id", "plate", "vin", "food_licence", "document_number", "phone", "person_name"),
    ),
    ("pattern", "min", "max"),
)
