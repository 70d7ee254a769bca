"""``zhangtu read`` as a clerk and a script use it."""

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import docx
import icalendar
import openpyxl
import pytest

from zhangtu.kernel import clock
from zhangtu.project.commands import COMMANDS, main

PLAN = """红枫街道背街小巷环境提升工作方案

一、总体要求
坚持问题导向，让街巷更整洁。

二、工作任务
（一）清理卫生死角。由环卫所牵头，各社区配合，2026年4月30日前完成。
（二）修补破损路面。由城建办牵头，2026年6月底前完成。
（三）规范沿街晾晒。由城管中队牵头，每月25日前巡查一次。

红枫街道办事处
2026年3月2日
"""
FAULTY = PLAN.replace("4月30日", "4月31日")
BINARY = [sys.executable, "-c", "import sys; from zhangtu.project.commands import main; sys.exit(main())"]


@pytest.fixture(autouse=True)
def simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, "utf-8")
    return str(path)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "有错.txt"
    path.write_text(FAULTY, "utf-8")
    return str(path)


def run(*words: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*BINARY, *words],
        input=stdin,
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )


def test_json_holds_the_text_and_its_tasks(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", plan]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["text"]) == (1, PLAN)
    assert [item["label"] for item in found["items"]] == ["（一）", "（二）", "（三）"]


def test_the_screen_is_readable_text(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", plan]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "红枫街道背街小巷环境提升工作方案"
    assert "      完成时限：2026年4月30日前" in lines
    assert "      牵头单位：环卫所" in lines


def test_problems_are_told_by_place_and_by_exit_code(faulty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", faulty]) == 1
    place, grade, *_ = capsys.readouterr().out.splitlines()[-1].split()
    line, _, column = place.partition(":")
    assert grade == "错误"
    assert FAULTY.splitlines()[int(line) - 1][int(column) - 1 :].startswith("2026年4月31日")


def test_every_paper_is_written_in_one_go(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = {name: str(tmp_path / file) for name, file in PAPERS.items()}
    words = [word for name, out in outs.items() for word in (f"--{name}", out)]
    assert main(["read", plan, *words]) == 0
    assert openpyxl.load_workbook(outs["xlsx"]).sheetnames[0] == "任务分解表"
    assert len(docx.Document(outs["docx"]).tables) == 1
    assert len(docx.Document(outs["orders"]).tables) == 3
    assert len(icalendar.Calendar.from_ical(Path(outs["ics"]).read_bytes()).walk("VEVENT")) == 3
    assert openpyxl.load_workbook(outs["faults"]).active["A3"].value == "没有发现问题"
    said = capsys.readouterr().out
    assert all(out in said for out in outs.values())
    assert "3 项任务" in said
    assert not list(tmp_path.glob(".*"))


PAPERS = {"xlsx": "a.xlsx", "docx": "a.docx", "ics": "a.ics", "orders": "o.docx", "faults": "f.xlsx"}


def test_faults_follow_the_ending(faulty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", faulty, "--faults", str(tmp_path / "f.DOCX")]) == 1
    assert "4月31日" in docx.Document(str(tmp_path / "f.DOCX")).tables[0].rows[1].cells[2].text
    assert main(["read", faulty, "--faults", str(tmp_path / "f.txt")]) == 2
    assert ".xlsx 或 .docx" in capsys.readouterr().err


def test_json_and_papers_go_together(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", plan, "--json", "--xlsx", str(tmp_path / "a.xlsx")]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["format"] == 1
    assert "a.xlsx" in printed.err


def test_the_same_moment_gives_the_same_bytes(plan: str, tmp_path: Path) -> None:
    with clock.stopped_at(clock.now()):
        for name in ("eins", "zwei"):
            words = [
                word
                for paper, file in PAPERS.items()
                for word in (f"--{paper}", str(tmp_path / (name + file)))
            ]
            assert main(["read", plan, *words]) == 0
    for file in PAPERS.values():
        assert (tmp_path / f"eins{file}").read_bytes() == (tmp_path / f"zwei{file}").read_bytes()


def test_languages_can_be_chosen(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", plan, "--lang", "en"]) == 0
    assert "Deadline: by 30 April 2026" in capsys.readouterr().out
    assert main(["read", plan, "--lang=zh-hant"]) == 0
    assert "完成時限：2026年4月30日前" in capsys.readouterr().out
    assert main(["read", plan, "--lang", "fr"]) == 2
    assert "zh-hans" in capsys.readouterr().err


def test_standard_input_is_read() -> None:
    done = run("read", "-", "--json", stdin=PLAN.encode("gb18030"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"] == PLAN


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.txt"], "找不到文件 nowhere.txt"),
        (["."], "是一个文件夹"),
        (["\0"], "读不出文件"),
        (["plan", "--issued", "2026-02-30"], "--issued"),
        (["plan", "--issued", "昨天"], "--issued"),
        (["plan", "--colour"], "--colour"),
        ([], "FILE"),
        (["plan", "--xlsx"], "--xlsx"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    words: list[str], sentence: str, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", *(plan if word == "plan" else word for word in words)]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_file_that_is_no_document_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    assert main(["read", str(tmp_path / "空.txt")]) == 2
    assert "空.txt" in capsys.readouterr().err


def test_places_that_cannot_be_written_are_named_and_the_others_written(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, folder = tmp_path / "好.ics", tmp_path / "夹"
    folder.mkdir()
    words = ["--xlsx", str(tmp_path / "没有" / "a.xlsx"), "--docx", str(folder), "--ics", str(good)]
    assert main(["read", plan, *words]) == 2
    told = capsys.readouterr().err.splitlines()
    assert "所在的文件夹不存在" in told[0]
    assert "是一个文件夹" in told[1]
    assert good.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_result_never_overwrites_the_document_or_another_result(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", plan, "--docx", str(tmp_path / "." / "方案.txt")]) == 2
    assert Path(plan).read_text("utf-8") == PLAN
    assert main(["read", plan, "--docx", str(tmp_path / "a"), "--orders", str(tmp_path / "a")]) == 2
    assert not (tmp_path / "a").exists()
    assert capsys.readouterr().err.count("\n") == 2


def test_an_old_result_is_kept_until_the_new_one_is_whole(
    plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "a.xlsx"
    old.write_text("旧")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    assert main(["read", plan, "--xlsx", str(old)]) == 2
    assert old.read_text() == "旧"
    assert {path.name for path in tmp_path.iterdir()} == {"方案.txt", "a.xlsx"}


def test_a_new_version_keeps_the_rights_and_the_link_of_the_old(plan: str, tmp_path: Path) -> None:
    real, link = tmp_path / "real.ics", tmp_path / "link.ics"
    real.write_text("旧")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["read", plan, "--ics", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced(plan: str) -> None:
    assert main(["read", plan, "--ics", os.devnull]) == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8", "utf-16"])
def test_no_terminal_encoding_breaks_the_output(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(PLAN.replace("卫生", "卫生😀é"), "utf-8")
    screen = run("read", str(path), PYTHONIOENCODING=encoding)
    assert (screen.returncode, screen.stderr) == (0, b"")
    data = run("read", "--json", str(path), PYTHONIOENCODING=encoding)
    assert "😀é" in json.loads(data.stdout.decode(encoding))["text"]


def test_what_a_terminal_would_obey_is_not_sent_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.txt"
    path.write_text(PLAN.replace("清理", "清\x1b]0;x\x07\x9b31m理"), "utf-8")
    assert main(["read", str(path)]) in {0, 1}
    assert not set(capsys.readouterr().out) & {"\x1b", "\x07", "\x9b"}


def test_a_reader_that_goes_away_is_no_reason_to_complain(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(PLAN + "补充说明。" * 200_000, "utf-8")
    process = subprocess.Popen(
        [*BINARY, "read", "--json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) in {0, 1}
    process.stderr.close()


def test_help_names_every_subcommand_and_gives_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    page = capsys.readouterr().out
    assert all(f"\n  {name}" in page for name in COMMANDS)
    assert "zhangtu read plan.docx" in page
    assert main(["read", "--help"]) == 0
    page = capsys.readouterr().out
    assert all(
        option in page
        for option in ("--json", "--xlsx", "--docx", "--ics", "--orders", "--faults", "--issued")
    )
    assert "zhangtu read - --json < plan.txt" in page


def test_help_speaks_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, word in (("en_GB.UTF-8", "usage: "), ("zh_TW.UTF-8", "選項"), ("C.UTF-8", "选项")):
        monkeypatch.setenv("LANG", place)
        assert main(["read", "-h"]) == 0
        assert word in capsys.readouterr().out
    assert main(["read", "nowhere", "--lang", "en"]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_the_version_is_told_and_unknown_names_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("zhangtu ")
    assert main([]) == 2
    assert main(["raed"]) == 2
    assert "“raed”" in capsys.readouterr().err


def test_reading_needs_neither_django_nor_the_papers(plan: str) -> None:
    code = (
        "import sys; from zhangtu.project.commands import main; main(['read', '--json', sys.argv[1]]);"
        "heavy = {'django', 'docx', 'xlsxwriter', 'icalendar', 'opencc'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, plan], capture_output=True, timeout=60, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_the_json_of_lone_surrogates_is_still_json(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_bytes(PLAN.encode() + b"\xff\xfe\x80")
    done = run("read", "--json", str(path))
    assert done.returncode in {0, 1, 2}
    if done.returncode != 2:
        json.load(io.BytesIO(done.stdout))
