"""Places in sheets as people say them."""

import pytest

from zhangtu.documents.sheets.places import say_place, spoken


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-hans", "表 名单 第 5 行"), ("zh-hant", "表 名单 第 5 行"), ("en", "sheet 名单, row 5")],
)
def test_a_row_is_said_as_people_say_it_and_the_sheets_name_stays(language: str, said: str) -> None:
    assert spoken("名单!5", language) == said
    assert spoken("A!B!5", "en") == "sheet A!B, row 5"
    assert spoken("第一行", language) == "第一行"


def test_a_cell_has_its_column() -> None:
    assert say_place("Sheet1", 7, "zh-hans", "B") == "表 Sheet1 第 7 行 B 列"
