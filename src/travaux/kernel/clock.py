"""The one place that asks what time it is. Only the edges call it; all else is told."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """Return the present instant, in UTC; in a demo, that of the demo's own clock."""
    return shifted(datetime.now(UTC))


def shifted(real: datetime) -> datetime:
    """Return what the clock of this installation showed at an instant of the real one."""
    return real + timedelta(seconds=settings.ENVIRONMENT.shift)
