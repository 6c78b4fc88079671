"""Fills an installation: `python -m bench.service.fill ACCOUNTS DOCUMENTS`; prints session keys."""

import sys
from importlib import import_module
from typing import Any


def main() -> None:
    """Make everything, by the same actions as users."""
    accounts, documents = int(sys.argv[1]), int(sys.argv[2])
    import django

    django.setup()
    from travaux.kernel import installing

    installing.prepare()
    from bench.service.installation import OFFICER, PASSWORD
    from travaux.kernel import clock, storage
    from travaux.kernel.act import Act
    from travaux.people import actions as people
    from travaux.people.queries import actor
    from travaux.programme import actions as programme
    from travaux.register import actions, queries
    from travaux.register.actions import Given, Particulars
    from travaux.rules.access import Actor, Role

    now = clock.now()
    operator = Act(Actor(name="Operator", role=Role.SYSTEM, operator=True), now)
    process = programme.add_process(
        operator, "Body", "Process", "process", "Europe/Zurich", ("en",), "ITU"
    )
    root = Act(Actor(name="Officer", role=Role.OFFICER, process=process, operator=True), now)
    window = programme.open_window(root, "Contributions", now, "2099-12-31")
    series = actions.add_series(root, "Documents", "DOC/{number}")
    credential = people.hashed(PASSWORD)
    officer = people.add_account(operator, OFFICER, "Officer", credential)
    house = people.add_entity(root, "Secretariat", "secretariat")
    people.enrol(root, officer, Role.OFFICER, house)
    heads = []
    for number in range(accounts):
        entity = people.add_entity(root, f"Entity {number}", "Member State")
        email = f"head{number}@example.org"
        account = people.add_account(operator, email, f"Head {number}", credential)
        people.enrol(root, account, Role.HEAD, entity)
        heads.append(account)
    for number in range(documents):
        act = Act(actor(heads[number % accounts], process, now), now)
        kept = storage.keep([f"Document {number}\n".encode()])
        made = actions.hand_in(
            act,
            Particulars(f"Comments on section {number} of the draft", window=window),
            [Given(f"document-{number}.txt", "en", kept)],
            f"fill-{number:020d}",
        )
        ref = queries.receipt(act.actor, made).document
        actions.register(root, ref, queries.document(root.actor, now, ref).row.version, series)
        actions.post(root, ref, queries.document(root.actor, now, ref).row.version)
    print(*(_session(account) for account in heads))


def _session(account: int) -> str:
    """Return the key of a session in which an account is signed in."""
    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )

    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    person: Any = get_user_model().objects.get(id=account)
    store[SESSION_KEY] = str(account)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


main()
