"""A whole office in a backup, out of it, and between databases: nothing lost or half done."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from cluster import Cluster
from offices import Office


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office with some of everything in it, and its backup: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("furnished")
    made = Office(folder / "office").furnish()
    data = "一份证照".encode()
    digest = hashlib.sha256(data).hexdigest()
    place = made.home / "files" / digest[:2] / digest
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    (made.home / "imports" / "7").mkdir(parents=True)
    (made.home / "imports" / "7" / "rows").write_bytes(b"prepared")
    (made.home / "printed").mkdir()
    (made.home / "printed" / "form.pdf").write_bytes(b"about persons")
    done = made.run("backup", str(folder / "b.zip"))
    assert done.returncode == 0, done.stderr
    return made.home, folder / "b.zip"


@pytest.fixture
def office(furnished: tuple[Path, Path], tmp_path: Path) -> Office:
    shutil.copytree(furnished[0], tmp_path / "office")
    return Office(tmp_path / "office")


@pytest.fixture
def backup(furnished: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(furnished[1], tmp_path / "b.zip"))


def _without(backup: Path, name: str, replaced: bytes | None) -> None:
    """Take a part out of a backup, or put another one in its place."""
    with zipfile.ZipFile(backup) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    del parts[name]
    if replaced is not None:
        parts[name] = replaced
    with zipfile.ZipFile(backup, "w") as new:
        for one, data in parts.items():
            new.writestr(one, data)


def test_what_is_restored_is_what_was_backed_up(office: Office, backup: Path, tmp_path: Path) -> None:
    copy = Office(tmp_path / "copy")
    done = copy.run("restore", str(backup), "--key", str(office.home / "secret.key"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert copy.sums() == office.sums()
    assert copy.epoch() not in {"", office.epoch()}
    with zipfile.ZipFile(backup) as parts:
        assert not [name for name in parts.namelist() if "printed" in name]
    for name in ("heads.log", "imports/7/rows"):
        assert (copy.home / name).read_bytes() == (office.home / name).read_bytes()
    files = [path.relative_to(office.home) for path in (office.home / "files").rglob("*") if path.is_file()]
    assert files
    assert all((copy.home / path).read_bytes() == (office.home / path).read_bytes() for path in files)


def test_the_copy_goes_on_counting_and_is_guarded(backup: Path, tmp_path: Path) -> None:
    copy = Office(tmp_path / "copy")
    done = copy.run("restore", str(backup))
    assert done.returncode == 1, "without the key old seals cannot be checked"
    assert "--key" in done.stdout
    lines = done.stdout.splitlines()
    assert sum("原密钥签名" in line for line in lines) == 1, "one line, however many seals"
    assert "伪造" not in done.stdout
    before = _last_number(copy)
    copy.furnish(1000, 1002)
    done = copy.python(
        "from zhangtu.project import office; office.open_existing()\n"
        "from zhangtu.journal import guards; print(guards.missing())"
    )
    assert done.stdout.strip() == "[]"
    assert _last_number(copy) > before


def _last_number(office: Office) -> int:
    done = office.python(
        "from zhangtu.project import office; office.open_existing()\n"
        "from zhangtu.journal import queries; print(queries.last_number())"
    )
    return int(done.stdout)


def test_the_key_goes_in_only_when_asked(office: Office, backup: Path, tmp_path: Path) -> None:
    assert "secret.key" not in zipfile.ZipFile(backup).namelist()
    assert office.run("backup", str(tmp_path / "k.zip"), "--with-key").returncode == 0
    copy = Office(tmp_path / "copy")
    done = copy.run("restore", str(tmp_path / "k.zip"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy.home / "secret.key").read_text() == (office.home / "secret.key").read_text()
    assert (copy.home / "secret.key").stat().st_mode & 0o077 == 0


def test_sessions_stay_out(backup: Path) -> None:
    listed = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    assert "journal_entry" in listed["tables"]
    assert not {"django_session", "ephemeral_cache", "runner_progress"} & set(listed["tables"])


def test_nothing_is_overwritten(office: Office, backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    assert office.run("backup", str(backup)).returncode == 2
    assert backup.read_bytes() == before
    sums = office.sums()
    done = office.run("restore", str(backup))
    assert (done.returncode, "没有动它" in done.stderr) == (2, True)
    assert office.sums() == sums
    assert not (tmp_path / "none").exists()
    assert Office(tmp_path / "none").run("backup", str(tmp_path / "x.zip")).returncode == 2
    assert not (tmp_path / "none" / "zhangtu.sqlite3").exists()


@pytest.mark.parametrize(
    ("part", "replaced"),
    [
        ("tables/journal_entry.jsonl", b"[]\n"),
        pytest.param("heads.log", None, marks=pytest.mark.long),
        pytest.param("manifest.json", b"[]", marks=pytest.mark.long),
    ],
)
def test_a_damaged_backup_makes_no_office(
    backup: Path, tmp_path: Path, part: str, replaced: bytes | None
) -> None:
    whole = backup.read_bytes()
    _without(backup, part, replaced)
    copy = Office(tmp_path / "copy")
    done = copy.run("restore", str(backup))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert copy.run("backup", str(tmp_path / "x.zip")).returncode == 2, "it cannot be opened"
    backup.write_bytes(whole)
    assert copy.run("restore", str(backup)).returncode == 1, "the next try clears the broken one away"


def test_a_backup_cut_in_half_is_no_backup(backup: Path, tmp_path: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:4000])
    done = Office(tmp_path / "copy").run("restore", str(backup))
    assert (done.returncode, "不完整" in done.stderr) == (2, True)


def test_a_part_cannot_lie_outside_the_folder(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    listed = json.loads(parts["manifest.json"])
    listed["loose"]["../outside"] = hashlib.sha256(b"x").hexdigest()
    parts |= {"../outside": b"x", "manifest.json": json.dumps(listed).encode()}
    with zipfile.ZipFile(backup, "w") as new:
        for one, data in parts.items():
            new.writestr(one, data)
    assert Office(tmp_path / "deep" / "copy").run("restore", str(backup)).returncode == 2
    assert not (tmp_path / "deep" / "outside").exists()


def test_an_office_moves_to_postgresql_and_back(office: Office, postgresql: Cluster) -> None:
    before, life = office.sums(), office.epoch()
    done = office.run("move", "--to", postgresql.fresh())
    assert done.returncode == 0, done.stderr
    assert not (office.home / "zhangtu.sqlite3").exists()
    assert list(office.home.glob("zhangtu.sqlite3.left-*"))
    assert office.sums() == before
    assert office.epoch() not in {"", life}
    office.furnish(1000, 1002)
    there = office.sums()
    assert there != before
    done = office.run("move", "--to", "sqlite")
    assert done.returncode == 0, done.stderr
    assert (office.home / "zhangtu.sqlite3").exists()
    assert not (office.home / "database.url").exists()
    assert office.sums() == there


def test_a_backup_of_one_database_is_restored_into_the_other(
    office: Office, backup: Path, postgresql: Cluster, tmp_path: Path
) -> None:
    moved = Office(tmp_path / "there", postgresql.fresh())
    done = moved.run("restore", str(backup), "--key", str(office.home / "secret.key"))
    assert done.returncode == 0, done.stderr
    assert moved.sums() == office.sums()
    assert moved.run("backup", str(tmp_path / "again.zip")).returncode == 0
    back = Office(tmp_path / "back")
    assert back.run("restore", str(tmp_path / "again.zip")).returncode == 1
    assert back.sums() == office.sums()


def test_a_move_that_cannot_be_made_leaves_the_store_alone(
    office: Office, postgresql: Cluster, tmp_path: Path
) -> None:
    before = office.sums()
    full = Office(tmp_path / "full", postgresql.fresh()).furnish(1, 5)
    for to, word in (
        (full.address, "没有动它"),
        ("postgres://nobody:geheim@127.0.0.1:1/none", "连不上"),
        ("nonsense", "看不懂"),
        (f"sqlite:///{office.home}/zhangtu.sqlite3", "已经在"),
    ):
        done = office.run("move", "--to", to)
        assert (done.returncode, word in done.stderr) == (2, True), done.stderr
        assert "geheim" not in done.stderr
        assert done.stderr.count("\n") == 1
    assert office.sums() == before
