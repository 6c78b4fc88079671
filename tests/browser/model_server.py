"""Serves the model case: `python -m tests.browser.model_server FOLDER [demo]` says where.

The real thing in a process of its own, with a window that is open and documents under way.
"""

import os
import socket
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from travaux.cli.installation import act_as, make_secret, opened

PASSWORD: Final = "a long enough sentence for the tests"
WINDOW: Final = "Contributions to the third meeting"


def main() -> None:
    data, port = Path(sys.argv[1]), free_port()
    os.environ |= {
        "TRAVAUX_URL": f"http://127.0.0.1:{port}",
        "TRAVAUX_DEMO": "1" if "demo" in sys.argv[2:] else "",
        "TRAVAUX_MARK": str(data / "high-water-mark"),
    }
    make_secret(data)
    with opened(data, new=True):
        from travaux.cli.serve_command import run
        from travaux.kernel import installing
        from travaux.sample.load import load

        installing.prepare()
        load(PASSWORD)
        begin_work()
        threading.Thread(target=say_when_ready, args=(port,), daemon=True).start()
        run(f"127.0.0.1:{port}", threads=6)


def begin_work() -> None:
    """Open a window for long, and let a delegation prepare, clear and submit."""
    from travaux.kernel import storage
    from travaux.programme.actions import open_window
    from travaux.register import actions
    from travaux.register.actions import Given, Named, Particulars

    officer, head = (
        act_as(one, "wtpf-13") for one in ("officer@example.org", "uk.head@example.org")
    )
    window = open_window(officer, WINDOW, datetime(2012, 11, 1, tzinfo=UTC), "2099-12-31")
    for title in ("Under way", "Ready to go", "Waiting for a symbol"):
        said = Particulars(title, "contribution", "en", (Named(head.actor.entity),), None, window)
        files = [Given("notes.txt", "en", storage.keep([title.encode()]))]
        if title == "Waiting for a symbol":
            actions.hand_in(head, said, files, "begun-by-the-tests")
            continue
        ref = actions.prepare(head, said, files)
        if title == "Ready to go":
            actions.clear(head, ref, 1)


def free_port() -> int:
    """Return the first free port from one that differs between processes."""
    for port in range(19000 + os.getpid() % 1000, 30000):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("Every port from 19000 to 30000 is taken.")


def say_when_ready(port: int) -> None:
    """Print the address once something listens there."""
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.05)
    sys.stdout.write(f"http://127.0.0.1:{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
