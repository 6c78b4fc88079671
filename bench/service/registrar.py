"""An officer at the command line, while others submit: prints each symbol once it is issued.

`python -m bench.service.registrar`: registers whatever was submitted; once its input is
closed, all that is left, and ends.
"""

import select
import sys

import django


def main() -> None:
    """Look for what waits and register it, as a process beside the site."""
    django.setup()
    from bench.service.installation import OFFICER
    from travaux.kernel import clock
    from travaux.kernel.act import Act
    from travaux.people.queries import account_number, actor
    from travaux.programme.queries import process
    from travaux.register import actions, queries
    from travaux.rules.access import PUBLIC

    number = process(PUBLIC, "process").id
    print("ready", flush=True)
    closed = False
    while not closed:
        closed = bool(select.select([sys.stdin], [], [], 0.02)[0])
        now = clock.now()
        officer = actor(account_number(OFFICER), number, now)
        series = queries.series(officer)[0].id
        for row in queries.officer_desk(officer, now).to_register[: None if closed else 5]:
            symbol = actions.register(Act(officer, clock.now()), row.ref, row.version, series)
            print(symbol, row.ref, flush=True)


main()
