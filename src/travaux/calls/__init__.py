"""Calls and circular letters: what the secretariat announces, to whom, and what was sent."""
