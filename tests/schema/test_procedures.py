"""Procedures are read as a whole: what keeps a row from going through one stands at its line and column."""

from pathlib import Path

import pytest

from zhangtu.kernel.scripts import LANGUAGES
from zhangtu.schema.change_wording import say_change
from zhangtu.schema.difference import Part, difference, three_way
from zhangtu.schema.dumping import dump
from zhangtu.schema.loading import load_definition, load_pack
from zhangtu.schema.proceeding import between
from zhangtu.schema.specs import Procedure
from zhangtu.schema.wording import say_file_problem

WORKED = Path(__file__).parent / "worked"
PACK = "pack: small\ntitle: {zh: 小, en: Small}\nversion: '1'\n"
LEDGER = """\
ledger: holes
title: {zh: 坑洞, en: Holes}
row: "{what}"
fields:
  - {no: 1, name: what, type: text, title: {zh: 内容, en: What}}
  - {no: 2, name: deep, type: yes_no, title: {zh: 深, en: Deep}}
  - {no: 3, name: twice, type: computed, title: {zh: 算, en: Reckoned}, value: "deep"}
"""
GOOD = """\
procedure: mending
title: {zh: 修补, en: Mending}
of: holes
steps:
  found: {title: {zh: 发现, en: Found}, owner: clerk}
  fenced: {title: {zh: 围挡, en: Fenced}, owner: clerk, when: "deep"}
  filled: {title: {zh: 填平, en: Filled}, owner: crew}
  done: {title: {zh: 完成, en: Done}, final: yes}
moves:
  - {move: fill, title: {zh: 去填, en: Fill}, from: [found, fenced], to: filled, asks: [what]}
  - {move: accept, title: {zh: 验收, en: Accept}, from: filled, to: done, not_by: fill}
  - {move: back, title: {zh: 退回, en: Give back}, from: filled, to: previous, reason: required}
limits:
  - {limit: whole, title: {zh: 全程, en: Whole}, from: begin, to: accept, within: 7 workdays}
ladder: {warn: [50%], then: [{late: 0 days, tell: owner}]}
"""


def problems(folder: Path, text: str) -> list[tuple[str, int, int]]:
    for name, content in {
        "pack.yaml": PACK, "ledgers/holes.yaml": LEDGER, "procedures/mending.yaml": text,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    found = load_pack(folder)
    for one in found.problems:
        said = {say_file_problem(one, language) for language in LANGUAGES}
        assert one.kind not in said
        assert len(said) > 1
    assert (found.pack is None) is bool(found.problems)
    return [(one.kind, one.line, one.column) for one in found.problems]


def test_a_procedure_that_can_be_walked_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "line", "at"),
    [
        ("of: holes", "of: hole", "unknown_ledger", 3, "hole"),
        ("to: filled", "to: fill", "unknown_step", 10, "fill, asks"),
        ("from: [found, fenced]", "from: [found, fence]", "unknown_step", 10, "fence]"),
        ("not_by: fill}", "not_by: fills}", "unknown_move", 11, "fills"),
        ("asks: [what]", "asks: [whom]", "unknown_field", 10, "whom"),
        ("asks: [what]", "asks: [twice]", "not_asked", 10, "twice"),
        ('when: "deep"', 'when: "deeper"', "bad_expression", 6, "deeper"),
        ('when: "deep"', 'when: "what"', "where_not_truth", 6, '"what'),
        ("Filled}, owner: crew", "Filled}", "no_owner", 7, "filled"),
        ("final: yes}", "final: yes, owner: crew, when: deep}", "not_forced", 8, "deep"),
        (", final: yes}", ", owner: crew}", "no_way_out", 8, "done"),
        ("from: filled, to: previous", "from: [filled, found], to: previous", "no_previous", 12, "found"),
        ("from: filled, to: previous", "from: [filled, done], to: found", "not_final", 8, "done"),
        ("from: begin", "from: beginning", "unknown_move", 14, "beginning"),
        ("from: begin, ", "", "never_begins", 14, "{limit"),
        ("from: begin, to: accept", "from: accept, to: fill", "never_ends", 14, "fill"),
        ("7 workdays", "7 working days", "bad_budget", 14, "7 working"),
        ("50%", "half", "bad_warning", 15, "half"),
        ("tell: owner}", "tell: everybody}", "not_one_of", 15, "everybody"),
        ("  - {move: accept,", "  - {move: fill,", "twice", 11, "{move"),
        ("  done: {title", "  lost: {title: 丢, owner: crew}\n  done: {title", "step_not_reached", 8, "lost"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, *, old: str, new: str, kind: str, line: int, at: str
) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    column = text.splitlines()[line - 1].index(at) + 1
    assert (kind, line, column) in problems(tmp_path, text)


def worked() -> Procedure:
    pack = load_pack(WORKED).pack
    assert pack is not None
    return pack.procedures[0]


def test_the_worked_procedure_is_written_and_read_the_same() -> None:
    procedure = worked()
    read = load_definition(dump(procedure)).spec
    assert isinstance(read, Procedure)
    assert difference(procedure, read) == ()
    assert read == procedure
    assert [one.name for one in procedure.steps][4:6] == ["discussed", "reviewed"]
    assert [one.name for one in between(procedure, "investigated", "notified")] == ["discussed", "reviewed"]
    assert between(procedure, "notified", "investigated") == ()
    assert {one.sure for one in procedure.limits} == {"to_confirm"}


def test_changes_of_a_procedure_are_told_part_by_part_and_merged() -> None:
    base = worked()
    text = dump(base)
    theirs = load_definition(text.replace('"7 workdays"', '"10 workdays"', 1)).spec
    ours = load_definition(
        text.replace("title: {zh: 送达, en: Serve}", "title: {zh: 送交, en: Hand over}")
    ).spec
    assert isinstance(theirs, Procedure)
    assert isinstance(ours, Procedure)
    (change,) = difference(base, theirs)
    assert (change.part, change.path[:2]) == (Part.LIMIT, ("limits", "service"))
    assert say_change(change, "zh-hans") == "时限“送达”：期限由“7 workdays”改为“10 workdays”。"
    merge = three_way(base, ours, theirs)
    assert merge.conflicts == ()
    assert merge.spec.limits == theirs.limits
    assert merge.spec.move("serve") == ours.move("serve")
