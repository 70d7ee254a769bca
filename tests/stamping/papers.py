"""Invented forms, printed, and what scanners and telephones make of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import segno
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from office import Office
from zhangtu.documents.printing import Column, Fact, Linked, Panel, RowFile
from zhangtu.documents.printing.codes import page_text
from zhangtu.documents.scans import Part, joining
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions as ledgers
from zhangtu.people import queries as people
from zhangtu.stamping import actions, placing, printing, queries, reading
from zhangtu.stamping.printing import Printed
from zhangtu.stamping.views import FormView, UploadView

DAY = date(2026, 11, 23)


def shop(office: Office, number: int = 1, *, actor: Actor | None = None) -> UUID:
    """A shop of the eastern village."""
    values = {"name": f"第{number}食堂", "code": f"E{number:04d}", "staff": number % 90}
    return ledgers.create("shops", values, actor=actor or office.eastern).uid


def paper(title: str, *, rows: int = 0) -> RowFile:
    """What is printed of a shop; 100 rows make it several pages."""
    lines = tuple((f"证照{number}", "2027-01-01") for number in range(rows))
    tables = (Linked("证照", (Column("编号"), Column("到期")), lines),) if rows else ()
    facts = (Fact("名称", title), Fact("人数", "12"), Fact("地址", "东桥村一组"))
    return RowFile(title, "一户一档", "东桥村", DAY, (Panel("基本情况", facts),), tables)


def printed(office: Office, number: int = 1, *, rows: int = 0, actor: Actor | None = None) -> Printed:
    """A shop with its form."""
    who = actor or office.eastern
    uid = shop(office, number, actor=who)
    return printing.print_paper(("row", str(uid)), paper(f"第{number}食堂", rows=rows), actor=who)


def pictures(pdf: bytes, dots: int = 200) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


@dataclass(frozen=True)
class Quick:
    """A form with its pages as a scanner sees them; drawn without setting it, which takes longer."""

    form: FormView
    sheets: list[Image.Image]


def quick(office: Office, number: int = 1, *, pages: int = 1, actor: Actor | None = None) -> Quick:
    """A shop with a numbered form of some pages."""
    who = actor or office.eastern
    uid = shop(office, number, actor=who)
    form = actions.issue(("row", str(uid)), f"第{number}食堂", pages, ["facts", number], actor=who)
    return Quick(form, [drawn(page_text(form.code, page, pages)) for page in range(1, pages + 1)])


def drawn(text: str) -> Image.Image:
    """An A4 page of 150 dots to the inch with lines of grey and a code 20 mm wide, as templates place it."""
    page = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(page)
    for line in range(300, 1500, 40):
        pen.rectangle((120, line, 1000 - line % 7 * 60, line + 14), fill=(90, 90, 90))
    out = BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="png", scale=4, border=4)
    page.paste(Image.open(out).convert("RGB").resize((118, 118), Image.Resampling.NEAREST), (1000, 40))
    return page


def with_seal(page: Image.Image, place: tuple[float, float] = (0.7, 0.75)) -> Image.Image:
    """A page with a red seal upon it, and a signature."""
    page = page.copy()
    draw = ImageDraw.Draw(page, "RGBA")
    x, y, r = page.width * place[0], page.height * place[1], page.width * 0.1
    draw.ellipse((x - r, y - r, x + r, y + r), outline=(210, 30, 40, 170), width=max(4, int(r / 12)))
    draw.regular_polygon((x, y, r / 3), 5, fill=(210, 30, 40, 150))
    steps = random.Random(7)  # noqa: S311  # a scribble
    points = [
        (page.width * (0.2 + step / 60), page.height * (0.8 + steps.random() / 40)) for step in range(12)
    ]
    draw.line(points, fill=(20, 30, 120, 255), width=3)
    return page


def crooked(page: Image.Image, degrees: float) -> Image.Image:
    """A page that lay crooked, or on its side."""
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def leaning(page: Image.Image, share: float) -> Image.Image:
    """A page photographed from the side: its far edge is shorter."""
    width, height = page.size
    inset = width * share
    quad = (-inset, 0, 0, height, width, height, width + inset, 0)
    return page.transform(page.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor="gray")


def pale(page: Image.Image, share: float) -> Image.Image:
    """A page with hardly any contrast."""
    return ImageEnhance.Contrast(page).enhance(share)


def noisy(page: Image.Image, sigma: float) -> Image.Image:
    """A page with the grain of a bad camera."""
    grain = Image.effect_noise(page.size, sigma * 2).convert("RGB")
    return Image.blend(page, grain, 0.25)


def unsharp(page: Image.Image, radius: float) -> Image.Image:
    """A page out of focus."""
    return page.filter(ImageFilter.GaussianBlur(radius))


def coarse(page: Image.Image, dots: int) -> Image.Image:
    """A page scanned with fewer dots."""
    share = dots / 200
    return page.resize((int(page.width * share), int(page.height * share)), Image.Resampling.BILINEAR)


def shaded(page: Image.Image) -> Image.Image:
    """A page with a shadow of a hand over one half."""
    shadow = Image.linear_gradient("L").rotate(90).resize(page.size).point(lambda value: 90 + value // 2)
    return Image.composite(page, Image.new("RGB", page.size, (40, 40, 40)), shadow)


def file_of(pages: Sequence[Image.Image], kind: str = "PDF", **more: Any) -> bytes:
    """Pages as one file."""
    out = BytesIO()
    rest = {"save_all": True, "append_images": list(pages[1:])} if kind in ("PDF", "TIFF") else {}
    pages[0].save(out, kind, resolution=200, **rest, **more)
    return out.getvalue()


def bring(data: bytes, actor: Actor, name: str = "扫描.pdf") -> UploadView:
    """Bring a file and have it read, as the runner would."""
    brought = actions.bring([data], name, actor=actor)
    reading.read(brought.id)
    return queries.upload(brought.uid, people.scope(actor))


def joined_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pages of scans put together in this process, not in a child."""

    def joined(files: Mapping[Path, Sequence[Part]]) -> None:
        opened: dict[Path, Any] = {}
        for out, parts in files.items():
            joining.join(parts, out, opened)

    monkeypatch.setattr(placing, "joined", joined)
