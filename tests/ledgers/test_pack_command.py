"""``zhangtu pack`` as a person calls it: exit codes, places, three languages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from office import HEAD, SHOPS

ALONE = SHOPS[: SHOPS.index("  - {no: 12")] + SHOPS[SHOPS.index("  - {no: 13") :].replace(", licensed]", "]")
ALONE = ALONE.replace("[tea, salt, rice]", "[{code: tea, title: {zh: 茶, en: Tea}}]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sample"
    (made / "ledgers").mkdir(parents=True)
    (made / "pack.yaml").write_text(HEAD, "utf-8")
    (made / "ledgers" / "shops.yaml").write_text(ALONE, "utf-8")
    return made


def zhangtu(home: Path, *words: str) -> tuple[int, str, str]:
    environment = os.environ | {"ZHANGTU_HOME": str(home / "office"), "PYTHONUTF8": "1", "LANG": "en"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", "from zhangtu.project.commands import main; raise SystemExit(main())", *words],
        capture_output=True, text=True, check=False, cwd=home,
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_check_needs_no_office(tmp_path: Path, folder: Path) -> None:
    code, out, _ = zhangtu(tmp_path, "pack", "check", str(folder))
    assert (code, "nothing wrong" in out) == (0, True)
    assert not (tmp_path / "office").exists()
    ledger = folder / "ledgers" / "shops.yaml"
    ledger.write_text(
        ALONE.replace("type: number, title: {zh: 房间", "type: numbr, title: {zh: 房间"), "utf-8"
    )
    code, out, err = zhangtu(tmp_path, "pack", "check", str(folder))
    assert code == 1
    assert out.startswith("ledgers/shops.yaml:15:32: error: ")
    assert "2 errors" in err
    assert zhangtu(tmp_path, "pack", "check", "nothing_here")[0] == 2
    assert zhangtu(tmp_path, "pack", "eat", str(folder))[0] == 2
    assert "業務包" in zhangtu(tmp_path, "pack", "--help", "--lang", "zh-hant")[1]


@pytest.mark.long
def test_diff_load_and_list(tmp_path: Path, folder: Path) -> None:
    assert zhangtu(tmp_path, "init")[0] == 0
    assert zhangtu(tmp_path, "pack", "diff", str(folder))[:2] == (1, "shops: new\n")
    assert zhangtu(tmp_path, "pack", "load", str(folder), "--reason", "试用")[0] == 0
    assert zhangtu(tmp_path, "pack", "diff", str(folder))[0] == 0
    assert "sample\tin force (1 definitions)" in zhangtu(tmp_path, "pack", "list")[1]
    ledger = folder / "ledgers" / "shops.yaml"
    ledger.write_text(
        ALONE.replace("type: text, title: {zh: 名称", "type: long_text, title: {zh: 名称"), "utf-8"
    )
    assert zhangtu(tmp_path, "pack", "load", str(folder))[0] == 2
    assert zhangtu(tmp_path, "pack", "load", str(folder), "--keep-ours", "shops.fields.99.name")[0] == 2


@pytest.mark.long
def test_an_office_changes_a_ledger_itself(tmp_path: Path, folder: Path) -> None:
    """Take it out, add a field, call one differently, put it in force; the pack again changes nothing."""
    assert zhangtu(tmp_path, "init")[0] == 0
    assert zhangtu(tmp_path, "pack", "load", str(folder))[0] == 0
    code, text, _ = zhangtu(tmp_path, "pack", "show", "shops")
    assert code == 0
    own = tmp_path / "shops.yaml"
    own.write_text(text, "utf-8")
    assert zhangtu(tmp_path, "pack", "diff", "shops.yaml") == (
        0,
        "The same as what is in force; nothing to change.\n",
        "",
    )
    grid = "  - {no: 1000, name: grid, type: text, title: {zh: 网格, en: Grid}}\nchecks:"
    changed = text.replace("checks:", grid, 1).replace("zh: 备注", "zh: 说明")
    own.write_text(changed.replace("no: 1000", "no: 20"), "utf-8")
    code, _, said = zhangtu(tmp_path, "pack", "load", "shops.yaml")
    assert (code, "1000" in said) == (2, True)
    own.write_text(changed.replace("type: text, title: {zh: 网格", "type: txt, title: {zh: 网格"), "utf-8")
    code, out, _ = zhangtu(tmp_path, "pack", "check", "shops.yaml")
    assert (code, out.startswith("shops.yaml:"), "error" in out) == (1, True, True)
    own.write_text(changed, "utf-8")
    code, out, _ = zhangtu(tmp_path, "pack", "diff", "shops.yaml")
    assert (code, out.count("\n")) == (1, 2)
    assert zhangtu(tmp_path, "pack", "load", "shops.yaml", "--reason", "网格化")[0] == 0
    assert zhangtu(tmp_path, "pack", "show", "shops")[1] == changed
    assert "no: 1000" in zhangtu(tmp_path, "pack", "show", "shops")[1]
    assert zhangtu(tmp_path, "pack", "load", str(folder))[1].startswith("The same")
    assert zhangtu(tmp_path, "pack", "show", "nothing")[0] == 2
    own.write_bytes("台账".encode("gb18030"))
    assert zhangtu(tmp_path, "pack", "load", "shops.yaml")[0] == 2


@pytest.mark.long
def test_a_measure_is_tried_loaded_and_taken_back(tmp_path: Path, folder: Path) -> None:
    assert zhangtu(tmp_path, "init")[0] == 0
    assert zhangtu(tmp_path, "pack", "load", str(folder), "--reason", "试用")[0] == 0
    own = tmp_path / "shops_open.yaml"
    own.write_text(
        "measure: shops_open\ntitle: {zh: 营业数, en: Open}\nof: shops\nvalue: count(open)\nat: period_end\n",
        "utf-8",
    )
    code, out, _ = zhangtu(tmp_path, "pack", "check", str(own), "--preview", "--lang", "en")
    assert (code, "shops_open (Open): 0" in out) == (0, True)
    assert zhangtu(tmp_path, "pack", "load", str(own), "--reason", "试")[0] == 0
    assert "count(open)" in zhangtu(tmp_path, "pack", "show", "shops_open")[1]
    assert zhangtu(tmp_path, "pack", "back", "shops_open", "--reason", "不要了")[0] == 0
    assert "removed" in zhangtu(tmp_path, "pack", "show", "shops_open")[1]
