"""Two hundred forms, printed, stamped, scanned as badly as people do, in ten piles: how many are found."""

import random
from collections.abc import Callable

import pytest
from papers import (
    bring,
    coarse,
    crooked,
    file_of,
    leaning,
    noisy,
    pale,
    pictures,
    printed,
    shaded,
    unsharp,
    with_seal,
)
from PIL import Image

from office import Office
from zhangtu.people.queries import scope
from zhangtu.stamping import queries
from zhangtu.stamping.states import FormState

FORMS, PILES = 200, 10
#: At least so many of a hundred forms find their row without anybody's help.
FOUND = 98

Way = Callable[[Image.Image, random.Random], Image.Image]
#: What happens to pages, each as often as the others.
WAYS: dict[str, Way] = {
    "clean": lambda page, _: page,
    "crooked": lambda page, chance: crooked(page, chance.uniform(-12, 12)),
    "turned": lambda page, chance: crooked(page, chance.choice((90, 180, 270)) + chance.uniform(-3, 3)),
    "pale": lambda page, chance: pale(page, chance.uniform(0.12, 0.4)),
    "noisy": lambda page, chance: noisy(page, chance.uniform(30, 90)),
    "unsharp": lambda page, chance: unsharp(page, chance.uniform(0.8, 2.2)),
    "coarse": lambda page, chance: coarse(page, chance.randint(90, 130)),
    "leaning": lambda page, chance: leaning(page, chance.uniform(0.03, 0.15)),
    "shaded": lambda page, _: shaded(page),
    "sealed over": lambda page, chance: with_seal(
        page, (chance.uniform(0.85, 0.9), chance.uniform(0.07, 0.1))
    ),
    "two at once": lambda page, chance: noisy(unsharp(crooked(page, chance.uniform(-6, 6)), 1.2), 45),
}


@pytest.mark.long
@pytest.mark.usefixtures("confined")
def test_two_hundred_forms_find_their_rows(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(20261123)  # noqa: S311  # the same bad luck each time
    made = [printed(office, number, rows=60 if number % 10 == 0 else 0) for number in range(FORMS)]
    sheets = [(way, page) for number, one in enumerate(made) for page in pictures(one.pdf)
              for way in (list(WAYS)[number % len(WAYS)],)]  # fmt: skip
    chance.shuffle(sheets)
    ways: dict[str, list[int]] = {way: [0, 0] for way in WAYS}
    for pile in range(PILES):
        part = sheets[pile::PILES]
        pages = [WAYS[way](with_seal(page), chance) for way, page in part]
        upload = bring(file_of(pages, quality=chance.randint(45, 85)), office.eastern, f"第{pile}叠.pdf")
        for sheet, (way, _) in zip(upload.sheets, part, strict=True):
            ways[way][0] += 1
            ways[way][1] += bool(sheet.forms)
    stamped = [queries.form(one.form.uid, scope(office.eastern)).state is FormState.STAMPED for one in made]
    share = 100 * sum(stamped) / len(stamped)
    with capsys.disabled():
        print(f"\n{sum(stamped)} of {len(stamped)} forms, {share:.1f} %; pages by what was done to them:")  # noqa: T201
        print({way: f"{found}/{all_}" for way, (all_, found) in ways.items()})  # noqa: T201
    assert share >= FOUND
    assert not any(
        form.scans and form.state is FormState.PRINTED for form in queries.forms(scope(office.eastern)).forms
    )
