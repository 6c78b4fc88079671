"""One look at what is missing: letters first, since people wait for them, then texts and index."""

from django.db import close_old_connections

from travaux import notices
from travaux.derived import searched, texts
from travaux.kernel import clock, mail


def look() -> None:
    """Do what is missing; a few texts at a time, so that letters never wait long."""
    close_old_connections()
    now = clock.now()
    notices.write(now)
    mail.send_waiting(now)
    texts.read_missing(most=3)
    searched.index_missing(most=50)
