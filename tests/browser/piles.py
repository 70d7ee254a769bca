"""Prints forms of an office's rows and scans them, stamped, crooked and torn: a pile to be dropped.

``python tests/browser/piles.py HOME OUT`` writes OUT/pile.pdf and OUT/page.jpg.
"""

import os
import sys
from pathlib import Path


def build(home: Path, out: Path) -> None:
    """Print five forms of the town clerk's premises, one of three pages, and scan four of them.

    Args:
        home: The office's folder.
        out: Where the scans go.
    """
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    tests = Path(__file__).resolve().parents[1]
    sys.path += [str(tests / "stamping"), str(tests / "ledgers")]
    import django  # noqa: PLC0415  # after the folder is named

    django.setup()
    from papers import crooked, file_of, paper, pictures, with_seal  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from zhangtu.ledgers import queries  # noqa: PLC0415
    from zhangtu.people import queries as people  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415
    from zhangtu.stamping import printing  # noqa: PLC0415

    clerk = people.actor_named("zhenlinjiang", Right.ENTER)
    rows = queries.rows("premises", people.scope(clerk), limit=5).rows
    made = [
        printing.print_paper(
            ("row", str(row.uid)), paper(row.title, rows=100 if place == 1 else 0), actor=clerk
        )
        for place, row in enumerate(rows)
    ]
    first, second, third, last, _ = ([with_seal(page) for page in pictures(one.pdf)] for one in made)
    torn = second[1].crop((0, second[1].height // 5, second[1].width, second[1].height))
    pile = [crooked(first[0], 8), second[0], torn, second[2], crooked(third[0], 180)]
    (out / "pile.pdf").write_bytes(file_of(pile))
    big = [Image.effect_noise((2400, 3400), 90).convert("RGB") for _ in range(4)]
    (out / "large.pdf").write_bytes(file_of([last[0], *big], quality=95))
    (out / "page.jpg").write_bytes(file_of([crooked(last[0], 88)], "JPEG"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
