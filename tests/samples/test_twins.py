"""The Word and web twins say what the plain text says."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "src" / "zhangtu" / "plans" / "samples"


def test_twins_are_made_from_the_kept_text(tmp_path: Path) -> None:
    for name in ("task_table.txt", "own_lines.txt"):
        shutil.copy(SAMPLES / name, tmp_path)
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_samples.py"), str(tmp_path)], check=True)
    assert (tmp_path / "own_lines.html").read_bytes() == (SAMPLES / "own_lines.html").read_bytes()
    with (
        zipfile.ZipFile(tmp_path / "task_table.docx") as made,
        zipfile.ZipFile(SAMPLES / "task_table.docx") as kept,
    ):
        for part in ("word/document.xml", "word/footnotes.xml"):
            assert made.read(part) == kept.read(part)
