"""Bodies, their processes, meetings, themes, and the windows that are open."""
