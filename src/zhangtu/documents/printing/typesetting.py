"""Has a paper set by a confined process of its own: what it takes of memory is given back afterwards."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Final

import msgspec

from zhangtu.kernel.refusals import RefusedError

_HERE: Final = Path(__file__).parent
_SHARED: Final = "shared.typ"
#: Seconds a paper may take.
LONGEST: Final = 300


class PrintError(RefusedError):
    """A paper could not be set; nothing was made."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "too_long": (
            "这份材料有 {count} 行，一次最多打印 {most} 行。请先筛选，或者导出为 Excel 再打印。",
            "This has {count} rows; {most} can be printed at once. Filter first, or export to Excel.",
        ),
        "not_set": (
            "没有排成版面，可能内容太多。请减少行数或图片后再试，仍不行请找管理员。",
            "It could not be set, perhaps it is too much. Try fewer rows or pictures, else ask for help.",
        ),
    }


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes] | None = None,
    kind: str = "pdf",
    points: float = 144,
    room: Path = _HERE,
) -> bytes:
    """Set a paper.

    Args:
        template: The template's file name.
        data: What it shows, as JSON can hold it.
        pictures: File name → bytes of the pictures it shows.
        kind: ``pdf`` or ``png``.
        points: Dots per inch of a picture.
        room: The folder the template lies in, this room's unless said otherwise.

    Returns:
        The file.

    Raises:
        PrintError: It took too long or too much memory.
    """
    with TemporaryDirectory(prefix="zhangtu-print-") as name:
        folder = Path(name)
        copyfile(room / template, folder / template)
        copyfile(_HERE / _SHARED, folder / _SHARED)
        for picture, content in (pictures or {}).items():
            (folder / picture).write_bytes(content)
        (folder / "data.json").write_bytes(msgspec.json.encode(data))
        _run(name, template, kind, str(points))
        return (folder / "out").read_bytes()


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "zhangtu.documents.printing.child", *words]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=LONGEST)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise PrintError("not_set") from None
    if done.returncode != 0:
        raise PrintError("not_set") from RuntimeError(done.stderr.decode(errors="replace")[-2000:])
