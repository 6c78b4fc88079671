"""All that can be done with a process and its time."""

from travaux.programme.actions.setting_up import add_meeting, add_process, add_theme, open_window

__all__ = ["add_meeting", "add_process", "add_theme", "open_window"]
