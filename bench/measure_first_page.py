"""How long a newcomer waits: from a clean clone through ``make run`` to the first page, with pip alone."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from harness import Figure, at_most
from texts import ROOT
from visiting import free_port, serving

#: Settings of the surrounding environment that a newcomer would not have.
STRANGE = {"VIRTUAL_ENV", "PYTHONPATH", "ZHANGTU_HOME", "DATABASE_URL", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}


def measure() -> Iterator[Figure]:
    """Seconds until the first page, once; what pip fetched before lies in its cache, as on this machine."""
    environment = {key: value for key, value in os.environ.items() if key not in STRANGE}
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "zhangtu"
        began = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with serving(["make", "run", f"PORT={port}"], port, clone, environment):
            waited = time.perf_counter() - began
    yield at_most(Figure("first page from a clean clone", waited, "s"), 90)
