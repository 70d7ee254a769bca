"""Somebody who means harm, at a raw connection to a server of their own; and the files they send."""

import http.client
import io
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from visiting import answers, free_port

PATIENCE = 60
PLAN = """青坞县渡口安全专项方案

一、主要任务
（一）逐一登记渡口和渡船。由青坞县交通局牵头，各镇配合，2026年2月30日前完成。
（二）更换破旧的救生衣。由青坞县应急局负责，每月8日前检查一次，配备率达到100%。
（三）张贴乘船须知。由青坞县融媒体中心负责，2026年7月底前完成。

青坞县人民政府
2026年1月9日
"""
#: What no page may ever hold as it was typed.
HOSTILE = "<script>alert(1)</script>{{7*7}}{% raw %}\"'><img src=x onerror=alert(1)>javascript:alert(1)"

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def word_file(body: str, head: str = '<?xml version="1.0"?>', *, encoding: str = "utf-8") -> bytes:
    document = f"{head}<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS}
    return packed({**parts, "word/document.xml": document.encode(encoding)})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")


class Raider:
    """A browser without manners: keeps cookies, sends whatever it is told."""

    def __init__(self, port: int) -> None:
        self.port, self.token, self.plan = port, "", ""
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
        got = connection.getresponse()
        answer = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.strip().partition("=")
                self.cookies[cookie] = rest.split(";")[0]
        connection.close()
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, data: Mapping[str, object], **headers: str) -> Answer:
        if not self.token:
            self.get("/")
        fields = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **data}, doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("POST", path, fields.encode(), {**kind, **named})

    def upload(self, data: bytes, name: str | bytes = "a.txt", path: str = "/read") -> Answer:
        if not self.token:
            self.get("/")
        name = name if isinstance(name, bytes) else name.encode("utf-8", "surrogatepass")
        edge, part = b"--raider-edge", b'\r\nContent-Disposition: form-data; name="'
        body = edge + part + b'csrfmiddlewaretoken"\r\n\r\n' + self.token.encode() + b"\r\n" + edge
        body += part + b'file"; filename="' + name + b'"\r\n\r\n' + data + b"\r\n" + edge + b"--\r\n"
        return self.ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=raider-edge"})

    def bring(self, text: str = PLAN) -> str:
        self.plan = self.post("/read", {"text": text}).headers["location"]
        return self.plan

    def correct(self, act: str, data: Mapping[str, object], who: str = "沈一舟") -> Answer:
        return self.post(f"{self.plan}{act}", {"seen": 1, "who": who, **data}, X_Fragment="1")

    def tasks(self) -> list[str]:
        return re.findall(r'data-task="([\w-]+)"', self.get(self.plan).text)


class Server:
    """The product's own server on an office of its own, to be ended gently or not."""

    def __init__(self, home: Path, *, limit: str = "", **environment: str) -> None:
        self.home, self.port = home, free_port()
        self.log = home.parent / f"{home.name}.log"
        command = Path(sys.executable).with_name("zhangtu")
        run = f'{limit} exec "{command}" serve --port {self.port}'
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                ["sh", "-c", run],
                env={**clean, "ZHANGTU_HOME": str(home), **environment},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not answers(f"http://127.0.0.1:{self.port}/"):
            if self.process.poll() is not None or time.monotonic() > until:
                raise TimeoutError(self.log.read_text("utf-8", "replace")[-2000:])
            time.sleep(0.05)

    def workers(self) -> list[int]:
        """The processes this server has started."""
        asked = ["ps", "-o", "pid=,ppid=", "-A"]
        shown = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\n")
        pairs = [line.split() for line in shown if line.strip()]
        return [int(pid) for pid, parent in pairs if int(parent) == self.process.pid]

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End this server and its workers, which are a session of their own."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(PATIENCE)


@contextmanager
def served(home: Path, *, limit: str = "", **environment: str) -> Iterator[Server]:
    server = Server(home, limit=limit, **environment)
    try:
        server.wait()
        yield server
    finally:
        server.end()
