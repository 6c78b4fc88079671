"""Fills an installation and searches it: `python -m bench.search.measured DOCUMENTS PROVISIONS`."""

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

_TIMES: Final = 15
_WORDS: Final = (
    *("governance", "internet", "governments", "stakeholders", "development", "exchange"),
    *("points", "transit", "connectivity", "broadband", "addresses", "transition", "security"),
    *("policy", "access", "international", "cooperation", "council", "resolution", "sector"),
    *("members", "states", "capacity", "building", "developing", "countries", "multilingual"),
)
_QUERIES: Final = (
    "governance",
    "governing",
    "internet exchange points",
    '"capacity building"',
    "multilingual",
    "word77 word431",
    "gov*",
    "nowhere",
)


def main() -> None:
    """Fill, index, and print the cost of indexing, then a row for each query."""
    documents, provisions = int(sys.argv[1]), int(sys.argv[2])
    import django

    django.setup()
    from travaux.kernel import clock, installing

    installing.prepare()
    from django.conf import settings

    from travaux.derived import searched
    from travaux.drafting.queries import search
    from travaux.rules.access import Actor, Role

    process = _fill(documents, provisions)
    began = time.process_time()
    searched.index_missing()
    cost = time.process_time() - began
    side = sum(one.stat().st_size for one in settings.ENVIRONMENT.data.glob("side.sqlite3*"))
    print(f"{cost:.1f} s\t{side / 1e6:.0f} MB")
    now = clock.now()
    public = Actor(process=process)
    officer = Actor(name="Officer", role=Role.OFFICER, process=process)
    peer = _Peer()
    for query in _QUERIES:
        print(
            *(
                f"`{query}`",
                search(officer, now, query).total,
                _cpu(lambda: search(public, now, query)),  # noqa: B023 - called at once
                _cpu(lambda: search(officer, now, query)),  # noqa: B023
                _cpu(lambda: peer.ranked(query)),  # noqa: B023
                _cpu(lambda: peer.like(query)),  # noqa: B023
                "50 ms",
            ),
            sep="\t",
        )


def _cpu(ask: Callable[[], object]) -> str:
    ask()
    taken = []
    for _ in range(_TIMES):
        began = time.process_time()
        ask()
        taken.append(time.process_time() - began)
    return f"{statistics.median(taken) * 1000:.1f} ms"


def _text(random_: random.Random, provisions: int) -> bytes:
    """Return a text: common words in every provision, rare ones here and there."""
    lines = []
    for number in range(1, provisions + 1):
        words = random_.choices(_WORDS, k=30)
        words += [f"word{int(random_.paretovariate(0.6))}" for _ in range(10)]
        random_.shuffle(words)
        lines.append(f"{number}. {' '.join(words)}.")
    return "\n\n".join(lines).encode()


def _fill(documents: int, provisions: int) -> int:
    from travaux.derived import texts
    from travaux.drafting.actions import keep_text
    from travaux.formats import detect
    from travaux.kernel import clock, storage
    from travaux.kernel.act import Act
    from travaux.people import actions as people
    from travaux.programme import actions as programme
    from travaux.register import actions, queries
    from travaux.register.actions import Given, Particulars
    from travaux.rules.access import SYSTEM, Actor, Audience, Role

    now, random_ = clock.now(), random.Random(7)
    operator = Act(Actor(name="Operator", role=Role.SYSTEM, operator=True), now)
    process = programme.add_process(
        operator, "Body", "Process", "process", "Europe/Zurich", ("en",), "ITU"
    )
    root = Act(Actor(name="Officer", role=Role.OFFICER, process=process, operator=True), now)
    series = actions.add_series(root, "Documents", "DOC/{number}")
    entity = people.add_entity(root, "Entity", "Member State")
    head = Act(Actor(name="Head", role=Role.HEAD, process=process, entity=entity,
                     entity_name="Entity"), now)  # fmt: skip
    for number in range(documents):
        data = _text(random_, provisions)
        kept = storage.keep([data])
        audience = Audience.SECRETARIAT if number % 5 == 0 else Audience.PUBLIC
        made = actions.hand_in(
            head,
            Particulars(f"Comments on section {number}", content_audience=audience),
            [Given("text.txt", "en", kept)],
            f"fill-{number:020d}",
        )
        ref = queries.receipt(head.actor, made).document
        actions.register(root, ref, queries.document(root.actor, now, ref).row.version, series)
        actions.post(root, ref, queries.document(root.actor, now, ref).row.version)
        keep_text(Act(SYSTEM, now), kept.sha256, detect.read("text.txt", data), "")
    if texts.read_missing():
        raise RuntimeError("a text was left unread")
    return process


class _Peer:
    """FTS5 as it comes, and LIKE, on the same provisions."""

    def __init__(self) -> None:
        from django.db import connections

        self._cursor = connections["default"].cursor()
        self._cursor.execute("CREATE VIRTUAL TABLE temp.peer USING fts5(words)")
        self._cursor.execute("INSERT INTO temp.peer SELECT words FROM travaux_line")

    def ranked(self, query: str) -> object:
        self._cursor.execute(
            "SELECT rowid FROM temp.peer WHERE peer MATCH %s ORDER BY rank LIMIT 20", [query]
        )
        return self._cursor.fetchall()

    def like(self, query: str) -> object:
        words = query.replace('"', "").replace("*", "").split()
        where = " AND ".join(["words LIKE %s"] * len(words))
        self._cursor.execute(
            f"SELECT sha256, count(*) FROM travaux_line WHERE {where} GROUP BY 1",
            [f"%{word}%" for word in words],
        )
        return self._cursor.fetchall()


main()
