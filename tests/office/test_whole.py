"""An office in which every room has been at work: the journal asks a room about every register."""

from pathlib import Path

import pytest
from offices import Office

ROOT = Path(__file__).parents[2]
#: What the command line has no word for: a row on a post, a limit, a look behind a mask, a handover.
WORK = """
from zhangtu.project import office
office.open_existing()
from datetime import timedelta
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions, clocks, queries
from zhangtu.ledgers.models import Row
from zhangtu.people import actions as people
from zhangtu.people.actions import Plan
from zhangtu.people.handing import Side
console, day = Actor(machine="console"), today()
unit = people.create_unit("云溪镇", actor=console, day=day)
posts = [people.establish_post(unit, name, actor=console, day=day, role=role)
         for name, role in (("经办岗", "clerk"), ("接手岗", "clerk"), ("镇长", "chief"))]
three = [Actor(person=people.enrol(f"甄{n}", actor=console), post=posts[n]) for n in range(3)]
for one in three:
    people.appoint(one.person, one.post, actor=console, day=day)
row = Row.objects.order_by("id")[0]
view = actions.assign(row.uid, actor=console, seen=row.version, post=posts[0], unit=unit)
clocks.start(row.uid, "review", "7 workdays", actor=console)
actions.unmask(row.uid, sorted(view.masked)[:1], actor=console, reason="核实")
giver, receiver, witness = (one.person for one in three)
plan = Plan(giver=giver, receiver=receiver, witness=witness, begins=day, into=posts[1])
number = people.prepare_handover(plan, actor=three[0])
for side, actor in zip(Side, three):
    people.sign(number, side, actor=actor)
people.put_in_force(number, actor=console)
print(Row.objects.get(id=row.id).post == posts[1], row.uid)
"""


SHOWN = """
from zhangtu.project import office
office.open_existing()
from zhangtu.kernel.clock import today
from zhangtu.ledgers.queries import rows
from zhangtu.people import queries
from zhangtu.project.beginning import CONSOLE
scope = queries.scope(CONSOLE)
shops, tasks = ([row.values for row in rows(name, scope).rows] for name in ("premises", "tasks"))
print(all(shop["zone"] and shop["grade"] and shop["lead"] for shop in shops))
print(len({task["state"] for task in tasks}) > 3 and len({task["lead"] for task in tasks}) > 3)
print({task["due"] < today() for task in tasks if task["state"] != "completed"} == {True, False})
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("whole") / "office")
    done = made.run("init", "--demo")
    assert done.returncode == 0, done.stderr
    return made


def test_an_invented_county_has_something_in_every_column_and_no_port_of_its_own(tmp_path: Path) -> None:
    made = Office(tmp_path / "demo")
    done = made.run("init", "--demo", "--lang", "en")
    assert ":8000" not in done.stdout
    assert "zhangtu serve" in done.stdout
    done = made.python(SHOWN)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True", "True"]


def test_verify_leaves_no_register_out(office: Office, tmp_path: Path) -> None:
    given = str(ROOT / "docs" / "tutorial" / "premises.csv")
    out = str(tmp_path / "out.xlsx")
    done = office.run("import", given, "--ledger", "premises", "--yes", "--faults", str(tmp_path / "f.xlsx"))
    assert done.returncode in (0, 1), done.stderr
    for words in (
        ("export", "premises", "--out", out),
        ("token", "issue", "weather", "--post", "1", "--rights", "read"),
        ("seal",),
    ):
        done = office.run(*words)
        assert done.returncode == 0, done.stderr
    done = office.python(WORK)
    handed, uid = done.stdout.split()
    assert handed == "True", done.stderr
    assert office.run("seal").returncode == 0
    done = office.run("verify", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "its entries were not replayed" not in done.stdout
    look_at(office, f"premises/{uid}")


def look_at(office: Office, place: str) -> None:
    """A row on the command line: now, on a day, what happened to it, what differs."""
    now = office.run("row", place)
    assert now.returncode == 0, now.stderr
    title = now.stdout.splitlines()[0].partition(" (")[0]
    assert f"name: {title}\n" in now.stdout
    said = office.run("row", place, "--history").stdout
    assert [line.split("  ")[3].partition(" (")[0] for line in said.splitlines() if line[0] != " "] == [
        "create",
        "assign",
        "start_clock",
        "unmask",
        "hand_over",
    ]
    assert "(核实)" in said
    then = office.run("row", place, "--on", "2020-01-01", "--lang", "en")
    assert (then.returncode, then.stdout) == (1, "There was no such row on 2020-01-01.\n")
    both = office.run("row", place, "--difference", "2020-01-01", "2999-12-31")
    assert f"— → {title}\n" in both.stdout
    for wrong in ((place, "--on", "gestern"), ("licences/" + place.partition("/")[2],), ("premises/1",)):
        assert office.run("row", *wrong).returncode == 2
