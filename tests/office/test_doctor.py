"""``zhangtu init`` and ``zhangtu doctor`` as whoever looks after the office uses them."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from offices import Office


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office made with the invented county."""
    home = tmp_path_factory.mktemp("demo") / "office"
    done = Office(home).run("init", "--demo")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("  /sign/first/") == 3
    return home


@pytest.fixture
def office(demo: Path, tmp_path: Path) -> Office:
    shutil.copytree(demo, tmp_path / "office")
    return Office(tmp_path / "office")


def test_making_it_again_changes_nothing_but_the_links(office: Office) -> None:
    before = office.sums()
    done = office.run("init", "--demo", "--lang", "en")
    assert done.returncode == 0
    assert "was left alone" in done.stdout
    after = office.sums()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"people_invitation", "people_mark", "journal_entry", "journal_entrysecret"}


def test_a_new_office_is_well_and_verifies(office: Office) -> None:
    assert office.run("seal").returncode == 0
    done = office.run("verify", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    done = office.run("doctor", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "All is well.\n")


def test_what_is_not_as_it_should_be_is_found_and_mended(office: Office) -> None:
    assert office.run("seal").returncode == 0
    (office.home / "heads.log").write_bytes(b"")
    (office.home / "secret.key").chmod(0o644)
    (office.home / ".backup-old").mkdir()
    long_ago = time.time() - 3 * 24 * 3600  # noqa: TID251  # the file system's own clock
    os.utime(office.home / ".backup-old", (long_ago, long_ago))
    bad = office.home / "files" / "ab" / ("ab" * 32)
    bad.parent.mkdir(parents=True)
    bad.write_bytes(b"not its name")
    with closing(sqlite3.connect(office.home / "zhangtu.sqlite3")) as store:
        store.execute("DROP TRIGGER journal_entry_stays")
        store.commit()
    told = office.run("doctor", "--lang", "en")
    assert told.returncode == 1
    for word in (
        "journal_entry_stays",
        "heads.log reaches to entry 0",
        "secret.key",
        ".backup-old",
        "ab" * 32,
    ):
        assert word in told.stdout
    assert (office.home / ".backup-old").exists(), "nothing is changed without being asked"
    assert office.run("doctor", "--mend").returncode == 1, "the damaged file is left for a person"
    again = office.run("doctor", "--lang", "en")
    assert again.stdout.count("\n") == 1, again.stdout
    assert "ab" * 32 in again.stdout


def test_there_is_nothing_to_look_at_where_there_is_no_office(tmp_path: Path) -> None:
    done = Office(tmp_path / "none").run("doctor")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "none" / "zhangtu.sqlite3").exists()


def test_an_office_that_is_not_whole_is_not_made_again(office: Office) -> None:
    done = office.python(
        "from zhangtu.project import office; office.open_existing()\n"
        "from django.db import connection; from zhangtu.project.carrying import sql; sql.mark(connection)"
    )
    assert done.returncode == 0, done.stderr
    for words in (("init",), ("doctor",), ("seal",), ("serve", "--port", "1")):
        refused = office.run(*words)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), (words, refused.stderr)
