"""Pictures as pages show them: hostile ones, sideways ones, what is left of them in the copies."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import photo, png
from PIL import Image, PngImagePlugin

from zhangtu.ledgers import pictures
from zhangtu.ledgers.pictures import claims, drawing, showing
from zhangtu.ledgers.pictures.showing import Size

SHA = "ab" * 32


def _draw(tmp_path: Path, data: bytes) -> tuple[claims.Claims, showing.Shown]:
    path = tmp_path / "original"
    path.write_bytes(data)
    found = pictures.draw(SHA, path)
    return found, pictures.shown(SHA, Size.SMALL)


def test_a_copy_is_upright_and_says_nothing(tmp_path: Path) -> None:
    told, shown = _draw(tmp_path, photo(taken="2026:11:20 09:15:02", lat=30.5, turned=6))
    assert told == claims.Claims("2026-11-20 09:15:02", "", "30.500000", "120.250000", "Invented Camera 1")
    data = shown.path.read_bytes()
    with Image.open(io.BytesIO(data)) as copy:
        assert (copy.format, copy.size, shown.media) == ("JPEG", (40, 60), "image/jpeg")
        red, _, blue = copy.convert("RGB").getpixel((20, 5))  # type: ignore[misc]
        assert red > 150 > blue
        assert not copy.getexif()
    assert b"Invented" not in data
    assert b"Exif" not in data


def test_large_ones_are_made_small_and_kept(tmp_path: Path) -> None:
    _, shown = _draw(tmp_path, photo(size=(5000, 1000)))
    large = pictures.shown(SHA, Size.LARGE)
    assert ((shown.width, shown.height), (large.width, large.height)) == ((320, 64), (2048, 410))
    before = large.path.stat().st_mtime_ns
    assert pictures.shown(SHA, Size.LARGE).path.stat().st_mtime_ns == before


def test_a_lost_copy_is_made_again(tmp_path: Path, home: Path) -> None:
    _, shown = _draw(tmp_path, photo())
    store = home / "files" / SHA[:2] / SHA
    store.parent.mkdir(parents=True)
    store.write_bytes(photo())
    shown.path.unlink()
    assert pictures.shown(SHA, Size.SMALL).path.exists()


def test_other_kinds_are_written_as_themselves(tmp_path: Path) -> None:
    for kind, media, mode in (("PNG", "png", "RGBA"), ("WEBP", "webp", "RGB"), ("GIF", "png", "P")):
        into = io.BytesIO()
        note = PngImagePlugin.PngInfo()
        note.add_text("Comment", "secret words")
        extra = {"pnginfo": note} if kind == "PNG" else {}
        Image.new(mode, (30, 20)).save(into, kind, **extra)
        path = tmp_path / kind
        path.write_bytes(into.getvalue())
        drawn = drawing.drawn(path, [20])
        assert (drawn.trouble, drawn.format, drawn.sizes) == ("", media, ((20, 13),))
        assert b"secret words" not in drawn.copies[0]


@pytest.mark.parametrize("packed", ["raw", "tiff_lzw", "group4", "jpeg"])
def test_scans_are_shown_by_their_first_page(tmp_path: Path, packed: str) -> None:
    mode = "1" if packed == "group4" else "RGB"
    into = io.BytesIO()
    second = Image.new(mode, (10, 10))
    Image.new(mode, (600, 300), 1 if mode == "1" else (200, 30, 30)).save(
        into, "TIFF", compression=packed, save_all=True, append_images=[second]
    )
    _, shown = _draw(tmp_path, into.getvalue())
    assert (shown.trouble, shown.media, shown.width, shown.height) == ("", "image/webp", 320, 160)


def test_what_hangs_behind_a_picture_stays_in_the_original(tmp_path: Path) -> None:
    tail = b"<script>alert(1)</script>PK\x03\x04"
    _, shown = _draw(tmp_path, photo() + tail)
    assert b"<script>" not in shown.path.read_bytes()
    assert b"PK" not in shown.path.read_bytes()[-100:]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (png(60_000, 60_000), "too_many"),
        (png(40_000, 10), "too_many"),
        (png(8_000, 8_001), "too_many"),
        (png(7_000, 7_000), "broken"),
        (b"\xff\xd8\xff\xe0 no picture", "broken"),
        (b"GIF89a/*" + b"\0" * 100, "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "broken"),
        (b"", "broken"),
    ],
)
def test_hostile_pictures_are_not_shown(tmp_path: Path, data: bytes, trouble: str) -> None:
    told, shown = _draw(tmp_path, data)
    assert (bool(told), shown.trouble) == (False, trouble)
    assert pictures.shown(SHA, Size.LARGE).trouble == trouble


def test_a_picture_that_takes_too_long_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "original"
    path.write_bytes(photo())
    monkeypatch.setattr(drawing, "PATIENCE", 0.001)
    pictures.draw(SHA, path)
    assert not list((tmp_path / "home").rglob("*.json"))
    assert drawing.drawn(path, [20]).trouble == "busy"


def test_the_process_can_open_nothing(tmp_path: Path) -> None:
    probe = (
        "import sys, socket; sys.path.insert(0, sys.argv[1]); import child; child.confine()\n"
        "read, write = lambda: open('/etc/hostname'), lambda: open(sys.argv[1] + '/x', 'w')\n"
        "for attempt in (read, write, socket.socket):\n"
        "    try: attempt()\n"
        "    except OSError as error: print(error.errno)\n"
        "try: bytearray(2 * 1024**3)\n"
        "except MemoryError: print('memory')\n"
    )
    folder = os.fspath(Path(drawing._CHILD).parent)
    done = subprocess.run(
        [sys.executable, "-I", "-c", probe, folder], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.split() == ["24", "24", "24", "memory"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"taken": "0000:00:00 00:00:00"}, claims.Claims()),
        ({"taken": "2026:02:30 00:00:00"}, claims.Claims()),
        (
            {"taken": "2026:11:20 09:15:02", "offset": "+08:00"},
            claims.Claims("2026-11-20 09:15:02", "+08:00"),
        ),
        ({"lat": "0.0", "lon": "0.0"}, claims.Claims()),
        ({"lat": "91", "lon": "0.1"}, claims.Claims()),
        ({"lat": "nan", "lon": "0.1"}, claims.Claims()),
        ({"lat": "-33.5", "lon": "151.2"}, claims.Claims(lat="-33.500000", lon="151.200000")),
        ({"make": "A\0\0", "model": "B\u202e"}, claims.Claims(camera="A B")),
    ],
)
def test_claims_that_make_no_sense_are_left_out(words: dict[str, str], found: claims.Claims) -> None:
    assert claims.read(words) == found
    assert claims.claims_of(found.text) == found
