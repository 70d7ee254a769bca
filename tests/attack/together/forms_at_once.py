"""Contests about collections, numbered forms and scans."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from arena import NUMBERS, Contest, entries

from office import Office
from zhangtu.collections import actions as collecting
from zhangtu.collections import queries as collections
from zhangtu.collections import sheets
from zhangtu.collections.finding import ask as ask_in
from zhangtu.collections.forms import Wanted
from zhangtu.collections.models import Line
from zhangtu.collections.states import Shape
from zhangtu.documents.scans import ScannedPage
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions as ledgers
from zhangtu.people import queries as people
from zhangtu.stamping import actions as stamping
from zhangtu.stamping import parts, placing
from zhangtu.stamping.models import Form, Scan, Upload
from zhangtu.stamping.placing import Choice
from zhangtu.stamping.states import FormState, UploadState


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


def planned(office: Office) -> collecting.Plan:
    from datetime import date, datetime  # noqa: PLC0415

    from zhangtu.kernel.clock import SHANGHAI  # noqa: PLC0415

    return collecting.Plan(
        title=f"摸底{next(NUMBERS)}", basis="文", due=datetime(2026, 11, 30, 17, 30, tzinfo=SHANGHAI),
        ends=date(2027, 6, 30), units=(office.west, office.east), shape=Shape.MANY,
        columns=(Wanted(title="险情", type="text"), Wanted(title="地点", type="text")), base="",
    )  # fmt: skip


def asked(office: Office) -> Asked:
    uid = collecting.send_out(planned(office), actor=office.chief)
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


def send_out(office: Office) -> Contest:
    """Whoever presses twice, and a colleague at the same post, send one collection out."""
    from zhangtu.collections.models import Ask, Collection  # noqa: PLC0415

    plan = planned(office)
    found: list[UUID] = []
    act = partial(lambda: found.append(collecting.send_out(plan, actor=office.chief)))

    def came(_: list[str]) -> list[int]:
        made = Collection.objects.filter(title=plan.title)
        return [len(set(found)), made.count(), Ask.objects.filter(collection__in=made).count()]

    return Contest([act] * 4, came)


def chase(office: Office) -> Contest:
    """A unit is told once."""
    one = asked(office)
    act = partial(collecting.chase, one.collection, [one.ask], "请今日报送。", actor=office.chief)
    return Contest(
        [act] * 4,
        lambda _: [len(collections.chases(one.collection, people.scope(office.chief)))],
    )


FORMS = (
    send_out, chase, accept, decide, submit, type_and_submit, close, close_and_submit,
    issue, pick_one_page, pick_two_pages, void_and_pick,
)  # fmt: skip
