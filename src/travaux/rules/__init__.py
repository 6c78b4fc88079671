"""The law of a preparatory process, as pure functions and tables."""
