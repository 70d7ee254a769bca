"""Papers go out under numbers without gaps, with the file that carries them; what is voided stays."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import pytest
from county import County

from zhangtu.issuing import actions, queries
from zhangtu.issuing.refusals import IssuingError
from zhangtu.issuing.values import Outgoing
from zhangtu.journal import queries as journal
from zhangtu.journal import verifying
from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import files, filing, serials
from zhangtu.ledgers import queries as rows
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.people import queries as people
from zhangtu.schema.types import FileRef

DAY = date(2026, 11, 20)


def letterhead(county: County, code: str = "云镇发", actor: Actor | None = None) -> UUID:
    values = {"code": code, "head": "云溪镇人民政府文件", "issuer": "云溪镇人民政府"}
    return ledgers.create("letterheads", values, actor=actor or county.clerk).uid


def made(actor: Actor) -> Callable[[str], Sequence[FileRef]]:
    """Makes a text file that carries the number."""
    return lambda number: [filing.bring([f"{number}\n正文".encode()], "定稿.txt", actor=actor)]


def paper(head: UUID, **more: object) -> Outgoing:
    given = {"title": "关于清理河道的通知", "sort": "notice", "day": DAY, "recipients": ("东湾村",), **more}
    return Outgoing(letterhead=head, **given)  # type: ignore[arg-type]


def issued(county: County, head: UUID, **more: object) -> rows.RowView:
    return actions.issue(paper(head, **more), made(county.clerk), actor=county.clerk)


def test_a_paper_is_numbered_and_its_file_carries_the_number(county: County) -> None:
    head = letterhead(county)
    first, second = issued(county, head), issued(county, head)
    assert [one.values["number"] for one in (first, second)] == ["云镇发〔2026〕1号", "云镇发〔2026〕2号"]
    (kept,) = second.values["files"]
    assert files.load(kept.sha256).decode().startswith("云镇发〔2026〕2号")
    assert second.values["state"] == "numbered"
    assert verifying.verify().sound


def test_each_letterhead_and_year_is_numbered_by_itself(county: County) -> None:
    town, village = letterhead(county), letterhead(county, "东村发", county.eastern)
    issued(county, town)
    assert issued(county, village).values["number"] == "东村发〔2026〕1号"
    assert issued(county, town, day=date(2025, 12, 31)).values["number"] == "云镇发〔2025〕1号"
    names = [(one.name, one.year, one.series.given) for one in queries.books(people.scope(county.chief))]
    assert names == [("东村发", 2026, 1), ("云镇发", 2026, 1), ("云镇发", 2025, 1)]


def test_a_voided_number_stays_and_is_never_given_again(county: County) -> None:
    head = letterhead(county)
    wrong = issued(county, head)
    with pytest.raises(IssuingError):
        actions.void(wrong.uid, actor=county.clerk, reason=" ")
    void = actions.void(wrong.uid, actor=county.clerk, reason="主送机关写错")
    assert void.values["voided_number"] == "云镇发〔2026〕1号"
    assert "number" not in void.values
    assert issued(county, head).values["number"] == "云镇发〔2026〕2号"
    (book,) = queries.books(people.scope(county.chief))
    assert (book.series.voided, book.series.gaps) == ((1,), ())
    with pytest.raises(IssuingError):
        actions.void(wrong.uid, actor=county.clerk, reason="再来")
    assert verifying.verify().sound


def test_whoever_is_slower_gets_the_next_number_in_the_file_too(county: County) -> None:
    head = letterhead(county)
    make, seen = made(county.clerk), []

    def slowly(number: str) -> Sequence[FileRef]:
        seen.append(number)
        if len(seen) == 1:
            issued(county, head)
        return make(number)

    row = actions.issue(paper(head), slowly, actor=county.clerk)
    assert seen == ["云镇发〔2026〕1号", "云镇发〔2026〕2号"]
    assert row.values["number"] == "云镇发〔2026〕2号"
    assert len(queries.dispatches(people.scope(county.chief)).rows) == 2
    assert serials.series(county.town, "云镇发", 2026).gaps == ()


def test_nothing_is_numbered_when_the_file_can_not_be_made(county: County) -> None:
    head = letterhead(county)

    def broken(_number: str) -> Sequence[FileRef]:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - of our own making
        actions.issue(paper(head), broken, actor=county.clerk)
    assert issued(county, head).values["number"] == "云镇发〔2026〕1号"


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"title": "  "}, "no_title"),
        ({"day": date(2026, 11, 30)}, "wrong_year"),
        ({"day": date(2024, 12, 31)}, "wrong_year"),
        ({"sort": "report"}, "no_signer"),
        ({"sort": "request", "recipients": ("甲局", "乙局")}, "one_recipient"),
    ],
)
def test_what_is_wrong_with_a_paper_is_said(county: County, more: dict[str, object], kind: str) -> None:
    with pytest.raises(IssuingError) as refused:
        issued(county, letterhead(county), **more)
    assert refused.value.kind == kind


def test_a_numbered_paper_stays_whichever_door_is_tried(county: County) -> None:
    row = issued(county, letterhead(county))
    with pytest.raises(InvalidError) as held:
        ledgers.amend(row.uid, {"title": "别的"}, actor=county.clerk, seen=row.version)
    assert [one.kind for one in held.value.problems] == ["held"]
    for act in (
        lambda: ledgers.withdraw(row.uid, actor=county.chief, seen=row.version, reason="不要"),
        lambda: ledgers.assign(row.uid, unit=county.east, actor=county.chief, seen=row.version),
        lambda: ledgers.create("dispatches", {"title": "手填"}, actor=county.clerk),
        lambda: serials.void(row.uid, "number", actor=county.clerk, reason="绕过"),
    ):
        with pytest.raises(LedgerError) as refused:
            act()
        assert refused.value.kind == "held"


def test_a_scan_is_kept_beside_the_finished_file(county: County) -> None:
    row = issued(county, letterhead(county))
    scan = filing.bring([b"%PDF-1.4\n%%EOF\n"], "盖章.pdf", actor=county.clerk)
    row = actions.keep(row.uid, scan, actor=county.clerk)
    assert [one.name for one in row.values["files"]] == ["定稿.txt", "盖章.pdf"]
    assert actions.keep(row.uid, scan, actor=county.clerk).version == row.version


def test_others_neither_issue_under_a_letterhead_nor_see_its_papers(county: County) -> None:
    head = letterhead(county)
    row = issued(county, head)
    with pytest.raises(IssuingError) as unseen:
        actions.issue(paper(head), made(county.eastern), actor=county.eastern)
    assert unseen.value.kind == "no_letterhead"
    with pytest.raises(IssuingError):
        queries.dispatch(row.uid, people.scope(county.western))
    reader = letterhead(county, "东村发", county.eastern)
    with pytest.raises(LedgerError):
        actions.issue(paper(reader), made(county.eastern_reader), actor=county.eastern_reader)


def test_every_act_refuses_who_has_no_right_and_writes_nothing(county: County) -> None:
    head = letterhead(county)
    row = issued(county, head)
    (kept,) = row.values["files"]
    nobodies = [
        Actor(),
        Actor(machine="somebody"),
        Actor(post=county.clerk.post, machine="somebody"),
        Actor(person=county.eastern_reader.person, post=county.clerk.post),
        county.eastern_reader,
    ]
    made_before = [made(county.clerk)("试")[0]]
    before = journal.last_number()
    for actor in nobodies:
        with pytest.raises(RefusedError):
            actions.issue(paper(head), lambda _number: made_before, actor=actor)
        with pytest.raises(RefusedError):
            actions.void(row.uid, actor=actor, reason="写错")
        with pytest.raises(RefusedError):
            actions.keep(row.uid, made_before[0], actor=actor)
        assert journal.last_number() == before
    assert queries.dispatch(row.uid, people.scope(county.clerk)).values["files"] == (kept,)
