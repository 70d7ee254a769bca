"""A refusal says titles of ledgers and fields in the language of its sentence, where the pack has them."""

from collections.abc import Callable

import pytest

from office import Office
from zhangtu.kernel.refusals import RefusedError, Words
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.people import queries as people


def _enter(office: Office) -> object:
    return actions.create("shops", {"name": "一店"}, actor=office.reader)


def _sort(office: Office) -> object:
    return queries.rows("shops", people.scope(office.eastern), order=Order("owner"))


def _filter(office: Office) -> object:
    return queries.rows("shops", people.scope(office.eastern), where=[Filter("owner", Op.IS, "甲")])


@pytest.mark.parametrize(
    ("do", "simplified", "traditional", "english"),
    [
        (_enter, "“店铺”", "「店鋪」", "the ledger Shops"),
        (_sort, "负责人", "負責人", "Owner"),
        (_filter, "负责人", "負責人", "Owner"),
    ],
)
def test_titles_are_said_in_the_language_of_the_sentence(
    office: Office, do: Callable[[Office], object], simplified: str, traditional: str, english: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        do(office)
    said = [refused.value.say(language) for language in ("zh-hans", "zh-hant", "en")]
    assert [word in one for word, one in zip((simplified, traditional, english), said, strict=True)] == [
        True
    ] * 3, said
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said[2]), said


def test_words_are_their_simplified_text_to_whoever_does_not_ask() -> None:
    words = Words.joined([Words("店名", "Name"), Words("电话", "", "電話號碼")])
    assert words == "店名、电话"
    assert [words.say(one) for one in ("zh-hans", "zh-hant", "en")] == [
        "店名、电话",
        "店名、電話號碼",
        "Name, 电话",
    ]
