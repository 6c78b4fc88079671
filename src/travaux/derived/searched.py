"""The index of the search, kept as the record is: what was added or changed is indexed anew."""

from collections.abc import Iterator

from travaux.drafting.queries import UnindexedText, line_words, unindexed_texts
from travaux.kernel import log, search
from travaux.register.queries import unindexed_entries
from travaux.rules.access import SYSTEM
from travaux.text.tokens import names


def index_missing(most: int = 1_000_000) -> int:
    """Index entries and texts that are not in the index as they are; return how many were.

    Where the log has not grown since the last complete look there is nothing to do, and nothing is
    asked of the record.
    """
    size = str(log.size().size)
    if search.state("log") == size:
        return 0
    count = 0
    for entry in unindexed_entries(SYSTEM, search.indexed("entry")):
        if count == most:
            return count
        tokens = names(entry.title, entry.language)
        for name in entry.names:
            tokens += names(name)
        search.index(search.Unit("entry", str(entry.document), entry.stamp), [tokens])
        count += 1
    for text in unindexed_texts(SYSTEM, search.indexed("text")):
        if count == most:
            return count
        search.index(search.Unit("text", text.sha256, text.stamp), _tokens(text))
        count += 1
    search.note("log", size)
    return count


def _tokens(text: UnindexedText) -> Iterator[list[str]]:
    return (names(words, text.language) for words in line_words(SYSTEM, text))
