"""What of the register the index of the search does not hold yet."""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from travaux.register.models import Document, Source
from travaux.rules.access import Actor, Role
from travaux.rules.refusal import Forbidden


class EntryWords(msgspec.Struct, frozen=True):
    """The words of a document's entry: its title in its language, and names in none."""

    document: int
    stamp: str
    title: str
    language: str
    names: tuple[str, ...]


def unindexed_entries(actor: Actor, held: Mapping[str, str]) -> tuple[EntryWords, ...]:
    """Return the entries that the index does not hold as they are; `held` is what it holds.

    For the machine's own work. Raises Forbidden for anyone else.
    """
    if actor.role is not Role.SYSTEM:
        raise Forbidden("This is for the machine's own work.")
    facts = Document.objects.order_by("id").values_list("id", "ref", "version")
    # The random name keeps apart two documents that bore one number, before and after a restore.
    stamps = {one: f"{ref}.{version}" for one, ref, version in facts}
    missing = [one for one, stamp in stamps.items() if held.get(str(one)) != stamp]
    names: dict[int, list[str]] = defaultdict(list)
    found: list[tuple[int, str, str, str, str]] = []
    for start in range(0, len(missing), 500):
        some = missing[start : start + 500]
        for document, name, entity in (
            Source.objects.filter(document__in=some)
            .order_by("document", "position")
            .values_list("document", "name", "entity__name")
        ):
            names[document] += [name, entity] if entity != name else [name]
        found += Document.objects.filter(id__in=some).values_list(
            "id", "title", "language", "symbol", "outside_author"
        )
    return tuple(
        EntryWords(one, stamps[one], title, language, (symbol, author, *names[one]))
        for one, title, language, symbol, author in found
    )
