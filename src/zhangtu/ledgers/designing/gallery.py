"""The ready ledgers an office may take: where they lie is handed in, nobody here knows a pack by name."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Ledger

#: The folders of packs whose ledgers are offered; ``project.wiring`` puts them here.
FOLDERS: Final[list[Path]] = []
_SAMPLES: Final = "samples/rows.yaml"


@dataclass(frozen=True, slots=True)
class Ready:
    """A ledger that may be taken as it is.

    Attributes:
        ledger: The ledger.
        example: Field name → the words of an invented row.
    """

    ledger: Ledger
    example: dict[str, str]


def ready() -> tuple[Ready, ...]:
    """Every ready ledger, in the order of their files."""
    return tuple(one for folder in FOLDERS for one in _read(folder))


def named(name: str) -> Ready:
    """A ready ledger.

    Args:
        name: Its name.

    Raises:
        DesignError: There is none.
    """
    for one in ready():
        if one.ledger.name == name:
            return one
    raise DesignError("no_ready", name=name[:40])


@lru_cache(maxsize=8)
def _read(folder: Path) -> tuple[Ready, ...]:
    pack = load_pack(folder).pack
    path = folder / _SAMPLES
    rows: dict[str, Any] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    ledgers = pack.ledgers if pack is not None else ()
    # taken by an office it is the office's own: no later version of the pack speaks for it
    return tuple(Ready(replace(one, pack=""), rows.get(one.name, {})) for one in ledgers)
