"""Texts: the documents read, as trees of provisions."""
