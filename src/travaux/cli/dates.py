"""The author and instant that tracked changes bear."""

import os
from datetime import UTC, datetime

import click

DEFAULT_AUTHOR = "Travaux"


def instant(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str:
    """Return the instant of an option as ISO 8601 in UTC: as given, else now.

    SOURCE_DATE_EPOCH, where set, stands for now, so that outputs can be made again byte for byte.
    """
    if value is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(
            f"“{value}” is no date. Write it as 2012-10-31 or 2012-10-31T18:00:00Z."
        ) from error
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
