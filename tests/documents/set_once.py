"""A paper is set once in a test process: for tests of who may have it, not of what stands on it."""

from pathlib import Path

import pytest

from zhangtu.documents.printing import typesetting

_kept: dict[tuple[str, ...], bytes] = {}


def set_once(patch: pytest.MonkeyPatch) -> None:
    """Give the first paper set from a template again, whatever is to stand on it: setting takes time.

    Args:
        patch: Until when.
    """
    plain = typesetting._run

    def run(folder: str, *words: str) -> None:
        out = Path(folder) / "out"
        if words not in _kept:
            plain(folder, *words)
            _kept[words] = out.read_bytes()
        out.write_bytes(_kept[words])

    patch.setattr(typesetting, "_run", run)
