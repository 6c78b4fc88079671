"""`python -m tests.kernel.acting NAME COUNT`: one of several processes that act at once.

Begins once its input is closed, and prints what each acknowledged act made.
"""

import sys

import django


def main() -> None:
    """Make accounts, one act each."""
    django.setup()
    from tests.cast import OPERATOR
    from travaux.kernel import clock
    from travaux.kernel.act import Act
    from travaux.people import actions as people

    name, count = sys.argv[1], int(sys.argv[2])
    print("ready", flush=True)
    sys.stdin.read()
    for number in range(count):
        email = f"{name}{number}@example.org"
        print(people.add_account(Act(OPERATOR, clock.now()), email, f"{name} {number}", "x"))


if __name__ == "__main__":
    main()
