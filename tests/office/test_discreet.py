"""The server's log says where and what kind, and holds nobody's values."""

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError

from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.project.discreet import Formatter

PHONE = "13900004321"


def logged(break_: Callable[[], object]) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Formatter("%(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger(f"office.{id(out)}")
    log.addHandler(handler)
    try:
        break_()
    except Exception:
        log.exception("job %s failed", 7)
    return out.getvalue()


def nested() -> None:
    values = {PHONE: 1}
    try:
        int(f"{PHONE}x")
    except ValueError as error:
        raise IntegrityError(f"Key (phone)=({PHONE}) already exists") from error
    assert values


def hidden() -> None:
    try:
        {}[PHONE]
    except KeyError:
        raise RuntimeError(PHONE) from None


def refused() -> None:
    raise PeopleRefusedError("login_taken", login=PHONE)


def missing() -> None:
    Path(f"/{PHONE}").read_bytes()


@pytest.mark.parametrize("break_", [nested, hidden, refused, missing, lambda: float(PHONE + "x")])
def test_no_value_gets_into_the_log(break_: Callable[[], object]) -> None:
    said = logged(break_)
    assert PHONE not in said
    assert "job 7 failed" in said
    assert "test_discreet.py" in said


def test_what_helps_stays() -> None:
    said = logged(nested)
    assert said.index("ValueError") < said.index("django.db.utils.IntegrityError")
    assert logged(refused).endswith("PeopleRefusedError: login_taken\n")
    assert "No such file" in logged(missing)

    def gone() -> None:
        raise OperationalError("no such table: ledgers_row")

    assert "no such table: ledgers_row" in logged(gone)


def test_the_server_writes_its_log_so() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert {one["formatter"] for one in handlers} == {"plain"}
    assert settings.LOGGING["formatters"]["plain"]["()"] == "zhangtu.project.discreet.Formatter"
