"""Old and foreign office files turned into docx or html by LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.sentences import Trouble

#: Seconds a conversion may take.
TIMEOUT: Final = 60
#: Bytes a converted file may have.
MAX_OUTPUT: Final = 50 * 1024 * 1024

#: Ending → LibreOffice's own name of the reader to use; left to itself it reads rubbish as plain text.
_READERS: Final = MappingProxyType(
    {
        "doc": "MS Word 97",
        "rtf": "Rich Text Format",
        "odt": "writer8",
        "fodt": "OpenDocument Text Flat XML",
        "xml": "MS Word 2003 XML",
        "xls": "MS Excel 97",
        "xlsx": "Calc MS Excel 2007 XML",
        "ods": "calc8",
    }
)
#: A profile made for each run: no macros, no links followed, nothing fetched.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
 oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
#: LibreOffice takes much memory; one at a time is kind to a small server.
_ONE_AT_A_TIME = threading.Lock()


class Target(StrEnum):
    """What a file is turned into."""

    DOCX = "docx"
    HTML = "html"


def find_converter() -> str | None:
    """Path of LibreOffice's command, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(data: bytes, ending: str, target: Target, name: str) -> bytes:
    """Turn a file into docx or html.

    Args:
        data: The file.
        ending: The usual ending of its kind, without dot (``doc``, ``rtf``).
        target: What to make of it.
        name: Its name, for sentences.

    Returns:
        The converted file.

    Raises:
        UnreadableError: LibreOffice is not installed, failed, took too long or made too much.
    """
    command = find_converter()
    if command is None:
        raise UnreadableError(Trouble.NO_CONVERTER, name=name, format=f".{ending}")
    try:
        with _ONE_AT_A_TIME, _work_folder() as folder:
            return _convert_in(Path(folder), command, data, (ending, target, name))
    except OSError as error:
        raise UnreadableError(Trouble.CONVERSION_FAILED, name=name) from error


def _work_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for one run; a process being ended may still write into it while it is removed."""
    return tempfile.TemporaryDirectory(prefix="zhangtu-convert-", ignore_cleanup_errors=True)


def _convert_in(folder: Path, command: str, data: bytes, job: tuple[str, Target, str]) -> bytes:
    ending, target, name = job
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    (folder / f"paper.{ending}").write_bytes(data)
    arguments = [
        command,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *["--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"],
        f"--infilter={_READERS[ending]}",
        *["--convert-to", target.value, "--outdir", str(folder / "out"), str(folder / f"paper.{ending}")],
    ]
    if not _run(arguments, folder):
        raise UnreadableError(Trouble.CONVERSION_TIMEOUT, name=name, seconds=str(TIMEOUT))
    made = folder / "out" / f"paper.{target.value}"
    if not made.is_file() or not made.stat().st_size:
        raise UnreadableError(Trouble.CONVERSION_FAILED, name=name)
    if made.stat().st_size > MAX_OUTPUT:
        raise UnreadableError(Trouble.CONVERSION_TOO_LARGE, name=name, limit=str(MAX_OUTPUT // 1024 // 1024))
    return made.read_bytes()


def _run(arguments: list[str], folder: Path) -> bool:
    """Run to the end; False when the time was up and it was ended with everything it started."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    # The shell only sets the largest file size (in blocks of 512 bytes) before LibreOffice takes its place.
    limited = ["/bin/sh", "-c", f'ulimit -f {MAX_OUTPUT // 512 * 2}; exec "$0" "$@"', *arguments]
    process = subprocess.Popen(  # noqa: S603 - fixed command on files named here
        limited,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        return False
    else:
        return True
    finally:
        _end_group(process)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """End the process group, which also holds what LibreOffice started in the background."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
