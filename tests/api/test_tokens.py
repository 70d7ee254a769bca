"""Tokens: who may issue them, what the journal keeps of them, and that it notices when one is touched."""

import pytest
from django.db import connection
from programs import Program

from office import CONSOLE, Office
from zhangtu.api import tokens
from zhangtu.api.models import Token
from zhangtu.api.refusals import ApiError
from zhangtu.journal import verifying
from zhangtu.kernel import clock
from zhangtu.people.scope import Right


def issue(office: Office, name: str = "export", **more: object) -> str:
    asked = {"post": office.eastern.post, "rights": [Right.READ], "actor": CONSOLE, **more}
    return tokens.issue(name, **asked)  # type: ignore[arg-type]


def test_only_the_security_administrator_issues(office: Office) -> None:
    with pytest.raises(ApiError, match="may not"):
        issue(office, actor=office.chief)
    with pytest.raises(ApiError, match="may not"):
        tokens.revoke("export", actor=office.chief)
    assert not Token.objects.exists()


def test_the_token_itself_is_kept_nowhere(office: Office) -> None:
    token = issue(office)
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes FROM journal_entry")
        assert not [text for (text,) in cursor.fetchall() if token in text]
    assert token not in str(Token.objects.values_list())


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"name": " "}, "bad_name"),
        ({"days": 0}, "bad_days"),
        ({"days": 400}, "bad_days"),
        ({"post": 99}, "unknown"),
        ({"ledgers": ["nosuch"]}, "unknown"),
    ],
)
def test_what_cannot_be_issued(office: Office, more: dict, kind: str) -> None:
    with pytest.raises(ApiError) as refused:
        issue(office, **more)
    assert refused.value.kind == kind


def test_a_name_is_given_once(office: Office) -> None:
    issue(office)
    with pytest.raises(ApiError) as refused:
        issue(office)
    assert refused.value.kind == "name_taken"


def test_a_token_ends_when_taken_back_or_out_of_time(office: Office, program: Program) -> None:
    client = program(office.eastern)
    assert client.get("/api/v1/ledgers").status_code == 200
    with clock.stopped_at(clock.now().replace(year=2028)):
        assert client.get("/api/v1/ledgers").status_code == 401
    tokens.revoke("program 0", actor=CONSOLE)
    assert client.get("/api/v1/ledgers").status_code == 401


def test_a_longer_life_written_beside_the_journal_is_noticed(office: Office) -> None:
    issue(office)
    assert verifying.verify().sound
    Token.objects.update(expires=2**60)
    assert not verifying.verify().sound
