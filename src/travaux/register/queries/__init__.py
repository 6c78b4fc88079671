"""All that can be asked of the register; each starts from the actor and gives frozen values."""

from travaux.register.queries.desks import desk, officer_desk, particulars
from travaux.register.queries.indexing import EntryWords, unindexed_entries
from travaux.register.queries.invariants import invariants
from travaux.register.queries.listing import (
    meeting_files,
    register,
    requests,
    restricted,
    series,
    submitted_files,
    symbols,
)
from travaux.register.queries.overview import NewRow, Waiting, newest, waiting
from travaux.register.queries.page import by_symbol, document, file, same_files
from travaux.register.queries.proof import (
    posting_proof,
    receipt,
    receipt_file,
    receipts_to_send,
)
from travaux.register.queries.values import Filters

__all__ = [
    "EntryWords",
    "Filters",
    "NewRow",
    "Waiting",
    "by_symbol",
    "desk",
    "document",
    "file",
    "invariants",
    "meeting_files",
    "newest",
    "officer_desk",
    "particulars",
    "posting_proof",
    "receipt",
    "receipt_file",
    "receipts_to_send",
    "register",
    "requests",
    "restricted",
    "same_files",
    "series",
    "submitted_files",
    "symbols",
    "unindexed_entries",
    "waiting",
]
