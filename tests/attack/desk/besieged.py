"""A small office where everything in one village bears a mark nobody of the other village may ever read."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hostile import photo
from papers import bring, quick

from office import CONSOLE, TODAY, Office, open_office, somebody
from zhangtu.collections import actions as collecting
from zhangtu.collections import queries as collections
from zhangtu.collections.actions import Plan
from zhangtu.collections.forms import Wanted
from zhangtu.collections.states import Shape
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import attaching, filing
from zhangtu.ledgers.filing import uploads
from zhangtu.ledgers.looks import actions as looks
from zhangtu.ledgers.looks.queries import LookView
from zhangtu.ledgers.views import RowView
from zhangtu.messages import actions as messages
from zhangtu.people import actions as people
from zhangtu.people import queries as organised
from zhangtu.people.models import Account
from zhangtu.runner import jobs
from zhangtu.stamping.models import Scan, Upload

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people
#: Stands in every name and word of the western village, and nowhere else.
MARK = "Zqx"
#: What would act, were it ever written into a page as it is.
EVIL = (
    f"{MARK}\"><img src=x onerror=alert(1)>'</script><script>alert(1)</script>"
    "{{7*7}}{% raw %}<!--]]>\u202egpj\U0001f600 javascript:alert(1) =1+1"
)
#: A name short enough for every field that has one.
NAME = f"{MARK}\"'><b onx=1>{{{{7*7}}}}\u202e\U0001f600"
#: What stands about persons of the western village, which is masked for whoever sees the row.
PHONE, OWNER = "13900004321", "欧阳隐之"
DUE = datetime(2026, 11, 30, 17, 30, tzinfo=SHANGHAI)
TAKEN = photo(taken="2026:11:20 09:15:02", lat=30.5)
SHA = hashlib.sha256(TAKEN).hexdigest()
Come = Callable[[Actor], Client]


@dataclass
class World:
    """Everything the western village has, by its names to the outside.

    Attributes:
        office: Units and people.
        roles: Role → somebody who has it: of the town, but for the clerks.
        things: Name of an address's part, or of an address and its part → what stands there.
        shop: A shop of the western village.
        own: One of the eastern village.
    """

    office: Office
    roles: dict[str, Actor]
    shop: RowView
    own: RowView
    look: LookView
    things: dict[str, dict[str, object]] = field(default_factory=dict)


def come(actor: Actor) -> Client:
    """Somebody signed in at a browser of their own."""
    login = f"person{actor.person}"
    if not Account.objects.filter(person=actor.person).exists():
        slip = people.open_account(actor.person, login, actor=CONSOLE)
        people.choose_password(slip.account, PASSWORD, actor=Actor(person=actor.person))
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    client.raise_request_exception = False
    answer = client.post("/sign/in", {"login": login, "secret": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def rise(folder: Path) -> World:
    """The office with everything in it."""
    office = open_office(folder)
    roles = {"clerk": office.western, "chief": office.chief, "eastern": office.eastern}
    roles |= {
        role: somebody(office.town, f"{NAME}{number}", role)
        for number, role in enumerate(("designer", "unit_administrator", "data_officer"))
    }
    for role in ("system_administrator", "security_administrator", "audit_administrator"):
        roles[role] = somebody(office.town, f"当{role}", role)
    shop, own = _shops(office)
    people.rename_unit(office.west, name=f"西岭{NAME}", actor=CONSOLE, day=date(2026, 1, 1))
    look = looks.save("shops", f"看{NAME}", f"f.name={MARK}", actor=office.western, shared=True)
    world = World(office, roles, shop, own, look)
    world.things["rows"] = {"name": "shops", "uid": shop.uid, "field": "photo", "number": 1}
    _files(world)
    _collections(world)
    _messages(world)
    _stamped(world)
    _handover(world)
    _brought(world)
    return world


def _shops(office: Office) -> tuple[RowView, RowView]:
    values = {
        "name": EVIL,
        "code": f"{MARK}-1",
        "staff": "6",
        "rooms": "2",
        "phone": PHONE,
        "owner": OWNER,
        "note": f"{EVIL}\n{EVIL}",
    }
    shop = ledgers.create("shops", values, actor=office.western, reason=EVIL)
    other = {"name": "东桥店", "code": "E-1", "staff": "7", "rooms": "2", "phone": "13800000001"}
    own = ledgers.create("shops", other, actor=office.eastern)
    for at, actor, number in ((shop, office.western, NAME), (own, office.eastern, "E-号")):
        paper = {"shop": str(at.uid), "number": number, "expires": "2027-01-31"}
        ledgers.create("papers", paper, actor=actor)
    return shop, own


def _files(world: World) -> None:
    office, shop = world.office, world.shop
    ref = filing.bring([TAKEN], f"{NAME}.jpg", actor=office.western)
    world.shop = attaching.attach(shop.uid, "photo", ref, actor=office.western, reason=EVIL)
    world.shop = attaching.caption(shop.uid, "photo", SHA, EVIL, actor=office.western)
    world.things["files"] = {"sha256": SHA, "size": "small"}
    begun = uploads.begin(f"{NAME}.pdf", 300, actor=office.western)
    world.things["uploads"] = {"uid": begun.uid}


def _collections(world: World) -> None:
    office = world.office
    columns = tuple(Wanted(source=name) for name in ("name", "code", "owner", "phone", "staff"))
    plan = Plan(
        title=f"摸底{NAME}",
        basis=f"文{NAME}",
        due=DUE,
        ends=date(2027, 6, 30),
        units=(office.west,),
        columns=columns,
        base="shops",
        shape=Shape.ROWS,
        period="2026年11月",
        note=EVIL,
    )
    uid = collecting.send_out(plan, actor=office.chief)
    world.things["collections"] = {"uid": uid}
    asks = collections.matrix(uid, organised.scope(office.chief))
    world.things["asks"] = {"uid": asks[0].uid}


def _messages(world: World) -> None:
    words = messages.Words("note", f"信{NAME}", EVIL, "/\\evil.example/")
    uid = messages.send(words, actor=CONSOLE, unit=world.office.west)
    world.things["messages"] = {"uid": uid}


def _stamped(world: World) -> None:
    office = world.office
    one = quick(office, 1, actor=office.western)
    row = organised.scope(office.western)
    page = one.sheets[0].crop((0, 300, 1240, 1754))
    out = io.BytesIO()
    page.save(out, "PDF")
    torn = bring(out.getvalue(), office.western, f"{NAME}.pdf")
    whole = io.BytesIO()
    one.sheets[0].save(whole, "PDF", resolution=150)
    bring(whole.getvalue(), office.western, f"{NAME}2.pdf")
    scan = Scan.objects.first()
    world.things["stamping/forms"] = {"uid": one.form.uid}
    world.things["stamping/uploads"] = {"uid": torn.uid, "index": 0}
    world.things["stamping/scans"] = {"uid": scan.uid if scan is not None else uuid4(), "place": 1}
    assert row.actor == office.western
    assert Upload.objects.count() == 2


def _handover(world: World) -> None:
    office = world.office
    witness = somebody(office.west, f"村长{NAME}", "chief")
    receiver = somebody(office.west, f"接{NAME}", "clerk")
    plan = people.Plan(
        giver=office.western.person,
        receiver=receiver.person,
        witness=witness.person,
        begins=TODAY + timedelta(days=7),
    )
    number = people.prepare_handover(plan, actor=office.western, reason=EVIL)
    people.add_outside(number, "seal", EVIL, actor=office.western, note=EVIL)
    world.roles |= {"receiver": receiver, "witness": witness}
    world.things["office/handovers"] = {"number": number}
    world.things["office"] = {
        "unit": office.west,
        "post": office.western.post,
        "person": office.western.person,
        "number": 1,
        "deed": "rename",
        "step": "sign",
    }


SHEET = f"名称,编码,电话,开业日期\n{NAME}甲,A1,13812345678,2026-01-02\n{NAME}乙,A2,138,五月\n"


def _brought(world: World) -> None:
    """Files on their way in and a design, brought by browser."""
    client = come(world.office.western)
    file = SimpleUploadedFile(f"{NAME}.csv", SHEET.encode())
    answer = client.post("/ledgers/shops/import/take", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    world.things["ledgers/import"] = {"name": "shops", "uid": UUID(answer["Location"].split("/")[-2])}
    good = SimpleUploadedFile(f"{NAME}.csv", SHEET.replace(",138,五月", ",,").encode())
    place = client.post("/ledgers/shops/import/take", {"file": good})["Location"]
    gone = client.post(f"{place}go", {"reason": EVIL})
    assert gone.status_code == 302, gone.content.decode()
    world.things["ledgers/imports"] = {"name": "shops", "uid": UUID(gone["Location"].split("/")[-2])}
    while jobs.do_next(Event()):
        pass
    designer = come(world.roles["designer"])
    sheet = SimpleUploadedFile(f"{NAME}.csv", SHEET.replace("开业日期", "开业" + NAME).encode())
    answer = designer.post("/designs/begin", {"kind": "sheet", "file": sheet})
    assert answer.status_code == 302, answer.content.decode()
    world.things["designs"] = {"uid": UUID(answer["Location"].split("/")[-2]), "name": "premises"}
    text = f"{NAME}方案\n\n一、主要任务\n（一）{EVIL}。由{NAME}局牵头，2026年2月30日前完成。\n"
    answer = client.post("/read", {"text": text})
    assert answer.status_code == 302, answer.content.decode()
    parts = answer["Location"].split("/")
    world.things["plans"] = {"uid": UUID(parts[2]), "key": "t1", "form": "table.xlsx", "number": 1}


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the desk: its name, and itself with braces."""
    for one in (resolver or get_resolver("zhangtu.desk.addresses")).url_patterns:
        address = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one, address)
        elif isinstance(one, URLPattern) and one.name:
            yield one.name, address


#: How addresses begin → what of the western village they are about; the first that fits.
BEGINNINGS = {
    "ledgers/{name}/rows/": "rows",
    "ledgers/{name}/choose/": "rows",
    "ledgers/{name}/imports/": "ledgers/imports",
    "ledgers/{name}/import/": "ledgers/import",
    "ledgers/{name}/views/": "views",
    "collections/asks/": "asks",
    "office/seals": "seals",
    **{
        one: one
        for one in (
            *("collections", "messages", "stamping/forms", "stamping/uploads", "stamping/scans"),
            *("office/handovers", "uploads", "designs", "plans"),
        )
    },
}


def about(world: World, address: str) -> Mapping[str, object]:
    """What of the western village an address is about."""
    things = {**world.things, "views": {"uid": world.look.uid}, "seals": {"size": 1}}
    plain = {"name": "shops", "uid": uuid4(), "target": uuid4(), "secret": "x" * 20, "form": "x"}
    key = next((one for start, one in BEGINNINGS.items() if address.startswith(start)), "")
    return {**plain, **things["office"], **things["files"], **things.get(key, {})}


def path(world: World, address: str, **other: object) -> str:
    """An address about what the western village has."""
    holes = {**about(world, address), **other}
    return "/" + address.format(**{hole: holes.get(hole, 1) for hole in re.findall(r"{(\w+)}", address)})


def body(answer: object) -> bytes:
    """Everything an answer holds, streamed or not."""
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return bytes(answer.content)  # type: ignore[attr-defined]


class Page(HTMLParser):
    """What a browser would take a page for.

    Attributes:
        wrong: Everything in it that would act by itself.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append(f"<{tag}>")
        if tag in ("style", "base", "object", "embed", "iframe") or given.get("src") == "x":
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            acts = (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
            if name.startswith(("on", "hx-on", "style", "srcdoc")) or (name in LINKS and acts):
                self.wrong.append(f"<{tag} {name}={value}>")


LINKS = {"href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href", "poster", "srcset"}
