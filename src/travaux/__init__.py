"""Travaux runs the preparatory process of a body that works through documents."""

__version__ = "0.1.0"
