"""Clients that submit documents, each in a thread with its own session and connection."""

import hashlib
import os
import re
import socket
import threading
import time
from typing import Final

import msgspec

_BOUNDARY: Final = "----travaux-bench"
SIZE: Final = 50_000
_PATIENCE: Final = 0.05
"""Seconds after which a client that got no answer sends the same again."""


class Receipt(msgspec.Struct, frozen=True):
    """What was acknowledged: where its receipt is, whose, and the hash of the file handed in."""

    address: str
    session: str
    sha256: str


class Sent(msgspec.Struct, frozen=True):
    """What became of the submissions of all clients."""

    seconds: float
    latencies: tuple[float, ...]
    receipts: tuple[Receipt, ...]
    errors: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Submissions a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency, in seconds, below which a share of submissions stayed."""
        found = sorted(self.latencies)
        return found[min(len(found) - 1, int(share * len(found)))] if found else 0.0


def storm(port: int, sessions: list[str], seconds: float) -> Sent:
    """Let every session submit as fast as it is answered, for some seconds."""
    under_way = Storm(port, sessions)
    time.sleep(seconds)
    return under_way.end()


class Storm:
    """Clients that submit until they are told to end.

    Where the server goes away, each sends the same again, with the same key, until it is answered:
    what was kept without an answer must get the receipt that it would have had (R9).
    """

    def __init__(self, port: int, sessions: list[str]) -> None:
        self._clients = [Client(port, session, number) for number, session in enumerate(sessions)]
        for client in self._clients:
            client.open_form()
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=client.run, args=(self._over,)) for client in self._clients
        ]
        self._began = time.perf_counter()
        for thread in self._threads:
            thread.start()

    @property
    def acknowledged(self) -> int:
        """How many submissions have been acknowledged so far."""
        return sum(len(client.receipts) for client in self._clients)

    def end(self) -> Sent:
        """Let each client finish what it sends, and say what became of all."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        for client in self._clients:
            client.close()
        return Sent(
            time.perf_counter() - self._began,
            tuple(one for client in self._clients for one in client.latencies),
            tuple(one for client in self._clients for one in client.receipts),
            tuple(one for client in self._clients for one in client.errors),
        )


class Client:
    """One person at a browser: a session, a form's token, a connection that is kept."""

    def __init__(self, port: int, session: str, number: int = 0) -> None:
        self._port, self._session, self._number = port, session, number
        self._token = self._window = ""
        self._socket: socket.socket | None = None
        self.latencies: list[float] = []
        self.receipts: list[Receipt] = []
        self.errors: list[str] = []

    def open_form(self) -> None:
        """Open the form once, for its token and cookie."""
        status, head, body = self.get("/process/submit")
        cookie = re.search(rb"csrftoken=([^;]+)", head)
        window = re.search(rb'name="window".*?<option value="(\d+)"', body, re.DOTALL)
        if status != 200 or cookie is None or window is None:
            raise RuntimeError(f"the form did not open: {status}")
        self._token, self._window = cookie[1].decode(), window[1].decode()

    def get(self, address: str) -> tuple[int, bytes, bytes]:
        """Ask for a page; return its status, head and body."""
        return self._ask(
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Cookie: sessionid={self._session}\r\n\r\n".encode()
        )

    def run(self, over: threading.Event) -> None:
        """Submit one after the other, each until it is answered."""
        count = 0
        while not over.is_set():
            content = os.urandom(24).hex().encode() + b" words" * ((SIZE - 48) // 6)
            request = self._request(count, content)
            began = time.perf_counter()
            answer = self._answered(request, over)
            if answer is None:
                return
            found = re.search(rb"\r\nLocation: (\S+)", answer[1], re.IGNORECASE)
            if answer[0] == 302 and found and b"/receipt/" in found[1]:
                self.latencies.append(time.perf_counter() - began)
                digest = hashlib.sha256(content).hexdigest()
                self.receipts.append(Receipt(found[1].decode(), self._session, digest))
            else:
                self.errors.append(f"HTTP {answer[0]}")
            count += 1

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _answered(self, request: bytes, over: threading.Event) -> tuple[int, bytes, bytes] | None:
        """Send until there is an answer; None where all is over before."""
        while True:
            try:
                return self._ask(request)
            except OSError as error:
                self.close()
                if not isinstance(error, ConnectionRefusedError):
                    self.errors.append(f"{type(error).__name__}: {error}")
                if over.wait(_PATIENCE):
                    return None

    def _request(self, count: int, content: bytes) -> bytes:
        fields = {
            "csrfmiddlewaretoken": self._token,
            "key": f"bench-{self._number:04d}-{count:08d}-{os.getpid()}",
            "title": f"Comments {count} of head {self._number}",
            "kind": "contribution",
            "window": self._window,
            "meeting": "",
            "language": "en",
            "content_audience": "public",
            "entry_audience": "public",
            "note": "",
            "hand_in": "1",
        }
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        head = (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="c.txt"\r\n'
            "Content-Type: text/plain\r\n\r\n"
        )
        body = (
            "".join(parts).encode() + head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
        )
        return (
            f"POST /process/submit HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Origin: http://127.0.0.1:{self._port}\r\n"
            f"Cookie: sessionid={self._session}; csrftoken={self._token}\r\n"
            f"Content-Type: multipart/form-data; boundary={_BOUNDARY}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def _ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"\r\nContent-Length: (\d+)", head, re.IGNORECASE)
        while length and len(body) < int(length[1]):
            body += self._more()
        if re.search(rb"\r\nConnection: close", head, re.IGNORECASE):
            self.close()
        return int(head.split(b" ", 2)[1]), head, body

    def _more(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionResetError("the server closed the connection")
        return data
