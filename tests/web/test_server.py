"""R8 with a real server: when a request began to arrive, and when it had arrived whole."""

import http.client
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cli.house import MAIN, PASSWORD, House, settled
from tests.ports import port

PORT = port(18200)
BIND = f"127.0.0.1:{PORT}"
WAIT = 2.0
"""Seconds between two halves of a request."""
MOST_MEMORY = 150 << 10
"""KiB that the worker may hold after many requests."""
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass
class Site:
    """A site that is served, and a head of delegation who is signed in."""

    house: House
    server: "subprocess.Popen[bytes]"
    cookie: str = ""

    def get(self, path: str) -> tuple[http.client.HTTPResponse, str]:
        """Get a page."""
        with closing(http.client.HTTPConnection(BIND, timeout=30)) as connection:
            connection.request("GET", path, headers={"Cookie": self.cookie})
            response = connection.getresponse()
            self._remember(response)
            return response, response.read().decode()

    def post(self, path: str, fields: dict[str, str]) -> http.client.HTTPResponse:
        """Send a form."""
        _, page = self.get(path)
        body = urlencode({"csrfmiddlewaretoken": token(page), **fields})
        with closing(http.client.HTTPConnection(BIND, timeout=30)) as connection:
            headers = {
                "Cookie": self.cookie,
                "Content-Type": "application/x-www-form-urlencoded",
            }
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            self._remember(response)
            response.read()
            return response

    def contribution(self, title: str, **more: str) -> bytes:
        """Return a whole request that hands a document in."""
        _, page = self.get("/wtpf-13/submit")
        window = re.search(r'<option value="(\d+)"[^>]*>[^<]*Contributions', page)
        assert window
        fields = {
            "csrfmiddlewaretoken": token(page),
            "key": value(page, "key"),
            "title": title,
            "kind": "contribution",
            "language": "en",
            "window": window[1],
            "entry_audience": "public",
            "content_audience": "public",
            "hand_in": "yes",
        }
        parts = [
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n'
            for name, said in fields.items()
        ]
        parts.append(
            '--edge\r\nContent-Disposition: form-data; name="upload"; filename="a.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n{title * 500}\r\n--edge--\r\n"
        )
        body = "".join(parts).encode()
        head = {
            "Host": BIND,
            "Cookie": self.cookie,
            "Content-Type": "multipart/form-data; boundary=edge",
            "Content-Length": str(len(body)),
            **more,
        }
        lines = "".join(f"{name}: {said}\r\n" for name, said in head.items())
        return f"POST /wtpf-13/submit HTTP/1.1\r\n{lines}\r\n".encode() + body

    def submission(self, title: str) -> tuple[datetime, datetime, str]:
        """Return when something began to arrive, when it had arrived, and its class."""
        with closing(sqlite3.connect(self.house.data / "record.sqlite3")) as record:
            began, arrived, timing = record.execute(
                "SELECT s.began, s.arrived, s.timing FROM travaux_submission s"
                " JOIN travaux_document d ON d.id = s.document_id WHERE d.title = ?",
                [title],
            ).fetchone()
        first, last = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (began, arrived))
        return first, last, timing

    def _remember(self, response: http.client.HTTPResponse) -> None:
        held = dict(pair.split("=", 1) for pair in self.cookie.split("; ") if pair)
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, said = header.split(";")[0].partition("=")
            held[name] = said
        self.cookie = "; ".join(f"{name}={said}" for name, said in held.items())


def token(page: str) -> str:
    return value(page, "csrfmiddlewaretoken")


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def open_window(house: House, closes: str) -> None:
    """Open a window, as an officer's program would."""
    code = (
        "from pathlib import Path\n"
        "from travaux.cli.installation import opened, operator\n"
        f"with opened(Path({str(house.data)!r})):\n"
        "    from travaux.kernel import clock\n"
        "    from travaux.programme.actions import open_window\n"
        "    from travaux.programme.queries import process\n"
        "    from travaux.rules.access import PUBLIC\n"
        "    act = operator(process(PUBLIC, 'wtpf-13').id)\n"
        f"    open_window(act, 'Contributions', clock.now(), {closes!r})\n"
    )
    subprocess.run([sys.executable, "-c", code], env=house.environment(), check=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = settled(tmp_path_factory.mktemp("served") / "data")
    house.environ["TRAVAUX_URL"] = f"http://{BIND}"
    return house


@pytest.fixture
def site(served: House) -> Iterator[Site]:
    server = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--bind", BIND], env=served.environment()
    )
    try:
        site = Site(served, server)
        for _ in range(300):
            assert server.poll() is None
            try:
                site.get("/sign-in")
            except OSError:
                time.sleep(0.1)
            else:
                break
        signed_in = site.post("/sign-in", {"email": "head@example.org", "password": PASSWORD})
        assert signed_in.status == 302
        yield site
    finally:
        server.terminate()
        assert server.wait(30) == 0


def _sent(request: bytes, *, wait: float = 0.0, idle: float = 0.0) -> str:
    """Send a request in two halves over a connection that was idle first; return the answer."""
    with closing(socket.create_connection(("127.0.0.1", PORT), timeout=30)) as connection:
        time.sleep(idle)
        half = len(request) - 1000
        connection.sendall(request[:half])
        time.sleep(wait)
        connection.sendall(request[half:])
        response = http.client.HTTPResponse(connection)
        response.begin()
        return f"{response.status} {response.read().decode()}"


def test_r8_what_decides_is_when_the_first_byte_was_there(site: Site) -> None:
    closes = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=30)
    open_window(site.house, closes.isoformat())

    answer = _sent(site.contribution("Idle first"), idle=WAIT)
    assert answer.startswith("302"), answer[:300]
    began, arrived, _ = site.submission("Idle first")
    assert (arrived - began).total_seconds() < WAIT / 2  # the idle time does not count

    forged = site.contribution("Forged", **{"X-Travaux-Began": "1349395200"})
    assert _sent(forged).startswith("302")
    began, arrived, _ = site.submission("Forged")
    assert (arrived - began).total_seconds() < WAIT / 2

    slow = site.contribution("Slow")
    opened_after = site.contribution("Late")
    left = (closes - datetime.now(UTC)).total_seconds()
    time.sleep(max(0.0, left - 4))  # the deadline falls between the two halves
    assert _sent(slow, wait=6).startswith("302")
    assert _sent(opened_after).startswith("302")
    began, arrived, timing = site.submission("Slow")
    assert (arrived - began).total_seconds() >= 5
    assert began <= closes < arrived
    assert timing == "in time"
    assert site.submission("Late")[2] == "late"


def test_refusals_of_the_edge_reach_the_reader(site: Site) -> None:
    head = (
        f"POST /wtpf-13/submit HTTP/1.1\r\nHost: {BIND}\r\n"
        "Content-Type: multipart/form-data; boundary=edge\r\n"
    )
    huge = f"{head}Content-Length: {200 << 20}\r\n\r\n".encode() + b"x" * 2000
    answer = _sent(huge)
    assert answer.startswith("413")
    assert "larger than 100 MiB" in answer
    with closing(socket.create_connection(("127.0.0.1", PORT), timeout=30)) as connection:
        connection.sendall(f"{head}Content-Length: 5000\r\n\r\n".encode() + b"--edge\r\n")
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 400")
    assert "nothing of it was taken" in answer


def test_the_server_stays_small(site: Site) -> None:
    pages = ("/", "/wtpf-13/", "/wtpf-13/register", "/log", "/rights", "/wtpf-13/submit")
    for number in range(300):
        response, _ = site.get(pages[number % len(pages)])
        assert response.status in (200, 302)
    (worker,) = _children(site.server.pid)
    status = Path(f"/proc/{worker}/status").read_text("ascii")
    held = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])  # type: ignore[index]
    assert held < MOST_MEMORY


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [int(one) for one in found]
