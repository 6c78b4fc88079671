"""The one place that asks what time it is. Only the edges call it; all else is told."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)
