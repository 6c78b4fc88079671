"""HTML: pages read, trees and redlines written."""

from travaux.formats.html_reader import read
from travaux.formats.html_redline import write_redline
from travaux.formats.html_writer import write

__all__ = ["read", "write", "write_redline"]
