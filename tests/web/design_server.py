"""Serves the page of parts on 127.0.0.1: `python -m tests.web.design_server` says where.

A process of its own, since Django's settings are for a whole process, and those of the tests are
not these.
"""

import os
import sys
from contextlib import suppress
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.design_settings"
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    application = StaticFilesHandler(get_wsgi_application())
    for port in range(18000 + os.getpid() % 1000, 30000):
        with suppress(OSError):
            server = make_server("127.0.0.1", port, application, _Server, _Silent)
            sys.stdout.write(f"http://127.0.0.1:{port}\n")
            sys.stdout.flush()
            server.serve_forever()


if __name__ == "__main__":
    main()
