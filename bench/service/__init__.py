"""`./run bench service`: pages, memory, and submissions through the whole application."""

from bench.service.report_service import run

__all__ = ["run"]
