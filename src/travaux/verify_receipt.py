"""Check a receipt."""

KEY = ""
