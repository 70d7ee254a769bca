"""The journal's pages say what registers and acts are, and never show their names."""

import pytest
from django.utils import translation

from zhangtu.desk.office import journal_words
from zhangtu.journal import hooks
from zhangtu.procedures.following import Deed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_register_has_words(language: str) -> None:
    registers = {name for keeper in hooks.KEEPERS for name in keeper.always}
    assert {"procedures.running", "reports.filing", "plans.adoption"} <= registers
    with translation.override(language):
        assert [
            name for name in sorted(registers) if "." in name and journal_words.register_name(name) == name
        ] == []


@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_of_a_procedure_has_words(deed: Deed) -> None:
    with translation.override("en"):
        said = journal_words.action_name(deed, "procedures.running")
    assert said != deed.value
    assert said.isascii()


def test_a_row_that_is_dealt_with_is_not_said_to_change_hands() -> None:
    with translation.override("zh-hans"):
        assert journal_words.action_name("move", "findings") == "办理"
        assert journal_words.action_name("move", "people.unit") == "改换归属"
