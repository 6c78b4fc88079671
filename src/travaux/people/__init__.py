"""Accounts, the entities that take part, and who acts for whom in which capacity."""
