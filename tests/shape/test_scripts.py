"""The shell scripts around the product: what they say where something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tree import ROOT, files, name, text


def _bare_machine(folder: Path, *programs: str) -> dict[str, str]:
    """An environment whose only programs are these."""
    tools = folder / "bin"
    tools.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found is not None
        (tools / program).symlink_to(found)
    return {"PATH": str(tools), "HOME": str(folder)}


def _run(
    script: str, *words: str, folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, str(ROOT / "tools" / script), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("path", [*files(".sh"), ROOT / ".ci" / "run"], ids=name)
def test_scripts_can_be_parsed_and_stop_at_trouble(path: Path) -> None:
    shell = shutil.which("bash" if "bash" in text(path).splitlines()[0] else "sh")
    if shell is None:
        pytest.skip("NOT RUN: this machine lacks the shell of the script")
    subprocess.run([shell, "-n", str(path)], check=True, timeout=20)
    assert "\nset -" in text(path)


def test_missing_programs_are_named_loudly_and_fail_nothing(tmp_path: Path) -> None:
    environment = {**_bare_machine(tmp_path, "id", "grep"), "ZHANGTU_NO_APT": "1"}
    done = _run("need.sh", folder=tmp_path, environment=environment)
    assert done.returncode == 0, done.stderr
    assert (
        "!!! Missing for some tests: chromium libreoffice-writer libreoffice-calc poppler-utils fonts"
        in done.stdout
    )


def test_nothing_is_said_where_nothing_is_missing(tmp_path: Path) -> None:
    environment = _bare_machine(tmp_path, "grep", "id")
    for program, says in (
        ("chromium", ""),
        ("soffice", ""),
        ("pdftoppm", ""),
        ("initdb", ""),
        ("fc-list", "Noto Sans CJK SC"),
    ):
        fake = Path(environment["PATH"]) / program
        fake.write_text(f"#!{shutil.which('sh')}\necho {says}\n", "utf-8")
        fake.chmod(0o755)
    done = _run("need.sh", folder=tmp_path, environment=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_old_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    environment = _bare_machine(tmp_path, "rm")
    old = Path(environment["PATH"]) / "python3"
    old.write_text(f"#!{shutil.which('sh')}\nexit 1\n", "utf-8")
    old.chmod(0o755)
    done = _run("install.sh", "python3", ".venv", "run.txt", folder=tmp_path, environment=environment)
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_help_lists_every_target() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("NOT RUN: make is not installed on this machine")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        [make, "-C", str(ROOT), "--no-print-directory", "help"],
        env=plain,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    for target in ("run", "setup", "check", "test", "test-long", "bench", "messages", "pictures"):
        assert f"  make {target:10} " in done.stdout
