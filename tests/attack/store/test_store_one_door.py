"""Every public action of every room refuses who has no right, and then nothing is written."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import zhangtu
from office import CONSOLE, TODAY, Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, definitions, filing
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.importing import applying, preparing
from zhangtu.people import actions as people
from zhangtu.people.handing import Side
from zhangtu.people.roster import Line, Roster
from zhangtu.people.scope import Right
from zhangtu.reports.scheduling.actions import Wanted
from zhangtu.schema.specs import Field, Title

#: Actions that anybody's call may reach, and why.
OPEN = {
    "zhangtu.journal.proving.prove": "below the rooms that know rights; whoever calls it checks",
    "zhangtu.journal.redacting.redact": "below the rooms that know rights; whoever calls it checks",
    "zhangtu.journal.writing.act": "the way into the journal itself",
    "zhangtu.ledgers.filing.uploads.arrived": "refuses whoever did not begin the upload, once it is entered",
    "zhangtu.ledgers.looks.actions.save": "whoever reads a ledger may keep a way of looking at it",
    "zhangtu.measures.actions.pin": "whoever reads a ledger may keep a figure in sight",
    "zhangtu.measures.actions.unpin": "takes down what one has put up oneself",
    "zhangtu.messages.actions.mark_read": "marks one's own; of what is not, nothing is marked",
    "zhangtu.messages.actions.send": "below the rooms that know what is told; whoever calls it checks",
    "zhangtu.people.actions.accounts.note_sign_in": "sign-in itself notes it",
    "zhangtu.people.actions.accounts.note_sign_out": "sign-in itself notes it",
    "zhangtu.people.actions.accounts.use_recovery": "takes the recovery code, before anybody is signed in",
}
#: Actions that take what their own room has made, and are tried by its tests.
WITHIN = (
    "zhangtu.collections.drafts.put",
    "zhangtu.collections.telling.tell",
    "zhangtu.ledgers.designing.",
    "zhangtu.reports.telling.tell",
    "zhangtu.stamping.actions.file_pages",
    "zhangtu.stamping.actions.note_trouble",
    "zhangtu.stamping.fetching.keep",
    "zhangtu.stamping.placing.",
    "zhangtu.stamping.printing.",
)
#: Rooms below whose doors are tried elsewhere.
ELSEWHERE = ("zhangtu.project", "zhangtu.desk", "zhangtu.plans", "zhangtu.issuing")


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the product that takes an actor by name."""
    for found in pkgutil.walk_packages(zhangtu.__path__, "zhangtu."):
        if found.name.startswith(ELSEWHERE) or ".migrations" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, thing in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(thing) or thing.__module__ != found.name:
                continue
            actor = inspect.signature(thing).parameters.get("actor")
            if actor is not None and actor.kind is inspect.Parameter.KEYWORD_ONLY:
                yield f"{found.name}.{name}", thing


def imports(town: Office, folder: Path) -> tuple[Path, UUID, UUID]:
    """A sheet, an import of it that is in force, and one that waits."""
    sheet = folder / "shops.csv"
    sheet.write_text("名称,编码\n一店,w-1\n二店,w-2\n三店,w-3\n", "utf-8")
    prepared = preparing.prepare(sheet, "shops", actor=town.chief)
    applied = applying.apply(UUID(prepared.manifest.uid), actor=town.chief).uid
    waiting = preparing.prepare(sheet, "shops", actor=town.chief)
    return sheet, applied, UUID(waiting.manifest.uid)


def handing_over(town: Office) -> people.Plan:
    """The eastern clerk hands over to the western, the chief watches."""
    return people.Plan(
        giver=town.eastern.person,
        receiver=town.western.person,
        witness=town.chief.person,
        posts=(town.eastern.post,),
        begins=TODAY,
    )


@pytest.fixture
def known(town: Office, tmp_path: Path) -> dict[str, Any]:
    """What to give for a parameter of a name: things there are, that somebody with rights could change."""
    file = filing.bring([b"words"], "a.txt", actor=town.eastern)
    row = actions.create(
        "shops", {"name": "东桥店", "phone": "13800000001", "photo": [file]}, actor=town.eastern
    )
    sheet, applied, waiting = imports(town, tmp_path)
    plan = handing_over(town)
    people.add_outside(
        handover := people.prepare_handover(plan, actor=CONSOLE), "seal", "公章", actor=CONSOLE
    )
    slip = people.open_account(town.eastern.person, "yier", actor=CONSOLE)
    deputy = people.set_deputy(town.eastern.post, town.reader.post, actor=CONSOLE, day=TODAY)
    given = people.grant(town.eastern.post, "tips", [Right.READ], actor=CONSOLE, day=TODAY)
    newcomer = Line("名单!3", town.east, "辛八", "", "网格员", "clerk", "xinba")
    return {
        "uid": row.uid, "seen": row.version, "ledger": "shops", "values": {"name": "改名"},
        "batch": [Draft("shops", {"name": "新店"}, town.east)], "fields": ["phone"], "field": "ticket",
        "unit": town.east, "units": [town.west], "into": town.east, "parent": town.town, "office": town.town,
        "post": town.eastern.post, "deputy": town.reader.post, "person": town.eastern.person,
        "account": slip.account, "accounts": [slip.account],
        "login": "newcomer", "password": "Zhangtu-2026-long!",
        "secret": b"0" * 20, "code": "123456", "issuer": "elsewhere", "subject": "somebody",
        "handover": handover, "kind": "seal", "title": "章", "no": 1, "plan": plan, "side": Side.GIVER,
        "digest": file.sha256, "number": deputy, "rights": [Right.READ], "role": "reader",
        "name": "名称", "day": TODAY, "begins": TODAY, "until": date(2027, 1, 1), "paper": "a",
        "reason": "试试", "limit": "decide", "budget": "7 workdays",
        "what": definitions.in_force("papers").ledger, "out": tmp_path / "out.csv",
        "path": sheet, "folder": tmp_path, "chunks": [b"other words"],
        "parts": [people.Part("东一"), people.Part("东二")],
        "import": applied, "waiting": waiting, "grant": given,
        "roster": Roster((newcomer,), ()), "size": 100, "start": 0,
        "sha256": file.sha256, "file": file, "words": "正门",
        "line": row.uid, "lines": [row.uid], "texts": {"name": "改名"}, "column": "name", "text": "请尽快",
        "asks": [row.uid], "uids": [row.uid], "due": TODAY, "period": "2026-11", "query": "q=1",
        "rows": [(row.uid, row.version)], "channel": "mail", "target": "a@office.example", "pages": 1,
        "content": {"words": "正文"}, "places": [1],
        "procedure": "opening",
        "office_field": Field(0, "colour", "text", Title("颜色", "", "Colour")),
    }  # fmt: skip


def arguments(label: str, action: Callable[..., Any], known: dict[str, Any]) -> dict[str, Any]:
    """Arguments for everything an action must be given."""
    special = {
        "zhangtu.ledgers.bringing.handed.take": {"file": BytesIO(b"a,b")},
        "zhangtu.reports.scheduling.actions.schedule": {
            "wanted": Wanted(known["uid"], "x", "月报", "month", "day 5", [known["unit"]], TODAY)
        },
        "zhangtu.stamping.actions.issue": {"subject": ("row", str(known["uid"]))},
        "zhangtu.ledgers.importing.undoing.undo": {"uid": known["import"]},
        "zhangtu.ledgers.importing.applying.apply": {"uid": known["waiting"]},
        "zhangtu.people.actions.persons.withdraw_grant": {"number": known["grant"]},
        "zhangtu.ledgers.definitions.office.add_field": {"field": known["office_field"]},
        "zhangtu.ledgers.definitions.office.retitle": {"title": Title("新名", "", "New")},
    }.get(label, {})
    wanted = [
        name
        for name, one in inspect.signature(action).parameters.items()
        if one.default is inspect.Parameter.empty and name != "actor"
    ]
    return {name: special.get(name, known.get(name)) for name in wanted}


def test_no_action_is_done_for_who_has_no_right(town: Office, known: dict[str, Any]) -> None:
    nobodies = {
        "nobody": Actor(),
        "a machine nobody knows": Actor(machine="somebody"),
        "a machine with a post": Actor(post=town.chief.post, machine="somebody"),
        "a token there is not": Actor(post=town.chief.post, machine="token:gone"),
        "a reader": town.reader,
        "a person for a post it does not hold": Actor(person=town.reader.person, post=town.chief.post),
        "an auditor": somebody(town.town, "审计", "audit_administrator"),
    }
    wrong, tried = [], 0
    for label, action in public():
        if label in OPEN or label.startswith(WITHIN):
            continue
        given = arguments(label, action, known)
        assert None not in given.values(), f"say in known() what to give {label}: {given}"
        for who, actor in nobodies.items():
            before, tried = journal.last_number(), tried + 1
            try:
                action(**given, actor=actor)
            except RefusedError:
                pass
            except Exception as error:  # noqa: BLE001 - whatever else it is, it is no refusal
                wrong.append(f"{label} for {who}: {type(error).__name__}: {error}")
            else:
                wrong.append(f"{label} for {who}: done")
            if journal.last_number() != before:
                wrong.append(f"{label} for {who}: written")
    assert not wrong, "\n".join(wrong)
    assert tried > 300
