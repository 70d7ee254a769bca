"""Files that mean harm, through every door: refused with a sentence, or kept and never shown."""

import io
import re
import zipfile
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from besieged import MARK, World, body, come
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hostile import photo, png
from test_pages_hold import unsafe

from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers.models import File

pytestmark = pytest.mark.django_db
PICTURE = photo(taken="2026:11:20 09:15:02", lat=30.5)
PAGE = b"<html><script>alert(1)</script></html>"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"


def bomb(name: str = "xl/worksheets/sheet1.xml", size: int = 60 << 20) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"0" * size)
    return out.getvalue()


PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    b"/Names<</EmbeddedFiles<</Names[(a.exe) 3 0 R]>>>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Type/Filespec/F(a.exe)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
SENT = {
    "empty": b"",
    "page": PAGE,
    "drawing": DRAWING,
    "polyglot": PICTURE + PAGE,
    "zip behind a picture": PICTURE + bomb(size=1000),
    "zip bomb": bomb("a.txt"),
    "xlsx bomb": bomb(),
    "large picture": png(60_000, 60_000),
    "pdf that acts": PDF,
    "program": b"MZ\x90\0" + bytes(200),
    "mark": b"\xef\xbb\xbf<!doctype html><script>alert(1)</script>",
}
NAMES = [
    "../../x\"'<img src=x>.jpg",
    "a\r\nX-Y: 1.jpg",
    "CON.jpg",
    "字" * 300 + ".jpg",
    "a.html",
    ".htaccess",
    "x.jpg\u202egpj.exe",
]
DOORS = {
    "/ledgers/shops/rows/{own}/files/add": ("eastern", "file", {"field": "photo"}),
    "/ledgers/shops/rows/new": ("eastern", "t-photo", {"t-name": "甲"}),
    "/ledgers/shops/import/take": ("eastern", "file", {}),
    "/stamping/uploads/": ("eastern", "files", {}),
    "/designs/begin": ("designer", "file", {"kind": "sheet"}),
    "/office/roster/": ("unit_administrator", "file", {}),
    "/read": ("eastern", "file", {}),
}


def send(client: Client, world: World, door: str, data: bytes, name: str) -> Any:
    _role, field, more = DOORS[door]
    file = SimpleUploadedFile("x", data)
    file._name = name
    return client.post(door.format(own=world.own.uid), {**more, field: file})


@pytest.mark.parametrize("door", DOORS)
def test_every_door_stands_every_file(world: World, door: str) -> None:
    client, wrong = come(world.roles[DOORS[door][0]]), {}
    for what, data in SENT.items():
        for name in ("门头.jpg", "表.xlsx", "扫描.pdf"):
            wrong[f"{what} {name}"] = list(unsafe(send(client, world, door, data, name)))
    for name in NAMES:
        wrong[name] = list(unsafe(send(client, world, door, PICTURE, name)))
    assert {name: said for name, said in wrong.items() if said} == {}


def test_whatever_was_taken_is_only_saved_and_under_a_harmless_name(world: World) -> None:
    client = come(world.roles["eastern"])
    door = "/ledgers/shops/rows/{own}/files/add"
    for place, name in enumerate(NAMES):
        send(client, world, door, photo(size=(60 + place, 40)), name)
    send(client, world, door, PICTURE + PAGE, "a.html")
    kept = list(File.objects.values_list("sha256", flat=True))
    answers = [answer for one in kept if (answer := client.get(f"/files/{one}")).status_code == 200]
    assert len(answers) >= len(NAMES)
    for answer in answers:
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        said = unquote(answer["Content-Disposition"])
        assert said.startswith("attachment; ")
        assert not re.search(r"[\r\n\u202e/\\<>]", said.partition("''")[2])
        assert len(answer["Content-Disposition"]) < 4000
        assert list(unsafe(answer)) == []


def test_no_cell_of_an_export_is_a_formula(world: World) -> None:
    client = come(world.roles["eastern"])
    begins = (
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        '=HYPERLINK("http://evil.example")',
        "=cmd|' /C calc'!A0",
        "＝1+1",
    )
    for place, words in enumerate(begins):
        ledgers.create(
            "shops", {"name": words, "code": f"X-{place}", "note": words}, actor=world.office.eastern
        )
    for kind in ("xlsx", "csv"):
        for which in ("seen", "all"):
            answer = client.post("/ledgers/shops/export", {"kind": kind, "which": which})
            assert answer.status_code == 200, body(answer)[:300]
            data = body(answer)
            assert "attachment" in answer["Content-Disposition"]
            assert MARK.encode() not in data
            assert list(unsafe(answer)) == []
            if kind == "csv":
                cells = re.findall(r'(?:^|,)"?([^,"\r\n]*)', data.decode("utf-8-sig"), re.MULTILINE)
                assert not [
                    one for one in cells if one.startswith(("=", "+", "@", "\t")) or re.match(r"-\D", one)
                ]
            else:
                book = openpyxl.load_workbook(io.BytesIO(data))
                cells_ = [cell for page in book for row in page.iter_rows() for cell in row]
                assert not [cell.value for cell in cells_ if cell.data_type == "f" or cell.hyperlink]
                assert any(str(cell.value).endswith("1+1") for cell in cells_)
