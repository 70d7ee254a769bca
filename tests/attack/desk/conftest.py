"""The besieged office in a folder of its own, its people at browsers without scripts.

It takes seconds to build, so the tests of a module share one: what each test does to its store is taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import besieged
import pytest
from besieged import World
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from office import TODAY
from zhangtu.documents.scans import Part, joining
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.stamping import placing


def _joined(files: Mapping[Path, Sequence[Part]]) -> None:
    """Join pages in this process."""
    opened: dict[Path, Any] = {}
    for out, parts in files.items():
        joining.join(parts, out, opened)


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A day, a folder, passwords that are quick to check."""
    folder = tmp_path_factory.mktemp("besieged")
    (folder / "home").mkdir()
    said = {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "ZHANGTU_HOME": folder / "home",
        "SECRET_KEY": "only for tests",
    }
    with override_settings(**said), pytest.MonkeyPatch.context() as patch, stopped_at(TODAY):
        patch.setattr(placing, "joined", _joined)
        definitions.forget()
        yield folder
    definitions.forget()


@pytest.fixture(scope="module")
def world(peace: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    del django_db_setup
    with django_db_blocker.unblock(), ExitStack() as kept:
        for name in ("default", "ephemeral"):
            block = transaction.atomic(using=name)
            # what is built is taken back, whatever the product thinks about being the outermost block
            block._from_testcase = True
            kept.enter_context(block)
            kept.callback(transaction.set_rollback, True, using=name)
        cache.clear()
        yield besieged.rise(peace / "sample")
