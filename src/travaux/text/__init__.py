"""Trees and words: pure values and pure functions on texts. No disk, network or clock."""
