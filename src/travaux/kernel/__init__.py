"""One place each for acts, the writer, the log, files, letters and the clock."""
