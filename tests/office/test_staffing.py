"""Units, posts, people and handovers from the command line: what the REST face can, a terminal can."""

import hashlib
import re
from pathlib import Path

import pytest
from offices import Office

#: Gives somebody an account: only a roster does so on the command line.
ACCOUNT = """
import sys
from zhangtu.project import office
office.open_existing()
from zhangtu.journal.actor import Actor
from zhangtu.people import actions
actions.open_account(int(sys.argv[1]), sys.argv[2], actor=Actor(machine="console"))
"""
DAY = ("--from", "2026-03-01")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("staffing") / "office")
    done = made.run("init", "--demo")
    assert done.returncode == 0, done.stderr
    return made


def told(office: Office, *words: str) -> str:
    """What a deed of ``zhangtu people`` prints."""
    done = office.run("people", *words)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.rstrip("\n")


def refused(office: Office, *words: str) -> str:
    """What a deed that can't be says."""
    done = office.run("people", *words)
    assert done.returncode == 2, (words, done.stdout)
    return done.stderr


def number(said: str) -> str:
    return said.partition("\t")[0]


def test_units_are_created_renamed_moved_split_merged_and_closed_from_a_day(office: Office) -> None:
    county = number(told(office, "unit", "create", "云溪县", *DAY))
    town = number(told(office, "unit", "create", "--below", "云溪县", "坡头镇", *DAY))
    told(office, "unit", "create", "柳林村", "--below", town, *DAY)
    told(office, "post", "create", "坡头镇", "经办岗", "--role", "clerk", *DAY)
    split = ("unit", "split", "坡头镇", "--part", "河东镇", "--part", "河西镇", "--from", "2026-04-01")
    assert "柳林村" in refused(office, *split)
    made = told(office, *split, "--unit-to", "河东镇=柳林村", "--post-to", "河西镇=经办岗").splitlines()
    assert [line.partition("\t")[2] for line in made] == ["河东镇", "河西镇"]
    tree = office.run("people", "tree", "--numbers", "--on", "2026-04-01").stdout
    assert f"云溪县 #{county}\n  河东镇 #{number(made[0])}\n    柳林村" in tree
    assert "坡头镇" not in tree
    assert "坡头镇" in office.run("people", "tree", "--on", "2026-03-31").stdout
    later = ("--from", "2026-05-01")
    assert told(office, "unit", "rename", "河东镇", "--name", "东镇", *later).endswith("\t东镇")
    assert told(office, "unit", "merge", "东镇", "--into", "河西镇", "--reason", "合并", *later)
    told(office, "unit", "move", "柳林村", "--below", "云溪县", "--from", "2026-06-01")
    assert "经办岗" in refused(office, "unit", "close", "河西镇", "--from", "2026-07-01")
    told(office, "post", "abolish", "河西镇/经办岗", "--from", "2026-07-01")
    told(office, "unit", "close", "河西镇", "--successor", "云溪县", "--from", "2026-07-01")
    assert "河西镇" not in office.run("people", "tree", "--on", "2026-07-01").stdout


def test_words_that_name_nothing_or_several_are_refused_with_what_there_is(office: Office) -> None:
    assert "党政综合办公室" in refused(office, "unit", "rename", "党政综合办公室", "--short", "综合办")
    assert "#" not in refused(office, "unit", "close", "没有这个镇")
    assert "还要写 --below UNIT" in refused(office, "unit", "move", "枫林镇")
    assert "没有 --role 这个选项" in refused(office, "post", "amend", "1", "--role", "clerk")
    assert "请写编号" in refused(office, "hold", "经办岗", "1")
    english = refused(office, "hold", "1", "谁也不是", "--lang", "en")
    assert "nobody has “谁也不是”" in english
    assert "日期“三月”不对" in refused(office, "unit", "create", "某镇", "--from", "三月")


def a_town_with_three(office: Office) -> None:
    """Somebody who goes, somebody who comes, and the head who watches."""
    told(office, "unit", "create", "石桥镇", *DAY)
    holders = (("经办岗", "甄一鸣", "clerk"), ("接手岗", "简明远", "clerk"), ("镇长", "梁守正", "chief"))
    for post, name, role in holders:
        told(office, "post", "create", "石桥镇", post, "--role", role, *DAY)
        told(office, "person", "enrol", name, "--phone", "01000001")
        assert name in told(office, "hold", f"石桥镇/{post}", name, *DAY)


def test_a_post_goes_from_one_to_another_by_a_signed_form(office: Office, tmp_path: Path) -> None:
    a_town_with_three(office)
    parties = ("--giver", "甄一鸣", "--receiver", "简明远", "--witness", "梁守正", "--from", "2026-09-01")
    prepared = told(office, "handover", "start", *parties).splitlines()
    one, code = prepared[0].split("\t")[:2]
    assert "甄一鸣 → 简明远" in prepared[0]
    assert sum("未签" in line for line in prepared) == 3
    told(office, "handover", "add", one, "--kind", "seal", "--title", "业务专用章", "--note", "保险柜")
    shown = told(office, "handover", "show", one)
    assert "1\t印章\t业务专用章（保险柜）" in shown
    assert "有异议：章未见到" in told(office, "handover", "object", one, "1", "--reason", "章未见到")
    told(office, "handover", "amend", one, "1", "--note", "窗口抽屉")
    form = tmp_path / "form.docx"
    said = told(office, "handover", "form", one, "--out", str(form))
    printed = re.search(r"JJ\d{6}-[0-9A-F]{8}", said)
    assert printed is not None
    assert printed[0] != code, "the list changed, so its code did"
    assert form.read_bytes()[:2] == b"PK"
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 signed and stamped")
    bring = ("handover", "scan", one, str(scan), "--code")
    assert "--as" in refused(office, *bring, printed[0]), "the console signs for nobody"
    assert "签" in refused(office, "handover", "settle", one)
    chief = number(told(office, "person", "find", "梁守正"))
    assert office.python(ACCOUNT, chief, "liang.shouzheng").returncode == 0
    whose = ("--as", "liang.shouzheng")
    refused(office, *bring, printed[0], *whose)  # a head sets up no posts
    told(office, "post", "create", "石桥镇", "管理岗", "--role", "unit_administrator", *DAY)
    told(office, "hold", "石桥镇/管理岗", "梁守正", *DAY)
    assert printed[0] in refused(office, *bring, code, *whose), "the form of the list before"
    digest = hashlib.sha256(scan.read_bytes()).hexdigest()
    assert digest in told(office, *bring, printed[0], *whose)
    assert "已生效" in told(office, "handover", "settle", one)
    posts = office.run("people", "posts", "--on", "2026-09-01").stdout
    assert re.search(r"石桥镇\t经办岗\tclerk\t简明远", posts)
    assert office.run("seal").returncode == 0
    assert office.run("verify").returncode == 0


def test_deputies_and_absences_are_set_listed_and_ended(office: Office) -> None:
    told(office, "unit", "create", "青石镇", *DAY)
    for post in ("经办岗", "综合岗"):
        told(office, "post", "create", "青石镇", post, "--role", "clerk", *DAY)
    told(office, "person", "enrol", "方知白")
    told(office, "hold", "青石镇/经办岗", "方知白", "--until", "2027-01-01", *DAY)
    set_ = told(office, "deputy", "set", "青石镇/经办岗", "青石镇/综合岗", *DAY)
    listed = told(office, "deputy", "list")
    assert set_ in listed
    told(office, "deputy", "end", number(set_), "--from", "2026-06-01")
    assert set_ not in told(office, "deputy", "list", "--from", "2026-06-01")
    away = told(office, "away", "set", "方知白", "--from", "2026-03-01", "--until", "2026-03-09")
    assert "2026-03-01 – 2026-03-09" in told(office, "away", "list", *DAY)
    told(office, "away", "back", number(away), "--from", "2026-03-05")
    assert told(office, "release", "青石镇/经办岗", "方知白", "--from", "2026-04-01").endswith("经办岗")
    refused(office, "release", "青石镇/经办岗", "方知白", "--from", "2026-04-01")


def test_an_account_is_opened_used_once_closed_and_listed(office: Office) -> None:
    unit = number(told(office, "unit", "create", "账号县", *DAY))
    told(office, "post", "create", unit, "经办岗", "--role", "clerk", *DAY)
    person = number(told(office, "person", "enrol", "简开明"))
    told(office, "hold", f"{unit}/经办岗", person, *DAY)
    opened = office.run("account", "open", "简开明", "Jian.Kaiming")
    assert opened.returncode == 0, opened.stderr
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", opened.stdout)
    assert code is not None
    assert "jian.kaiming" in opened.stdout
    kept = [one for one in Path(office.home).rglob("*") if one.is_file() and "secret" not in one.name]
    assert all(code[0].encode() not in one.read_bytes() for one in kept)
    again = office.run("account", "open", person, "another", "--lang", "en")
    assert again.returncode == 2
    assert "account" in again.stderr
    assert "\t还没有登录过" in office.run("account", "list").stdout
    assert office.run("account", "close", "jian.kaiming", "--reason", "调离").returncode == 0
    lines = office.run("account", "list", "--lang", "en").stdout.splitlines()
    assert next(one for one in lines if one.startswith("jian.kaiming\t")).endswith("\tclosed")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("open", "甄临江"), "PERSON LOGIN"),
        (("open", "无此人某", "nobody"), "无此人某"),
        (("close", "nobody.here"), "账号"),
        (("close", "zhenlinjiang", "--second"), "--second"),
        (("open", "甄临江", "x", "--as", "zhenlinjiang"), "另一位管理员"),
    ],
)
def test_an_account_is_not_touched_and_why(office: Office, words: tuple[str, ...], said: str) -> None:
    done = office.run("account", *words)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr


def test_a_post_is_granted_one_ledger_and_loses_it_again(office: Office) -> None:
    given = told(office, "grant", "give", "石鼓镇/食品安全专岗", "premises", "read", "export", *DAY)
    no, post, ledger, rights, days = given.split("\t")
    assert (ledger, rights, days) == ("premises", "export read", "2026-03-01–")
    assert "甄临江" in post
    assert given in told(office, "grant", "list")
    assert (
        told(office, "grant", "give", "石鼓镇/食品安全专岗", "tasks", "none", *DAY).split("\t")[3] == "none"
    )
    told(office, "grant", "end", no)
    assert given not in told(office, "grant", "list")
    assert "premises" in refused(office, "grant", "give", "石鼓镇/食品安全专岗", "no_such", "read")
    assert "unmask" in refused(office, "grant", "give", "石鼓镇/食品安全专岗", "premises", "rule")
    asked = ("grant", "give", "石鼓镇/食品安全专岗", "premises", "read", "--as", "shejiyuan")
    assert "授" in refused(office, *asked)
