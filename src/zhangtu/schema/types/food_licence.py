"""The field type of food licences."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from zhangtu.kernel.identifiers import food_licence
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class FoodLicence(Identifier):
    """The number of a food licence."""

    name: ClassVar[str] = "food_licence"
    check: ClassVar[Callable[[str], Checked]] = food_licence.check
    hide: ClassVar[Callable[[str], str]] = food_licence.masked
    all_right: ClassVar[Callable[[Sequence[str]], bool] | None] = food_licence.all_right
