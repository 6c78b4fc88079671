"""An installation to be measured: made in memory, served as users would, with many accounts."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from travaux.cli.installation import make_secret

ROOT: Final = Path(__file__).parent.parent.parent
PASSWORD: Final = "a long password of the bench"
OFFICER: Final = "officer@example.org"
_HERE: Final = Path(__file__).parent


def memory() -> Path:
    """Return a new folder in memory, so that only the delay we add is slow."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="travaux-bench-", dir=shared if shared.is_dir() else None))


def environment(data: Path, port: int) -> dict[str, str]:
    """Return the environment of a server."""
    return {
        **os.environ,
        "TRAVAUX_DATA": str(data),
        "TRAVAUX_URL": f"http://127.0.0.1:{port}",
        "TRAVAUX_DATABASE": os.environ.get("BENCH_DATABASE", ""),
        "DJANGO_SETTINGS_MODULE": "travaux.settings",
    }


def prepare(data: Path, port: int, accounts: int, documents: int = 0) -> list[str]:
    """Make an installation with heads of delegation and documents; return their session keys."""
    make_secret(data)
    done = subprocess.run(
        [sys.executable, "-m", "bench.service.fill", str(accounts), str(documents)],
        cwd=ROOT,
        env=environment(data, port),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def slow_sync(folder: Path) -> Path | None:
    """Return the library that slows syncing, compiled; None where there is no compiler."""
    if not shutil.which("gcc"):
        return None
    target = folder / "slow_sync.so"
    subprocess.run(
        ["gcc", "-O2", "-shared", "-fPIC", "-o", target, _HERE / "slow_sync.c", "-ldl"], check=True
    )
    return target


@contextlib.contextmanager
def served(
    data: Path, port: int, *, slowed: Path | None = None, singly: bool = False
) -> Iterator[int]:
    """Serve an installation and yield the process's number; `singly`, one act to a commit."""
    server = serve(data, port, slowed=slowed, singly=singly)
    try:
        yield server.pid
    finally:
        stop(server)


def serve(
    data: Path, port: int, *, slowed: Path | None = None, singly: bool = False, workers: int = 1
) -> "subprocess.Popen[bytes]":
    """Serve an installation, and return once it can be reached."""
    environ = environment(data, port)
    if slowed is not None:
        environ |= {"LD_PRELOAD": str(slowed), "SLOW_SYNC_COUNT": str(data / "syncs")}
    command = [sys.executable, "-m", "bench.service.serve", *(["singly"] if singly else [])]
    server = subprocess.Popen(
        [*command, str(workers), str(port)], cwd=ROOT, env=environ, start_new_session=True
    )
    try:
        _until_open(port, server)
    except RuntimeError:
        stop(server)
        raise
    return server


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End a server in good order, if it still runs."""
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def kill(server: "subprocess.Popen[bytes]") -> None:
    """End a server and its workers at once, without a word to them."""
    workers = [Path(f"/proc/{one}/status") for one in children(server.pid)]
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(30)
    for one in workers:  # until they are gone, the port is open
        while one.exists() and "State:\tZ" not in one.read_text():
            time.sleep(0.01)


def syncs(data: Path) -> int:
    """Return how many times a slowed server has synced."""
    path = data / "syncs"
    return int.from_bytes(path.read_bytes()[:8], sys.byteorder) if path.exists() else 0


def kept(data: Path, port: int) -> str:
    """Return how many submissions an installation holds, having examined all of it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.service.kept"],
        cwd=ROOT,
        env=environment(data, port),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the record is not whole: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def resident(pid: int) -> int:
    """Return the largest resident memory, in KiB, of a process and its children, each alone."""
    found = [pid, *map(int, children(pid))]
    return max(_resident(one) for one in found)


def cpu(pid: int) -> float:
    """Return the processor time, in seconds, that a process and its children have taken."""
    return sum(_cpu(one) for one in [pid, *map(int, children(pid))])


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def children(pid: int) -> list[str]:
    """Return the processes that a process has started and that still run."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_open(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        time.sleep(0.1)
    raise RuntimeError("the server did not open its port")
