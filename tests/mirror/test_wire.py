"""What comes over the socket from elsewhere in the office can't hurt the owner, whatever it is."""

import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import CONSOLE, Office
from zhangtu.ledgers import actions
from zhangtu.mirror import client, lists, wire
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import Answer, Area, Asked, Condition, Listing, NotNow, Rows, Which
from zhangtu.people import queries as people


def line_to(home: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(5)
    made.connect(wire.path(home))
    return made


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack(">I", wire.QUESTION + 1),
        struct.pack(">I", 4) + b"\xff\xff\xff\xff",
        struct.pack(">I", 9) + b"abc",
        struct.pack(">I", 0),
    ],
)
def test_what_is_no_question_ends_the_line_and_nothing_else(
    owner: Owner, office: Office, home: Path, sent: bytes
) -> None:
    with line_to(home) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            assert line.recv(10) == b""
    actions.create("shops", {"name": "店"}, actor=office.eastern)
    client.settle(None)
    assert owner.owning
    assert lists.rows("shops", people.scope(CONSOLE)).fresh


def test_a_question_about_what_is_not_there_is_answered_with_not_now(owner: Owner, home: Path) -> None:
    strange = (
        Which(9_999, 1, Area(whole=True)),
        Which(1, 1, Area(), (Condition("nothing", "is", 1),)),
    )
    for which in strange:
        with line_to(home) as line:
            wire.send(line, msgspec.msgpack.encode(Asked(Listing(which, (), None, 10, 0), owner.mirror.mark)))
            found = wire.receive(line, wire.ANSWER)
            assert found is not None
            assert isinstance(msgspec.msgpack.decode(found, type=Answer), NotNow)


def test_a_long_path_is_made_short(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 60) / "office"
    deep.mkdir(parents=True)
    assert len(str(deep / wire.NAME).encode()) > 108
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as one:
        one.bind(wire.path(deep))
        one.listen()
        with line_to(deep):
            assert (deep / wire.NAME).exists()


plain = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20)


@given(
    st.builds(
        Rows,
        st.lists(st.integers(0, 2**62)).map(tuple),
        st.none() | st.lists(plain, max_size=4).map(tuple),
        st.integers(0, 10_001),
    )
)
def test_answers_arrive_as_they_were_sent(answer: Any) -> None:
    one, other = socket.socketpair()
    with one, other:
        wire.send(one, msgspec.msgpack.encode(answer))
        found = wire.receive(other, wire.ANSWER)
        assert found is not None
        assert msgspec.msgpack.decode(found, type=Answer) == answer
