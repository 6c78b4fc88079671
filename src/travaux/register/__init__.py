"""Documents from a delegation's desk to the register, their symbols, sources and receipts."""
