"""A small pack is read; what is wrong in it is told by file, line and column."""

from pathlib import Path

from zhangtu.schema.loading import load_pack

GOOD = """
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}}
"""


def _pack(folder: Path, ledger: str) -> Path:
    (folder / "ledgers").mkdir()
    (folder / "pack.yaml").write_text("pack: small\ntitle: {zh: 小, en: Small}\nversion: '1'\n", "utf-8")
    (folder / "ledgers" / "shops.yaml").write_text(ledger, "utf-8")
    return folder


def test_a_small_pack_is_read(tmp_path: Path) -> None:
    loaded = load_pack(_pack(tmp_path, GOOD))
    assert loaded.problems == ()
    assert loaded.pack is not None
    assert loaded.pack.ledgers[0].fields[0].title.en == "Name"
