"""Markdown: read, and trees and redlines written."""

from travaux.formats.markdown_reader import read
from travaux.formats.markdown_redline import write_redline
from travaux.formats.markdown_writer import write

__all__ = ["read", "write", "write_redline"]
