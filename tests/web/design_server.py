"""Serves the page of parts on 127.0.0.1: `python -m tests.web.design_server` says where.

A process of its own, since Django's settings are for a whole process, and those of the tests are
not these.
"""

import os
import sys
from contextlib import suppress
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.design_settings"
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    application = StaticFilesHandler(get_wsgi_application())
    with _server(application) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


def _server(application: "WSGIApplication") -> WSGIServer:
    """Return a server on the first free port from one that differs between processes."""
    for port in range(18000 + os.getpid() % 1000, 30000):
        with suppress(OSError):
            return make_server("127.0.0.1", port, application, _Server, _Silent)
    raise OSError("Every port from 18000 to 30000 is taken.")


if __name__ == "__main__":
    main()
