"""Some of the hundred kills: imports and their undoing. Nothing is half done, twice, or lost."""

import shutil
from pathlib import Path

import pytest
from killing import KILLED, at_random, sound
from offices import Office

pytestmark = pytest.mark.long

ROWS, FRAME = 60, 20
#: Does one thing in an office with a ledger of shops.
WORK = f"""
import sys
from pathlib import Path
from uuid import UUID
sys.path.insert(0, "tests/ledgers")
from zhangtu.project import office as project
what, path, uid = sys.argv[1:4]
project.prepare() if what == "open" else project.open_existing()
from office import open_office
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import queries
from zhangtu.ledgers.importing import applying, spooling, undoing
from zhangtu.ledgers.importing.preparing import prepare
from zhangtu.people import queries as people
from zhangtu.project.continuing import Continuing
spooling.FRAME, applying._HOLD = {FRAME}, -1
chief = Actor(person=1, post=1)
print("begun", flush=True)
if what == "open":
    open_office(Path(path))
elif what == "prepare":
    print(prepare(Path(path), "shops", actor=chief).manifest.uid)
elif what == "apply":
    applying.apply(UUID(uid), actor=chief, reason="普查")
    print("applied", flush=True)
elif what == "continue":
    again = Continuing()
    again.turn()
    again.turn()
elif what == "undo":
    undoing.undo(UUID(uid), actor=chief, reason="导错了")
elif what == "codes":
    after, scope = '', people.scope(chief)
    while True:
        page = queries.rows("shops", scope, after=after, limit=500)
        for row in page.rows: print(row.values["code"])
        after = page.after
        if not after: break
"""


class Imports:
    """An office that imports one file after the other."""

    def __init__(self, home: Path) -> None:
        self.office = Office(home)
        self.turn = 0
        self.uid = "-"
        self.path = home / "sample"
        self.whole: set[str] = set()
        self.coming: set[str] = set()

    def do(self, what: str, place: str = "") -> list[str]:
        """Do one thing; killed at a place when one is named."""
        more = {"ZHANGTU_FAIL_AT": place} if place else {}
        done = self.office.python(WORK, what, str(self.path), self.uid, **more)
        assert done.returncode == (KILLED if place else 0), (place, done.stderr)
        return done.stdout.split()[1:]

    def next(self) -> None:
        """Prepare another file."""
        self.turn += 1
        self.path = self.office.home / f"表{self.turn}.csv"
        codes = [f"{self.turn}-{number}" for number in range(ROWS)]
        lines = [f"店{code},{code},{number % 50}" for number, code in enumerate(codes)]
        self.path.write_text("名称,编码,人数\n" + "\n".join(lines) + "\n", "utf-8")
        (self.uid,) = self.do("prepare")
        self.coming = set(codes)

    def there(self) -> bool:
        """Whether the import in hand is seen; all of it or nothing, and everything else once."""
        codes = self.do("codes")
        assert len(codes) == len(set(codes)), "nothing twice"
        rest = set(codes) - self.coming
        assert rest == self.whole
        assert set(codes) & self.coming in (set(), self.coming), "nothing half"
        return bool(set(codes) & self.coming)

    def kept(self) -> None:
        """The import in hand is there to stay."""
        assert self.there()
        self.whole |= self.coming


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Imports(tmp_path_factory.mktemp("imports") / "office")
    made.do("open")
    return made.office.home


@pytest.fixture
def imports(opened: Path, tmp_path: Path) -> Imports:
    shutil.copytree(opened, tmp_path / "office")
    return Imports(tmp_path / "office")


def test_imports_killed_at_every_place_are_gone_on_with(imports: Imports) -> None:
    for place, seen in (
        ("import.begun", False),
        ("import.before_slice:1", False),
        ("import.before_slice:3", False),
        ("import.in_slice:1", False),
        ("import.in_slice:3", False),
        ("import.after_slice:1", False),
        ("import.after_slice:3", False),
        ("import.before_showing", False),
        ("import.showing", False),
        ("import.after_showing", True),
    ):
        imports.next()
        imports.do("apply", place)
        assert imports.there() == seen, place
        if not seen:
            # Whoever goes on with it is killed, too.
            imports.do("continue", "import.showing")
            assert not imports.there()
            imports.do("continue")
        assert imports.there()
        imports.do("apply")
        imports.kept()
    sound(imports.office)


def test_undoing_killed_at_every_place_is_gone_on_with(imports: Imports) -> None:
    for place in ("undo.begun", "undo.in_slice:1", "undo.after_slice:1", "undo.ending"):
        imports.next()
        imports.do("apply")
        imports.do("undo", place)
        imports.do("undo")
        assert not imports.there()
    sound(imports.office)


def test_imports_killed_at_any_moment_are_gone_on_with(imports: Imports) -> None:
    killed = 0
    while killed < 12:
        imports.next()
        status, lines = at_random(imports.office, WORK, "apply", str(imports.path), imports.uid, longest=0.12)
        killed += status == KILLED
        if "applied" in lines:
            assert imports.there(), "acknowledged"
        imports.do("apply")
        imports.kept()
    sound(imports.office)
