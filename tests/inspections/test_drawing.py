"""A draw follows from list and seed alone, is fair by weight, and no record of another draw passes."""

import secrets
from collections import Counter
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.inspections.drawing import checking, recipe, record
from zhangtu.inspections.drawing.checking import Wrong
from zhangtu.inspections.drawing.recipe import Candidate, Terms
from zhangtu.inspections.drawing.record import Record
from zhangtu.journal import heads
from zhangtu.journal.heads import Head
from zhangtu.project.commands import draw as command


def uid(number: int) -> UUID:
    return UUID(int=number)


def terms(count: int = 20, officers: int = 5, take: int = 6, each: int = 2) -> Terms:
    places = tuple(
        Candidate(uid(number), f"店{number}", weight=1 + number % 3) for number in range(1, count + 1)
    )
    going = tuple(Candidate(uid(1000 + number), f"甲{number}") for number in range(officers))
    return Terms("第一季度抽查", take, each, places, going)


def recorded(about: Terms, *, size: int = 9, listed_entry: int = 8) -> Record:
    seed = secrets.token_bytes(32)
    head = heads.signed(Head(size, secrets.token_bytes(32), b"", 1, "e", b""), Ed25519PrivateKey.generate())
    listed = recipe.digest(about)
    visits = recipe.draw(about, recipe.mixed(seed, listed, head.root))
    return Record(
        recipe.commitment(seed).hex(), 5, about, listed.hex(), listed_entry, head.line, seed.hex(), visits
    )


@given(
    st.integers(0, 30),
    st.integers(0, 6),
    st.integers(0, 40),
    st.integers(0, 3),
    st.binary(min_size=32, max_size=32),
)
def test_what_is_drawn_is_on_the_list_and_nobody_twice(
    count: int, officers: int, take: int, each: int, final: bytes
) -> None:
    about = terms(count, officers, take, each)
    visits = recipe.draw(about, final)
    assert len(visits) == min(take, count)
    assert len({one.premises for one in visits}) == len(visits)
    load = Counter(officer for one in visits for officer in one.officers)
    assert all(len(set(one.officers)) == min(each, officers) for one in visits)
    # nobody goes twice more often than another who may go everywhere
    assert not load or max(load.values()) - min(load.get(one.uid, 0) for one in about.officers) <= 1


def test_who_is_out_or_avoided_does_not_go() -> None:
    about = terms(4, 2, 4, 2)
    place = msgspec.structs.replace(about.premises[0], avoid=(uid(1000),))
    out = msgspec.structs.replace(about.premises[1], out="本年已达上限")
    about = msgspec.structs.replace(about, premises=(place, out, *about.premises[2:]))
    visits = {one.premises: one.officers for one in recipe.draw(about, bytes(32))}
    assert uid(2) not in visits
    assert visits[uid(1)] == (uid(1001),)
    assert len(visits) == 3


def test_tickets_weigh() -> None:
    places = (Candidate(uid(1), "重", weight=3), Candidate(uid(2), "轻"))
    about = Terms("", 1, 0, places)
    first = Counter(recipe.draw(about, number.to_bytes(32, "big"))[0].premises for number in range(4_000))
    assert 0.70 < first[uid(1)] / 4_000 < 0.80  # three of four tickets


@pytest.mark.parametrize(
    ("count", "percent", "some"), [(10, 30, 3), (11, 30, 4), (0, 30, 0), (7, 100, 7), (7, 0, 0)]
)
def test_a_share_counts_every_part_as_one(count: int, percent: int, some: int) -> None:
    assert recipe.share_of(count, percent) == some


def test_a_record_is_written_read_and_holds() -> None:
    one = recorded(terms())
    assert record.read(record.written(one)) == one
    verdict = checking.check(one, kept=[heads.parse(one.head)])
    assert verdict.holds
    assert verdict.known_head
    assert (verdict.inside, verdict.out, verdict.short) == (20, 0, 0)


def test_whatever_is_changed_is_named() -> None:
    one, other = recorded(terms()), recorded(terms())
    lighter = msgspec.structs.replace(one.terms, premises=one.terms.premises[:-1])
    tries = {
        Wrong.SEED: {"seed": other.seed},
        Wrong.LIST: {"terms": lighter},
        Wrong.ORDER: {"committed_entry": 8},
        Wrong.NO_HEAD: {"head": "{}"},
        Wrong.HEAD_EARLY: {"listed_entry": 10},
        Wrong.HEAD_SIGNATURE: {"head": one.head.replace('"at":1', '"at":2')},
        Wrong.HEAD_STRANGE: {"head": other.head},
        Wrong.OUTCOME: {"visits": one.visits[::-1]},
    }
    kept = [heads.parse(one.head)]
    for wrong, change in tries.items():
        assert wrong in checking.check(msgspec.structs.replace(one, **change), kept=kept).wrong, wrong
    assert set(tries) == set(Wrong)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:40],
        lambda text: text.replace(b'"take": 6', b'"take": -6'),
        lambda text: text.replace(b'"seed": "', b'"seed": "zz'),
        lambda text: text.replace(b'"weight": 3', b'"weight": 3000', 1),
        lambda text: text.replace(b"zhangtu draw 1", b"zhangtu draw 2"),
        lambda text: text.replace(str(uid(2)).encode(), str(uid(1)).encode()),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(damage: object) -> None:
    with pytest.raises(record.NotARecordError):
        record.read(damage(record.written(recorded(terms()))))  # type: ignore[operator]  # a function each


def test_a_stranger_checks_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = recorded(terms())
    file, log = tmp_path / "draw.json", tmp_path / "heads.log"
    file.write_bytes(record.written(one))
    log.write_text(one.head + "\n")
    assert command.main(["check", str(file), "--heads", str(log), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "6 drawn" in said
    assert "It holds" in said
    file.write_bytes(record.written(msgspec.structs.replace(one, visits=one.visits[::-1])))
    assert command.main(["check", str(file), "--lang", "en"]) == 1
    assert "another outcome" in capsys.readouterr().out
    file.write_bytes(b"{}")
    assert command.main(["check", str(file), "--lang", "en"]) == 2
