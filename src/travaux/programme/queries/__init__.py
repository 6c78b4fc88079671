"""All that can be asked of processes and their time."""

from travaux.programme.queries.frame import (
    Frame,
    MeetingRow,
    ProcessRow,
    ThemeRow,
    WindowRow,
    frame,
    process,
    processes,
)

__all__ = [
    "Frame",
    "MeetingRow",
    "ProcessRow",
    "ThemeRow",
    "WindowRow",
    "frame",
    "process",
    "processes",
]
