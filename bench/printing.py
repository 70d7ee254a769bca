"""A PDF with a text layer, written by hand: pages of lines, a running head and page numbers, nothing else."""

LINE = 36
LINES = 28


def pdf_of(text: str) -> tuple[bytes, int]:
    """Set a text as an office would print it.

    Args:
        text: The words; each paragraph is broken into lines of 36 characters.

    Returns:
        The file, and how many pages it has. The font is one of those every reader of PDF knows by name,
        so nothing is embedded.
    """
    lines = [
        paragraph[at : at + LINE]
        for paragraph in text.split("\n")
        for at in range(0, max(len(paragraph), 1), LINE)
    ]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return _file([_page(page, number) for number, page in enumerate(pages, 1)]), len(pages)


def _page(lines: list[str], number: int) -> bytes:
    """The drawing orders of a page: head, lines, page number."""
    placed = [("工作方案汇编", 230, 800)]
    placed += [(line, 60, 770 - 25 * row) for row, line in enumerate(lines)]
    placed.append((f"— {number} —", 270, 40))
    orders = [
        f"BT /F 14 Tf 1 0 0 1 {left} {up} Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        for words, left, up in placed
        if words
    ]
    return "\n".join(orders).encode("ascii")


def _file(drawings: list[bytes]) -> bytes:
    """Put the objects of a PDF one after another with the table that says where each begins."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(drawings)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(drawings)}/Kids[{kids}]>>".encode("ascii"),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
    ]
    for number, drawing in enumerate(drawings):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode("ascii")
        )
        objects.append(f"<</Length {len(drawing)}>>stream\n".encode("ascii") + drawing + b"\nendstream")
    body, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj".encode("ascii") + one + b"endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode("ascii")
