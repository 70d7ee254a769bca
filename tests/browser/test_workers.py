"""Several processes serve one office: whichever answers says the same, and one that ends is replaced."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from ports import free_port, wait_for
from townhall import PASSWORD

from zhangtu.mirror import wire
from zhangtu.mirror.owning import LOCK
from zhangtu.runner.lock import holder

pytestmark = pytest.mark.long
WORKERS = 3


class Server:
    """The real server with several processes."""

    def __init__(self, home: Path) -> None:
        port = free_port()
        self.home, self.address = home, f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [Path(sys.executable).with_name("zhangtu"), "serve", "--port", port, "--workers", WORKERS]
        with (home / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                env={**environment, "ZHANGTU_HOME": str(home)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_for(self.address, self.process, home / "server.log")

    def workers(self) -> set[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(word) for word in task.read_text("ascii").split()}

    def ready(self) -> bool:
        """Whether all processes listen: the server's own threads run in each."""
        there = self.workers()
        names = (
            {task.read_text("utf-8").strip() for task in Path(f"/proc/{each}/task").glob("*/comm")}
            for each in there
        )
        return len(there) == WORKERS and all("tokio-rt-worker" in each for each in names)

    def said(self) -> str:
        return (self.home / "server.log").read_text("utf-8")


def soon(condition: Callable[[], object]) -> bool:
    """Whether something becomes so; looks for half a minute at most."""
    for _ in range(300):
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(townhall_folder: Path, tmp_path: Path) -> Iterator[Server]:
    home = tmp_path / "office"
    shutil.copytree(townhall_folder, home)
    opened = Server(home)
    assert soon(opened.ready)
    yield opened
    opened.process.terminate()
    opened.process.wait(30)


class Visitor:
    """Somebody at a browser whose every request is a connection of its own, to whichever process takes it."""

    def __init__(self, address: str) -> None:
        self.address, self.cookies = address, CookieJar()
        self.post("/sign/in", "/sign/in", login="zhenlinjiang", secret=PASSWORD)

    def _open(self, path: str, data: bytes | None = None) -> str:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        for _ in range(3):  # whoever was about to answer may be killed: a browser asks again
            try:
                with opener.open(self.address + path, data, timeout=60) as answer:
                    assert answer.status == 200
                    return str(answer.read().decode())
            except ConnectionError:
                continue
        raise AssertionError(path)

    def get(self, path: str) -> str:
        return self._open(path)

    def post(self, path: str, shown: str, **given: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(shown))
        assert found
        return self._open(path, urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], **given}).encode())

    def rows(self) -> str:
        """The ledger's first rows; how the next page is asked for depends on who found them."""
        page = self.get("/ledgers/premises/")
        rows = page[page.index("<tbody") :].partition('<tr class="further"')[0].partition("</tbody>")[0]
        assert rows.count("<tr ") > 40
        return rows


def owner_of_mirror(home: Path) -> int:
    """The process that has locked the mirror's file, as the system tells; 0 for none."""
    file = (home / LOCK).stat().st_ino
    lines = (line.split() for line in Path("/proc/locks").read_text("ascii").splitlines())
    return next((int(line[4]) for line in lines if line[5].endswith(f":{file}")), 0)


def test_whichever_answers_says_the_same(server: Server) -> None:
    one = Visitor(server.address)
    assert soon((server.home / wire.NAME).exists)
    with ThreadPoolExecutor(8) as many:
        assert len(set(many.map(lambda _: one.rows(), range(36)))) == 1
    assert "Traceback" not in server.said()


def test_who_is_killed_is_missed_by_nobody_and_replaced(server: Server) -> None:
    one = Visitor(server.address)
    before = one.rows()
    assert soon(lambda: owner_of_mirror(server.home) and holder(server.home))
    there = server.workers()
    # the one that has the mirror, and the one that works behind the pages, be it another or the same
    for victim in {owner_of_mirror(server.home), holder(server.home)}:
        assert victim in there
        os.kill(victim, signal.SIGKILL)
    assert one.rows() == before
    assert soon(server.ready)
    assert soon(lambda: owner_of_mirror(server.home) and holder(server.home))
    assert {owner_of_mirror(server.home), holder(server.home)} <= server.workers()
    assert {one.rows() for _ in range(12)} == {before}


def test_ctrl_c_ends_all(server: Server) -> None:
    Visitor(server.address)
    there = server.workers()
    # as a terminal does: everybody in the foreground is told
    for each in (server.process.pid, *there):
        os.kill(each, signal.SIGINT)
    assert server.process.wait(30) == 0
    assert soon(lambda: not any(Path(f"/proc/{each}").exists() for each in there))
    assert not (server.home / wire.NAME).exists(), "whoever had the mirror gave it back"
    assert "Traceback" not in server.said()
