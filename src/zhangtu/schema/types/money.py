"""Money in yuan: 18 digits, two behind the point, half up."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from zhangtu.kernel.folding import fold
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault
from zhangtu.schema.types.number import Number, rounded
from zhangtu.schema.types.numerals import chinese

_DECIMALS: Final = 2
_FRONT: Final = re.compile(r"^(?:人民币|rmb|cny|[¥￥])\s*[::]?\s*")
_NUMERAL: Final = "[零〇一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
#: Amounts in capitals as on invoices: 壹仟贰佰元叁角伍分, 伍拾元整.
_CAPITALS: Final = re.compile(
    rf"(?P<yuan>{_NUMERAL})[元圆](?:整|正|零?(?:(?P<jiao>{_NUMERAL})角)?零?(?:(?P<fen>{_NUMERAL})分)?整?)"
)
_DIGIT_JIAO: Final = re.compile(r"(?a)(\d+)元(\d)角(?:(\d)分)?")


class Money(Number):
    """An amount in yuan."""

    name: ClassVar[str] = "money"
    options: ClassVar[Mapping[str, str]] = {"min": "smallest", "max": "largest"}

    def reader(self, field: Field, looking: Looking) -> Reader:
        """Prepare to read; see the face."""
        read = super().reader(field, looking)
        cent = Decimal("0.01")

        def with_cents(given: Any) -> Decimal | Read | None:
            found: Decimal | Read | None = read(given)
            return found.quantize(cent) if type(found) is Decimal else found

        return with_cents

    def decimals(self, field: Field) -> int:  # noqa: ARG002  # money has always two
        """Digits behind the point."""
        return _DECIMALS

    def units(self, field: Field) -> tuple[str, ...]:  # noqa: ARG002  # money is always in yuan
        """What may stand behind the number."""
        return ("元整", "元", "圆整", "圆", "")

    def of_words(self, text: str, field: Field) -> Decimal | Read:
        """An amount in words, or why it is none."""
        words = fold(text[:200])
        sign = 1
        if words.startswith("-"):
            sign, words = -1, words[1:].lstrip()
        words = _FRONT.sub("", words)
        capitals = _capitals(words)
        if capitals is not None:
            return capitals * sign
        if words.endswith("%"):
            return refused(field, FieldFault.NOT_A_NUMBER)
        found = super().of_words(words, field)
        return found * sign if isinstance(found, Decimal) else found

    def stored(self, value: Decimal) -> str:
        """The value as compact JSON, always with two digits behind the point."""
        return f'"{rounded(value, _DECIMALS):f}"'

    def show(self, value: Decimal, field: Field, language: str) -> str:  # noqa: ARG002  # digits are everybody's
        """The amount with its thousands apart."""
        return f"{rounded(value, _DECIMALS):,f}"

    def folded(self, value: Decimal) -> str:
        """What keys and search compare; see the face."""
        return f"{rounded(value, _DECIMALS):f}"


def _capitals(words: str) -> Decimal | None:
    small = _DIGIT_JIAO.fullmatch(words)
    if small is not None:
        return Decimal(f"{small[1][:20]}.{small[2]}{small[3] or 0}")
    found = _CAPITALS.fullmatch(words)
    if found is None:
        return None
    parts = [chinese((found[name] or "零").lstrip("零〇") or "零") for name in ("yuan", "jiao", "fen")]
    yuan, jiao, fen = (0 if part is None else part for part in parts)
    if None in parts or jiao > 9 or fen > 9:
        return None
    return Decimal(yuan * 100 + jiao * 10 + fen) / 100
