"""Starts the product's own server on a fresh office and asks it for pages."""

import http.cookiejar
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 90


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(address: str) -> bool:
    """Whether the address answers with a page."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def serving(command: list[str], port: int, home: Path, environment: dict[str, str]) -> Iterator[str]:
    """Run a server until the block ends.

    Args:
        command: What starts it.
        port: Where it will listen.
        home: Folder to start it in.
        environment: Its environment.

    Yields:
        Its address, once a page has been answered there.

    Raises:
        TimeoutError: It did not answer in 90 seconds, or ended before it did.
    """
    address = f"http://127.0.0.1:{port}/"
    log = home / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=out, stderr=out)
        try:
            until = time.monotonic() + PATIENCE
            while not answers(address):
                if server.poll() is not None or time.monotonic() > until:
                    raise TimeoutError(log.read_text("utf-8", "replace")[-2000:])
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


class Visitor:
    """A browser without a screen: keeps cookies, sends forms with their token."""

    def __init__(self) -> None:
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        ).open

    def get(self, address: str) -> tuple[str, str]:
        """Fetch a page.

        Args:
            address: Its address.

        Returns:
            The address it was answered at and the page itself.
        """
        with self._open(address, timeout=PATIENCE) as answer:
            return answer.url, answer.read().decode()

    def upload(self, address: str, form: str, name: str, data: bytes) -> str:
        """Hand in a file through a page's form.

        Args:
            address: The page with the form.
            form: Where the form is sent.
            name: The file's name.
            data: The file.

        Returns:
            The address of the page it led to.
        """
        _, page = self.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise LookupError(address)
        edge = "zhangtu-bench-edge"
        part = f'--{edge}\r\nContent-Disposition: form-data; name="'
        head = f'{part}csrfmiddlewaretoken"\r\n\r\n{token[1]}\r\n{part}file"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(  # noqa: S310  # our own server
            form, body, {"Content-Type": f"multipart/form-data; boundary={edge}", "Referer": address}
        )
        with self._open(request, timeout=PATIENCE) as answer:
            return str(answer.url)
