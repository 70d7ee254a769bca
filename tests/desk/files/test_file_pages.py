"""Files in the browser: put into rows, sent piece by piece, handed out only as they may be."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hostile import photo, png
from shopping import SCRIPT, Come, at, plain, text

from office import CONSOLE, PAPERS, SHOPS, Office, pack
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.ledgers.filing import bringing, uploads
from zhangtu.ledgers.models import File
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people

PICTURE = photo(taken="2026:11:20 09:15:02", lat=30.5, turned=6)


def put(client: Client, shop: RowView, data: bytes, name: str = "门头.jpg", **more: Any) -> Any:
    file = SimpleUploadedFile("x", data)
    file._name = name
    return client.post(at(shop, "files/add"), {"field": "photo", "file": file, **more})


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_photo_is_put_into_a_row_and_shown_as_a_copy(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    answer = put(own, shop, PICTURE, caption="正门")
    assert answer["Location"] == at(shop) + "#field-photo"
    page = own.get(at(shop))
    assert "正门" in plain(page)
    assert "拍摄于 2026-11-20 09:15:02" in plain(page)
    assert sha(PICTURE)[:12] in text(page)
    picture = own.get(f"/files/{sha(PICTURE)}/small")
    shown = b"".join(picture.streaming_content)
    assert (picture["Content-Type"], b"Invented" in shown) == ("image/jpeg", False)
    assert picture["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert picture["X-Content-Type-Options"] == "nosniff"
    again = own.get(f"/files/{sha(PICTURE)}/small", headers={"If-None-Match": picture["ETag"]})
    assert again.status_code == 304


def test_the_original_is_only_saved_never_shown(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    put(own, shop, PICTURE + b"<script>alert(1)</script>", name='../../门"头\u202egpj.exe')
    data = PICTURE + b"<script>alert(1)</script>"
    answer = own.get(f"/files/{sha(data)}")
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert unquote(answer["Content-Disposition"].partition("''")[2]) == "门 头gpj.exe.jpg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert own.get(f"/files/{sha(data)}/medium").status_code == 404


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"MZ\x90\0", b"\0\1\2\3"],
    ids=["empty", "page", "drawing", "program", "unknown"],
)
def test_what_is_not_taken_is_refused_with_a_sentence(
    office: Office, come: Come, shop: RowView, data: bytes
) -> None:
    own = come(office.eastern)
    answer = put(own, shop, data, name="门头.jpg")
    assert (answer.status_code, "门头.jpg" in plain(answer)) == (422, True)
    assert not File.objects.exists()
    file = SimpleUploadedFile("门头.jpg", data)
    part = own.post(at(shop, "files/add"), {"field": "photo", "file": file}, headers=SCRIPT)
    assert part["Content-Type"].startswith("text/plain")


def test_large_ones_do_not_go_with_a_form(
    office: Office, come: Come, shop: RowView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "BY_FORM", 1000)
    answer = put(come(office.eastern), shop, b"%PDF-1.7 " + b"x" * 2000, name="卷宗.pdf")
    assert answer.status_code == 422
    assert "超过 1 KB 的文件要分段上传" in plain(answer)


def test_rights_to_a_file_are_rights_to_its_row(office: Office, come: Come, shop: RowView) -> None:
    own, west = come(office.eastern), come(office.western)
    put(own, shop, PICTURE)
    for address in (f"/files/{sha(PICTURE)}", f"/files/{sha(PICTURE)}/large"):
        assert own.get(address).status_code == 200
        assert west.get(address).status_code == 404
        assert Client().get(address).status_code == 302
    assert put(west, shop, b"%PDF-1.7 x", name="x.pdf").status_code == 404
    assert put(come(office.reader), shop, b"%PDF-1.7 x", name="x.pdf").status_code == 403
    gone = {"field": "photo", "sha256": sha(PICTURE)}
    assert west.post(at(shop, "files/withdraw"), gone).status_code == 404
    assert own.post(at(shop, "files/withdraw"), {**gone, "reason": "传错"}).status_code == 302
    assert own.get(f"/files/{sha(PICTURE)}").status_code == 404
    last = queries.history(shop.uid, people.scope(office.eastern))[-1]
    assert (last.reason, last.shifts[0].before, last.shifts[0].after) == ("传错", "门头.jpg", "")


def test_captions_are_said_and_escaped(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    put(own, shop, b"%PDF-1.7 x", name="<img src=x>.pdf")
    said = {"field": "photo", "sha256": sha(b"%PDF-1.7 x"), "caption": "<b>正门</b>"}
    assert own.post(at(shop, "files/caption"), said).status_code == 302
    page = text(own.get(at(shop)))
    assert "&lt;b&gt;正门&lt;/b&gt;" in page
    assert "<img src=x" not in page


def test_a_bomb_is_kept_and_not_shown(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    bomb = png(60_000, 60_000)
    assert put(own, shop, bomb, name="大图.png").status_code == 302
    assert own.get(f"/files/{sha(bomb)}/small").status_code == 404
    assert own.get(f"/files/{sha(bomb)}").status_code == 200


def test_pieces_become_a_file_in_a_row(office: Office, come: Come, shop: RowView) -> None:
    own, data = come(office.eastern), b"%PDF-1.7 " + b"0123456789" * 500
    begun = own.post("/uploads/", {"name": "卷宗.pdf", "size": len(data)})
    assert begun.status_code == 201
    place = f"/uploads/{begun.json()['uid']}"

    def send(start: int, end: int) -> Any:
        header = {"Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
        return own.put(place, data[start:end], content_type="application/octet-stream", headers=header)

    assert send(0, 3000).json()["received"] == 3000
    assert own.get(place).json()["received"] == 3000
    gap = send(0, 3000)
    assert (gap.status_code, gap.json()) == (409, {"received": 3000})
    target = {"sha256": sha(data), "ledger": "shops", "row": str(shop.uid), "field": "photo"}
    assert own.post(f"{place}/finish", target).json() == {"received": 3000}
    assert send(3000, len(data)).status_code == 200
    done = own.post(f"{place}/finish", target)
    assert done.json()["to"] == at(shop) + "#field-photo"
    assert "卷宗.pdf" in plain(own.get(at(shop)))
    assert own.post(f"{place}/finish", target).json()["name"] == "卷宗.pdf"


def test_pieces_of_others_and_nonsense_are_refused(office: Office, come: Come, shop: RowView) -> None:
    own, west = come(office.eastern), come(office.western)
    place = f"/uploads/{own.post('/uploads/', {'name': 'a.pdf', 'size': 10}).json()['uid']}"
    assert west.get(place).status_code == 404
    assert west.post(f"{place}/give-up").status_code == 404
    for size in ("", "x", "-1", "0", "9" * 30, str(10**15)):
        assert own.post("/uploads/", {"name": "a.pdf", "size": size}).status_code == 422
    for place_in in ("", "bytes 0-9", "bytes x-9/10", "bytes 0-9/*"):
        answer = own.put(
            place, b"x", content_type="application/octet-stream", headers={"Content-Range": place_in}
        )
        assert answer.status_code == 422
    for target in (
        {"sha256": "x"},
        {"sha256": "0" * 64, "row": "x"},
        {"sha256": "0" * 64, "row": str(shop.uid)},
    ):
        assert own.post(f"{place}/finish", target).status_code in (404, 409, 422)
    assert own.post(f"{place}/give-up").status_code == 204
    assert uploads.unfinished(office.eastern) == ()
    assert come(office.reader).post("/uploads/", {"name": "a.pdf", "size": "10"}).status_code == 403


def test_everything_takes_the_forms_secret(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    own.handler.enforce_csrf_checks = True
    row = actions.create("shops", {"name": "x"}, actor=office.eastern)
    asked = [
        own.post(at(row, "files/add"), {"field": "photo"}),
        own.post("/uploads/", {"name": "a.pdf", "size": 10}),
        own.put(f"/uploads/{shop.uid}", b"x", content_type="application/octet-stream"),
        own.post(at(shop, "withdraw"), {"reason": "x", "seen": shop.version}),
        own.post(at(shop, "edit"), {"f-name": "x", "seen": shop.version}),
        own.post(at(shop, "show"), {"field": "owner", "reason": "x"}),
        own.post(at(shop, "proof")),
    ]
    assert [answer.status_code for answer in asked] == [403] * len(asked)


def test_photos_of_masked_fields_are_shown_after_a_reason(office: Office, come: Come, tmp_path: Path) -> None:
    masked = SHOPS.replace("{zh: 照片, en: Photo}, many", "{zh: 照片, en: Photo}, personal: yes, many")
    definitions.put_in_force(
        pack(tmp_path / "other", shops=masked, papers=PAPERS), actor=CONSOLE, reason="试"
    )
    shop = actions.create("shops", {"name": "东桥店"}, actor=office.eastern)
    own, chief = come(office.eastern), come(office.chief)
    assert put(own, shop, PICTURE).status_code == 302
    for client, status in ((own, 404), (chief, 403)):
        assert sha(PICTURE) not in text(client.get(at(shop)))
        assert client.get(f"/files/{sha(PICTURE)}").status_code == status
    page = text(chief.post(at(shop, "show"), {"field": ["photo"], "reason": "核对证件"}))
    assert f"/files/{sha(PICTURE)}/small" in page
    assert chief.get(f"/files/{sha(PICTURE)}/small").status_code == 200
    assert own.get(f"/files/{sha(PICTURE)}/small").status_code == 404
    assert sha(PICTURE) not in text(chief.get(at(shop)))


def test_a_photo_no_browser_shows_is_kept_with_a_calm_word(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    assert put(own, shop, b"\0\0\0\x18ftypheic" + bytes(64), "门头.heic").status_code == 302
    page = own.get(f"/ledgers/shops/rows/{shop.uid}/").content.decode()
    assert "请下载原件查看" in page
    assert "门头.heic" in page
