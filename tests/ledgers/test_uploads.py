"""Files that come piece by piece: gone on with after anything, refused when they are not what was sent."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from office import Office
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.ledgers.filing import FileError, uploads
from zhangtu.ledgers.models import File
from zhangtu.ledgers.refusals import LedgerError

DATA = b"%PDF-1.7 " + bytes(range(256)) * 40
SHA = hashlib.sha256(DATA).hexdigest()


def _refused(kind: str, call: Callable[..., object], *given: object, **named: object) -> FileError:
    with pytest.raises(FileError) as refusal:
        call(*given, **named)
    assert refusal.value.kind == kind
    return refusal.value


def test_pieces_become_a_file(office: Office, home: Path) -> None:
    own = office.eastern
    one = uploads.begin("..\\卷宗.pdf", len(DATA), actor=own)
    assert (one.name, one.received) == ("卷宗.pdf", 0)
    assert uploads.go_on(one.uid, 0, [DATA[:5000], DATA[5000:6000]], actor=own).received == 6000
    refusal = _refused("gap", uploads.finish, one.uid, SHA, actor=own)
    assert refusal.facts["received"] == 6000
    assert _refused("gap", uploads.go_on, one.uid, 0, [b"x"], actor=own).facts["received"] == 6000
    assert uploads.view(one.uid, actor=own).received == 6000
    uploads.go_on(one.uid, 6000, [DATA[6000:]], actor=own)
    found = uploads.finish(one.uid, SHA, actor=own)
    assert (found.sha256, found.name) == (SHA, "卷宗.pdf")
    assert (home / "files" / SHA[:2] / SHA).read_bytes() == DATA
    # An answer that was lost is given again; nothing is counted as unfinished.
    assert uploads.finish(one.uid, SHA, actor=own) == found
    assert uploads.unfinished(own) == ()


def test_only_who_began_goes_on(office: Office) -> None:
    one = uploads.begin("a.pdf", 10, actor=office.eastern)
    for call in (uploads.view, uploads.give_up):
        _refused("no_upload", call, one.uid, actor=office.western)
    _refused("no_upload", uploads.go_on, one.uid, 0, [b"x"], actor=office.western)
    _refused("no_upload", uploads.finish, one.uid, SHA, actor=office.western)
    # The same person for another post goes on.
    assert uploads.view(one.uid, actor=Actor(office.eastern.person, post=0)).received == 0
    with pytest.raises(LedgerError):
        uploads.begin("a.pdf", 10, actor=office.reader)


def test_what_arrives_must_be_what_was_sent(office: Office) -> None:
    one = uploads.begin("a.pdf", len(DATA), actor=office.eastern)
    uploads.go_on(one.uid, 0, [DATA[:-1] + b"?"], actor=office.eastern)
    _refused("changed_meanwhile", uploads.finish, one.uid, SHA, actor=office.eastern)
    _refused("no_upload", uploads.view, one.uid, actor=office.eastern)
    assert not File.objects.exists()


def test_what_is_not_taken_is_refused_at_the_end_too(office: Office, home: Path) -> None:
    page = b"<html><script>alert(1)</script></html>"
    one = uploads.begin("a.pdf", len(page), actor=office.eastern)
    uploads.go_on(one.uid, 0, [page], actor=office.eastern)
    _refused("web", uploads.finish, one.uid, hashlib.sha256(page).hexdigest(), actor=office.eastern)
    assert not list((home / "uploads").iterdir())


def test_a_piece_that_is_too_long_leaves_nothing(office: Office) -> None:
    one = uploads.begin("a.pdf", 10, actor=office.eastern)
    _refused("bad_range", uploads.go_on, one.uid, 0, [b"123456", b"789012"], actor=office.eastern)
    assert uploads.view(one.uid, actor=office.eastern).received == 0


def test_what_a_broken_line_left_is_gone_on_with(office: Office) -> None:
    own = office.eastern
    one = uploads.begin("a.pdf", len(DATA), actor=own)

    def broken() -> Iterator[bytes]:
        yield DATA[:700]
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any is one
        uploads.go_on(one.uid, 0, broken(), actor=own)
    received = uploads.view(one.uid, actor=own).received
    assert received == 700
    uploads.go_on(one.uid, received, [DATA[received:]], actor=own)
    assert uploads.finish(one.uid, SHA, actor=own).sha256 == SHA


def test_sizes_and_numbers_are_limited(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    own = office.eastern
    _refused("empty", uploads.begin, "a.pdf", 0, actor=own)
    _refused("too_large", uploads.begin, "a.pdf", 10**12, actor=own)
    monkeypatch.setattr(uploads, "MOST_OPEN", 2)
    first = uploads.begin("a.pdf", 10, actor=own)
    uploads.begin("b.pdf", 10, actor=own)
    _refused("quota", uploads.begin, "c.pdf", 10, actor=own)
    uploads.begin("c.pdf", 10, actor=office.western)
    uploads.give_up(first.uid, actor=own)
    uploads.begin("c.pdf", 10, actor=own)
    monkeypatch.setattr(uploads, "MOST_OPEN", 20)
    monkeypatch.setattr(uploads, "MOST_BYTES", 25)
    _refused("quota", uploads.begin, "d.pdf", 10, actor=own)


def test_what_nobody_goes_on_with_lapses(office: Office, home: Path) -> None:
    own = office.eastern
    one = uploads.begin("a.pdf", 10, actor=own)
    with clock.stopped_at(clock.now() + uploads.KEPT - timedelta(minutes=1)):
        uploads.go_on(one.uid, 0, [b"123"], actor=own)
    with clock.stopped_at(clock.now() + uploads.KEPT + timedelta(minutes=1)):
        assert uploads.view(one.uid, actor=own).received == 3
    with clock.stopped_at(clock.now() + 3 * uploads.KEPT):
        _refused("no_upload", uploads.view, one.uid, actor=own)
        assert uploads.unfinished(own) == ()
        assert uploads.clear_lapsed() == 1
    assert not list((home / "uploads").iterdir())


def test_two_windows_do_not_send_at_once(office: Office, home: Path) -> None:
    own = office.eastern
    one = uploads.begin("a.pdf", 10, actor=own)
    data = home / "uploads" / str(one.uid) / "data"
    hold = (
        "import fcntl, os, sys; data = os.open(sys.argv[1], os.O_RDWR); fcntl.flock(data, 2)\n"
        "print(1, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, os.fspath(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        _refused("busy", uploads.go_on, one.uid, 0, [b"1"], actor=own)
        other.communicate("\n")
    assert uploads.go_on(one.uid, 0, [b"1"], actor=own).received == 1
