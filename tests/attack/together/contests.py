"""Things two people try to do at the same moment; run as a program, it prints what became of each."""

import contextvars
import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

from zhangtu.project import office as prepared

prepared.prepare()

from django.db import connections  # noqa: E402

from office import CONSOLE, START, TODAY, Office, open_office, somebody  # noqa: E402
from zhangtu.collections import actions as collecting  # noqa: E402
from zhangtu.collections import queries as collections  # noqa: E402
from zhangtu.collections import sheets  # noqa: E402
from zhangtu.collections.finding import ask as ask_in  # noqa: E402
from zhangtu.collections.forms import Wanted  # noqa: E402
from zhangtu.collections.models import Line  # noqa: E402
from zhangtu.collections.states import Shape  # noqa: E402
from zhangtu.documents.scans import ScannedPage  # noqa: E402
from zhangtu.journal import queries as journal  # noqa: E402
from zhangtu.journal.actor import Actor  # noqa: E402
from zhangtu.journal.verifying import verify  # noqa: E402
from zhangtu.kernel.clock import stopped_at  # noqa: E402
from zhangtu.kernel.refusals import RefusedError  # noqa: E402
from zhangtu.ledgers import actions as ledgers  # noqa: E402
from zhangtu.ledgers import definitions, filing  # noqa: E402
from zhangtu.ledgers.designing import actions as designing  # noqa: E402
from zhangtu.ledgers.designing import editing  # noqa: E402
from zhangtu.ledgers.importing import applying, preparing, undoing  # noqa: E402
from zhangtu.ledgers.models import Row  # noqa: E402
from zhangtu.people import actions as organising  # noqa: E402
from zhangtu.people import queries as people  # noqa: E402
from zhangtu.people.handing import Side  # noqa: E402
from zhangtu.people.models import Account  # noqa: E402
from zhangtu.schema.specs import Title  # noqa: E402
from zhangtu.stamping import actions as stamping  # noqa: E402
from zhangtu.stamping import parts, placing  # noqa: E402
from zhangtu.stamping.models import Form, Scan, Upload  # noqa: E402
from zhangtu.stamping.placing import Choice  # noqa: E402
from zhangtu.stamping.states import FormState, UploadState  # noqa: E402

Act = Callable[[], object]


@dataclass
class Contest:
    """What is tried at the same moment, and how to see afterwards what came of it.

    Attributes:
        acts: What each one tries.
        effect: What there is afterwards; the test says what it must be.
    """

    acts: list[Act]
    effect: Callable[[list[str]], object]


NUMBERS = count(1)


def outcome(act: Act) -> str:
    """``ok``, the kind of a refusal, or what went wrong."""
    try:
        act()
    except RefusedError as refused:
        return refused.kind
    except Exception as error:  # noqa: BLE001 - told to the test
        return f"ERROR {type(error).__name__}: {error}"
    return "ok"


def at_once(acts: list[Act]) -> list[str]:
    """Do all of these at the same moment, each in a thread and a connection of its own."""
    gate = threading.Barrier(len(acts))
    said = [""] * len(acts)

    def go(place: int) -> None:
        gate.wait()
        said[place] = outcome(acts[place])
        connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(go, place))
        for place in range(len(acts))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def entries(register: str, action: str, row: int = 0) -> int:
    """How often something stands in the journal."""
    found = journal.history(register, row) if row else journal.entries_after(0, 1_000_000)
    return sum(1 for one in found if (one.register, one.action) == (register, action))


# collections


@dataclass
class Asked:
    office: Office
    collection: UUID
    ask: UUID

    @property
    def scope(self):  # noqa: ANN201
        return people.scope(self.office.western)

    @property
    def row(self) -> int:
        return ask_in(self.ask, self.scope).pk

    def seen(self) -> str:
        return sheets.mark(ask_in(self.ask, self.scope), self.scope)

    def submit(self, seen: str) -> None:
        collecting.submit(self.ask, actor=self.office.western, seen=seen, confirm_rest=True)


def asked(office: Office) -> Asked:
    from datetime import date, datetime  # noqa: PLC0415

    from zhangtu.kernel.clock import SHANGHAI  # noqa: PLC0415

    plan = collecting.Plan(
        title=f"摸底{next(NUMBERS)}", basis="文", due=datetime(2026, 11, 30, 17, 30, tzinfo=SHANGHAI),
        ends=date(2027, 6, 30), units=(office.west, office.east), shape=Shape.MANY,
        columns=(Wanted(title="险情", type="text"), Wanted(title="地点", type="text")), base="",
    )  # fmt: skip
    uid = collecting.send_out(plan, actor=office.chief)
    asks = collections.matrix(uid, people.scope(office.chief))
    ask = next(one.uid for one in asks if one.unit == office.west)
    return Asked(office, uid, ask)


def typed(office: Office, *, handed_in: bool = False) -> Asked:
    one = asked(office)
    columns = column_names(one)
    collecting.type_in(one.ask, "n1", {columns[0]: "塌方"}, actor=office.western, seen=0)
    if handed_in:
        one.submit(one.seen())
    return one


def column_names(one: Asked) -> list[str]:
    from zhangtu.collections.forms import form_of  # noqa: PLC0415

    return [each.name for each in form_of(ask_in(one.ask, one.scope).collection).columns]


def accept(office: Office) -> Contest:
    one, done = typed(office, handed_in=True), []
    act = partial(lambda: done.append(collecting.accept([one.ask], actor=office.chief)))
    return Contest([act] * 4, lambda _: [sum(done), entries("collections.ask", "accept", one.row)])


def decide(office: Office) -> Contest:
    one = typed(office, handed_in=True)
    take = partial(collecting.accept, [one.ask], actor=office.chief)
    back = partial(collecting.give_back, one.ask, actor=office.chief, reason="重填")
    return Contest(
        [back, take, back, take],
        lambda said: entries("collections.ask", "give_back", one.row) == [said[0], said[2]].count("ok") == 1,
    )


def submit(office: Office) -> Contest:
    one = typed(office)
    act = partial(one.submit, one.seen())
    return Contest(
        [act] * 4,
        lambda _: [entries("collections.ask", "submit", one.row), Line.objects.filter(ask=one.row).count()],
    )


def type_and_submit(office: Office) -> Contest:
    """What was acknowledged while the form is handed in is in it, or still to be seen."""
    one = typed(office)
    column = column_names(one)[0]
    acts = [partial(one.submit, one.seen())]
    acts += [
        partial(collecting.type_in, one.ask, f"n{at}", {column: f"滑坡{at}"}, actor=office.western, seen=0)
        for at in range(2, 5)
    ]

    def lost(said: list[str]) -> list[str]:
        there = str(list(Line.objects.filter(ask=one.row).values_list("values", flat=True)))
        now = ask_in(one.ask, one.scope)
        if now.state == "filling":
            there += str([line.cells[column].text for line in sheets.whole(now, one.scope).lines])
        return [f"滑坡{at}" for at in range(2, 5) if said[at - 1] == "ok" and f"滑坡{at}" not in there]

    return Contest(acts, lost)


def close(office: Office) -> Contest:
    one = asked(office)
    row = ask_in(one.ask, one.scope).collection.pk
    act = partial(collecting.close, one.collection, actor=office.chief, reason="收齐")
    return Contest([act] * 4, lambda _: entries("collections.collection", "close", row))


def close_and_submit(office: Office) -> Contest:
    one = typed(office)
    row, ask = ask_in(one.ask, one.scope).collection.pk, one.row
    shut = partial(collecting.close, one.collection, actor=office.chief)

    def after(_: list[str]) -> bool:
        order = [each for each in journal.entries_after(0, 1_000_000) if each.row in (row, ask)]
        names = [
            each.action for each in order
            if (each.register, each.row) in (("collections.collection", row), ("collections.ask", ask))
        ]  # fmt: skip
        return "submit" not in names or names.index("submit") < names.index("close")

    return Contest([shut, partial(one.submit, one.seen()), shut], after)


# handovers


def handing(office: Office) -> tuple[int, dict[Side, Actor]]:
    number = next(NUMBERS)
    giver = somebody(office.west, f"交{number}", "clerk")
    receiver = somebody(office.west, f"接{number}", "clerk")
    witness = somebody(office.west, f"监{number}", "chief")
    plan = organising.Plan(
        giver=giver.person, receiver=receiver.person, witness=witness.person, begins=TODAY + timedelta(days=7)
    )
    made = organising.prepare_handover(plan, actor=giver)
    return made, dict(zip((Side.GIVER, Side.RECEIVER, Side.WITNESS), (giver, receiver, witness), strict=True))


def sign(office: Office) -> Contest:
    number, people_ = handing(office)
    acts = [partial(organising.sign, number, side, actor=actor) for side, actor in people_.items()] * 2
    from zhangtu.people.models import HandoverSignature  # noqa: PLC0415

    return Contest(acts, lambda _: HandoverSignature.objects.filter(handover=number).count())


def hand_over(office: Office) -> Contest:
    number, people_ = handing(office)
    for side, actor in people_.items():
        organising.sign(number, side, actor=actor)
    acts = [partial(organising.put_in_force, number, actor=actor) for actor in people_.values()] * 2
    receiver = people_[Side.RECEIVER].person
    post = people_[Side.GIVER].post

    def after(_: list[str]) -> list[int]:
        held = [one for one in people.holdings(person=receiver) if one.post == post]
        return [len(held), entries("people.handover", "force", number)]

    return Contest(acts, after)


def prepare(office: Office) -> Contest:
    number = next(NUMBERS)
    giver, receiver, witness = (somebody(office.west, f"{one}{number}", "chief") for one in "送收看")
    plan = organising.Plan(
        giver=giver.person, receiver=receiver.person, witness=witness.person, begins=TODAY + timedelta(days=7)
    )
    act = partial(organising.prepare_handover, plan, actor=giver)
    return Contest([act] * 4, lambda _: None)


# definitions


def go_live(office: Office) -> Contest:
    """Two designers add a field each to the same ledger: neither loses what the other added."""
    number = next(NUMBERS)
    designs = []
    for at in range(2):
        actor = somebody(office.town, f"设{number}{at}", "designer")
        design = designing.from_ledger("papers", actor=actor)
        title = Title(f"新列{number}{at}", "")
        design = designing.change(design, partial(editing.add, type_="text", title=title), actor=actor)
        designs.append((design, actor, title.zh))
    acts = [partial(designing.put_in_force, design, actor=actor, reason="改") for design, actor, _ in designs]

    def lost(said: list[str]) -> list[str]:
        fields = definitions.in_force("papers").ledger.fields
        there = {one.title.zh for one in fields if one.removed is None}
        return [
            title
            for word, (_, _, title) in zip(said, designs, strict=True)
            if (word == "ok") != (title in there)
        ]

    return Contest(acts, lost)


def same_name(office: Office) -> Contest:
    """Two new ledgers of one name are two ledgers."""
    number = next(NUMBERS)
    designs = []
    for at in range(2):
        actor = somebody(office.town, f"新{number}{at}", "designer")
        designs.append((designing.from_nothing(f"台账{number}之{at}", actor=actor), actor))
    acts = [partial(designing.put_in_force, one, actor=actor, reason="建") for one, actor in designs]
    return Contest(
        acts,
        lambda said: (
            said.count("ok")
            - sum(f"台账{number}之" in one.ledger.title.zh for one in definitions.known().ledgers.values())
        ),
    )


# stamping


def issued(office: Office, pages: int = 1) -> Form:
    number = next(NUMBERS)
    uid = ledgers.create("shops", {"name": f"店{number}"}, actor=office.western).uid
    form = stamping.issue(("row", str(uid)), f"店{number}", pages, ["facts", number], actor=office.western)
    return Form.objects.get(uid=form.uid)


def uploaded(office: Office, pages: int = 1) -> Upload:
    number = next(NUMBERS)
    pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    )
    view = stamping.bring(
        [pdf + f"%{number}\ntrailer<</Root 1 0 R>>\n%%EOF".encode()], "扫.pdf", actor=office.western
    )
    found = [ScannedPage(at, pages) for at in range(pages)]
    stamping.file_pages(
        view.id,
        (),
        actor=office.western,
        state=UploadState.READ.value,
        sheets=parts.stored_sheets(found),
        aside="[]",
    )
    return Upload.objects.get(pk=view.id)


def issue(office: Office) -> Contest:
    """Different papers printed at once get numbers that follow one another; the same paper gets one."""
    uid = ledgers.create("shops", {"name": f"店{next(NUMBERS)}"}, actor=office.western).uid
    before = Form.objects.filter(unit=office.west).count()
    acts = [
        partial(stamping.issue, ("row", str(uid)), "店", 1, ["facts", at // 2], actor=office.western)
        for at in range(6)
    ]

    def after(_: list[str]) -> list[object]:
        numbers = sorted(Form.objects.filter(unit=office.west).values_list("number", flat=True))
        return [len(numbers) - before, numbers == list(range(1, len(numbers) + 1))]

    return Contest(acts, after)


def pick_one_page(office: Office) -> Contest:
    """One page is filed with one form."""
    upload, forms = uploaded(office), [issued(office), issued(office)]
    acts = [
        partial(placing.pick, upload.uid, [Choice(0, form.uid, 1)], actor=office.western)
        for form in forms * 2
    ]
    return Contest(acts, lambda _: Scan.objects.filter(upload=upload.pk).count())


def pick_two_pages(office: Office) -> Contest:
    """Two pages of one form brought by two files make it whole."""
    form = issued(office, 2)
    acts = [
        partial(placing.pick, uploaded(office).uid, [Choice(0, form.uid, page)], actor=office.western)
        for page in (1, 2)
    ]

    def after(said: list[str]) -> list[str]:
        newest = Scan.objects.filter(form=form.pk).order_by("-version").first()
        assert newest is not None
        pages = {one.page for one in parts.loaded(newest.parts)}
        state = Form.objects.get(pk=form.pk).state
        whole = pages == {1, 2} and state == FormState.STAMPED
        return [] if whole or "ok" not in said or said.count("ok") == 1 else [*said, str(pages), state]

    return Contest(acts, after)


def void_and_pick(office: Office) -> Contest:
    form, upload = issued(office), uploaded(office)
    acts = [
        partial(stamping.void, form.uid, actor=office.western, reason="错"),
        partial(placing.pick, upload.uid, [Choice(0, form.uid, 1)], actor=office.western),
    ]
    return Contest(
        acts,
        lambda said: [
            said.count("ok"), (Form.objects.get(pk=form.pk).state == FormState.VOIDED) == (said[0] == "ok")
        ],
    )  # fmt: skip


# units and people


def merge(office: Office) -> Contest:
    """Nothing is entered for a unit once it is gone."""
    number = next(NUMBERS)
    units = [
        organising.create_unit(f"{name}{number}", actor=CONSOLE, day=START, parent=office.town)
        for name in ("甲村", "乙村")
    ]
    clerk = somebody(units[0], f"录{number}", "clerk")

    def enter() -> None:
        for _ in range(4):
            ledgers.create("shops", {"name": "店"}, actor=clerk)

    def unite() -> None:
        organising.merge_units([units[0]], units[1], actor=CONSOLE, day=TODAY)

    def late(_: list[str]) -> list[str]:
        all_ = list(journal.entries_after(0, 1_000_000))
        over = max((one.number for one in all_ if one.action == "merge"), default=0)
        rows = set(Row.objects.filter(unit=units[0]).values_list("id", flat=True))
        made = [one for one in all_ if (one.register, one.action) == ("shops", "create") and one.row in rows]
        return [str(one.number) for one in made if one.number > over]

    return Contest([enter, unite, enter, unite], late)


def open_account(office: Office) -> Contest:
    number = next(NUMBERS)
    persons = [somebody(office.west, f"账{number}{at}", "clerk").person for at in range(2)]
    acts = [
        partial(organising.open_account, person, f"login{number}", actor=CONSOLE) for person in persons * 2
    ]
    return Contest(acts, lambda _: Account.objects.filter(login=f"login{number}").count())


def appoint(office: Office) -> Contest:
    number = next(NUMBERS)
    post = organising.establish_post(office.west, f"岗{number}", actor=CONSOLE, day=START, role="clerk")
    person = organising.enrol(f"任{number}", actor=CONSOLE)
    act = partial(organising.appoint, person, post, actor=CONSOLE, day=TODAY)
    return Contest(
        [act] * 4, lambda _: len([one for one in people.holdings(person=person) if one.post == post])
    )


# ledgers


def one_field(office: Office) -> Contest:
    """Of those who change the same field as they saw it, one does."""
    row = ledgers.create("shops", {"name": "店", "staff": "1"}, actor=office.western)
    acts = [
        partial(ledgers.amend, row.uid, {"staff": str(at)}, actor=office.western, seen=row.version)
        for at in range(2, 6)
    ]
    return Contest(acts, lambda _: None)


def withdraw(office: Office) -> Contest:
    row = ledgers.create("shops", {"name": "店", "staff": "1"}, actor=office.western)
    gone = partial(ledgers.withdraw, row.uid, actor=office.chief, seen=row.version, reason="关")
    change = partial(ledgers.amend, row.uid, {"staff": "2"}, actor=office.western, seen=row.version)
    number = Row.objects.get(uid=row.uid).pk
    return Contest([gone, change, gone, change], lambda _: entries("shops", "withdraw", number))


def prepared_import(office: Office, folder: Path) -> UUID:
    number = next(NUMBERS)
    path = folder / f"{number}.csv"
    lines = [f"店{number}-{at},C{number}-{at},{at}" for at in range(40)]
    path.write_text("\n".join(["名称,编码,人数", *lines]), "utf-8")
    return UUID(preparing.prepare(path, "shops", actor=office.chief).manifest.uid)


def bring_in(office: Office, folder: Path) -> Contest:
    uid = prepared_import(office, folder)
    before = Row.objects.count()
    act = partial(applying.apply, uid, actor=office.chief, reason="普查")
    return Contest([act] * 3, lambda _: Row.objects.count() - before)


def bring_in_and_undo(office: Office, folder: Path) -> Contest:
    uid = prepared_import(office, folder)
    applying.apply(uid, actor=office.chief, reason="普查")
    before = entries("ledgers.import", "undo")
    act = partial(undoing.undo, uid, actor=office.chief, reason="错")
    return Contest([act] * 3, lambda _: entries("ledgers.import", "undo") - before)


def file(office: Office) -> Contest:
    data = f"同一个文件{next(NUMBERS)}".encode()
    before = entries("ledgers.file", "bring")
    act = partial(filing.bring, [data], "a.txt", actor=office.western)
    return Contest([act] * 4, lambda _: entries("ledgers.file", "bring") - before)


CONTESTS: dict[str, Callable[..., Contest]] = {
    one.__name__: one
    for one in (
        accept, decide, submit, type_and_submit, close, close_and_submit, sign, hand_over, prepare, go_live,
        same_name, issue, pick_one_page, pick_two_pages, void_and_pick, merge, open_account, appoint,
        one_field, withdraw, file,
    )
}  # fmt: skip
IN_FOLDER: dict[str, Callable[..., Contest]] = {one.__name__: one for one in (bring_in, bring_in_and_undo)}


def held(rounds: int, folder: Path, only: str = "") -> dict[str, object]:
    """Every contest so many times: what was answered each time, and what came of it."""
    placing.joined = lambda files: [out.write_bytes(b"%PDF-1.4\n%%EOF" + str(out).encode()) for out in files]
    office = open_office(folder / "sample")
    found: dict[str, list[object]] = {}
    for name, begin in {**CONTESTS, **IN_FOLDER}.items():
        for _ in range(rounds if not only or name == only else 0):
            contest = begin(office, folder) if name in IN_FOLDER else begin(office)
            said = at_once(contest.acts)
            found.setdefault(name, []).append([dict(Counter(said)), contest.effect(said)])
    verdict = verify()
    numbers = [one.number for one in journal.entries_after(0, 1_000_000)]
    return {
        "held": found,
        "sound": verdict.sound,
        "findings": [str(one) for one in verdict.findings],
        "gaps": numbers != list(range(1, len(numbers) + 1)),
    }


if __name__ == "__main__":
    with stopped_at(TODAY):
        sys.stdout.write(
            json.dumps(held(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]), ensure_ascii=False)
        )
