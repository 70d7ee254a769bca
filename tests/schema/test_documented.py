"""The reference page of the language names every key the loader knows, and no other; its examples load."""

import re
from pathlib import Path

import pytest

from zhangtu.schema.checking import check
from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.parts import PARTS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = "".join(
    (DOCS / "reference" / name).read_text("utf-8")
    for name in ("packs.md", "measures-and-reports.md", "procedures.md")
)


@pytest.mark.parametrize("kind", KEYS)
def test_every_key_is_explained(kind: str) -> None:
    part = re.split(r"\n## ", PAGE.split(f"\n## {kind}\n")[1])[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(KEYS[kind])


def test_every_folder_is_named() -> None:
    assert [part.folder for part in PARTS if f"{part.folder}/" not in PAGE] == []


def test_the_example_of_the_manual_is_a_pack(tmp_path: Path) -> None:
    text = (DOCS / "how-to" / "write-a-pack.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    files: dict[str, str] = {}
    name = ""
    for block in blocks:
        found = re.match(r"# (\S+\.yaml)\n", block)
        name = found[1] if found else "ledgers/wells.yaml"
        files[name] = files.get(name, "") + block
    later = "add_years(tested, test_years(use).years) <= today()"
    assert later in text
    assert "add_years(tested, 1) <= today()" in files["ledgers/wells.yaml"]
    for ledger in (
        files["ledgers/wells.yaml"],
        files["ledgers/wells.yaml"].replace("add_years(tested, 1) <= today()", later),
    ):
        for path, content in {**files, "ledgers/wells.yaml": ledger}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(content, "utf-8")
        report = check(tmp_path)
        assert report.problems == ()
        assert report.counts.live == 1
