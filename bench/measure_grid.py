"""The grid as browsers ask for it: pages and lists a second from two workers, processor time, a cell saved.

``BENCH_HOME`` names an office with the ledger of premises that is there already (it is written to: give a
copy); ``BENCH_GRID`` how many rows are brought in otherwise.
"""

import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import bulk
from harness import Figure, at_least, at_most
from visiting import free_port, serving

ROWS: Final = int(os.environ.get("BENCH_GRID", "20000"))
CLIENTS: Final = 8
#: Seconds of each stretch.
STRETCH: Final = float(os.environ.get("BENCH_STRETCH", "15"))
#: Seconds before each that are not counted.
WARMING: Final = STRETCH / 3
SAVED: Final = 30
#: Seconds the columnar copy may take to be built.
PATIENCE: Final = 600
_PASSWORD: Final = "Qing-he-3721"  # noqa: S105 - of an invented person
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_GRID: Final = "/ledgers/premises/"
_LIST: Final = "/api/v1/ledgers/premises/rows"
Ask = Callable[[http.client.HTTPConnection], None]


def measure() -> Iterator[Figure]:
    """Pages and lists a second, processor time of each, milliseconds until a cell is saved."""
    given = os.environ.get("BENCH_HOME", "")
    home = Path(given or tempfile.mkdtemp(prefix="zhangtu-bench-"))
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    try:
        login, token = _prepare(filled=bool(given))
        with _served(home) as (port, server):
            yield from _figures(port, server, login, token)
    finally:
        if not given:
            shutil.rmtree(home)


def _prepare(*, filled: bool) -> tuple[str, str]:
    """The office, a clerk of the county who may sign in, and a token of the same post."""
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.prepare()
    from zhangtu.api import tokens  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.people import actions as people  # noqa: PLC0415
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.people.scope import Right  # noqa: PLC0415

    if not filled:
        bulk.bring_in(ROWS, bulk.open_office())
    console, name = Actor(machine="console"), f"bench{time.time_ns()}"
    county = next(unit for unit in queries.units() if (state := queries.unit(unit)) and not state.parent)
    post = people.establish_post(county, name, actor=console, day=date(2024, 1, 1), role="clerk")
    person = people.enrol("甄量度", actor=console)
    people.appoint(person, post, actor=console, day=date(2024, 1, 1))
    slip = people.open_account(person, name, actor=console)
    people.choose_password(slip.account, _PASSWORD, actor=Actor(person=person))
    token = tokens.issue(name, post=post, rights=[Right.READ], actor=console)
    office.prepare_tables()
    return name, token


@contextmanager
def _served(home: Path) -> Iterator[tuple[int, list[int]]]:
    """The product's own server with two workers; its port, and its processes."""
    port = free_port()
    program = str(Path(sys.executable).with_name("zhangtu"))
    command = [program, "serve", "--workers", "2", "--port", str(port)]
    with serving(command, port, home, dict(os.environ)):
        yield port, _processes(str(port))


def _processes(word: str) -> list[int]:
    """The processes of ours whose command names the port."""
    found = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    lines = (line.split(None, 1) for line in found.splitlines()[1:])
    return [int(pid) for pid, words in lines if "zhangtu serve" in words and word in words]


def _cpu(processes: list[int]) -> float:
    """Processor seconds of some processes and their children that ended."""
    total = 0
    for pid in processes:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total / _TICKS


def _figures(port: int, server: list[int], login: str, token: str) -> Iterator[Figure]:
    cookie = _sign_in(port, login)
    chance = random.Random(7)  # noqa: S311  # the same questions every time
    page = {"Cookie": cookie}
    _wait(port, page)
    fragment = {"Cookie": cookie, "X-Fragment": "1"}
    api = {"Authorization": f"Bearer {token}"}
    for name, address, headers, goals in (
        ("HTML pages of 50 rows", lambda: _GRID + _asked(chance), page, (100, 12)),
        ("their rows alone, as filters ask", lambda: _GRID + _asked(chance), fragment, (100, 12)),
        (
            "JSON lists of 50 rows",
            lambda: f"{_LIST}?limit=50&order={chance.choice(_ORDERS)}",
            api,
            (300, None),
        ),
    ):
        # what every worker makes once is made before: templates, definitions, the first rows by each column
        _stretch(port, address, headers, server, WARMING)
        count, cpu = _stretch(port, address, headers, server)
        yield at_least(Figure(f"{name}, two workers", count / STRETCH, "/s"), goals[0])
        spent = Figure(f"{name}: processor time", cpu / count * 1000, "ms")
        yield spent if goals[1] is None else at_most(spent, goals[1])
    yield at_most(Figure("a cell saved, half", _saved(port, cookie) * 1000, "ms"), 300)


def _wait(port: int, headers: dict[str, str]) -> None:
    """Wait until the columnar copy is built: it alone knows totals."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        line.request("GET", f"{_GRID}totals", headers=headers)
        if b"hx-get" not in line.getresponse().read():
            return
        time.sleep(1)
    raise TimeoutError("the mirror is not built")


_ORDERS: Final = ("", "name", "-opened", "area", "grade")


def _asked(chance: random.Random) -> str:
    """What a page asks: mostly a filter or an order, sometimes a search."""
    asked = {"view": "all", "sort": chance.choice(_ORDERS)}
    asked |= chance.choice(
        (
            {},
            {"f.area": f">={chance.randrange(500)}"},
            {"f.grade": chance.choice("ABCD")},
            {"f.opened": f"20{chance.randrange(12, 26)}"},
            {"q": f"永兴 {chance.randrange(1000)}"},
        )
    )
    return "?" + urlencode(asked)


def _sign_in(port: int, login: str) -> str:
    """Sign in; the cookies."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/sign/in")
    answer = line.getresponse()
    html = answer.read().decode()
    cookies = _cookies(answer)
    secret = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[0]
    sent = {"login": login, "secret": _PASSWORD, "csrfmiddlewaretoken": secret}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    line.request("POST", "/sign/in", urlencode(sent), headers)
    answer = line.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"sign-in answered {answer.status}")
    return _cookies(answer, cookies)


def _cookies(answer: http.client.HTTPResponse, before: str = "") -> str:
    pairs = [one for one in before.split("; ") if one]
    pairs += [one.split(";")[0] for one in answer.msg.get_all("Set-Cookie", [])]
    return "; ".join({one.partition("=")[0]: one for one in pairs}.values())


def _stretch(
    port: int,
    address: Callable[[], str],
    headers: dict[str, str],
    server: list[int],
    seconds: float = STRETCH,
) -> tuple[int, float]:
    """How many answers a stretch of time gives, and the server's processor seconds."""
    until = time.perf_counter() + seconds

    def visit(_: int) -> int:
        line, count = http.client.HTTPConnection("127.0.0.1", port, timeout=60), 0
        while time.perf_counter() < until:
            line.request("GET", address(), headers=headers)
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status} {answer.reason}")
            count += 1
        return count

    before = _cpu(server)
    with ThreadPoolExecutor(CLIENTS) as pool:
        count = sum(pool.map(visit, range(CLIENTS)))
    return count, _cpu(server) - before


def _saved(port: int, cookie: str) -> float:
    """Seconds until a changed cell is saved, half of them."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", f"{_GRID}?view=all&sort={quote('-area')}", headers={"Cookie": cookie})
    html = line.getresponse().read().decode()
    secret = re.findall(r'<meta name="csrf" content="(\w+)"', html)[0]
    rows = re.findall(r'<tr data-uid="([\w-]+)" data-seen="(\d+)"', html)[:SAVED]
    headers = {"Cookie": cookie, "X-CSRFToken": secret, "X-Fragment": "1", "Content-Type": "application/json"}
    took = []
    for place, (uid, seen) in enumerate(rows):
        body = json.dumps({"rows": [{"uid": uid, "seen": int(seen), "values": {"area": str(place)}}]})
        began = time.perf_counter()
        line.request("POST", f"{_GRID}save", body, headers)
        answer = line.getresponse()
        said = answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(said.decode()[:300])
    return statistics.median(took)
