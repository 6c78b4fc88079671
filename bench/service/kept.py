"""Says how many submissions an installation holds, having examined all of it; 1 where ill."""

import sys

import django


def main() -> int:
    """Examine the record as `travaux doctor` does."""
    django.setup()
    from travaux.kernel.doctor import examine
    from travaux.register.queries import invariants, submitted_files
    from travaux.rules.access import SYSTEM

    files = submitted_files(SYSTEM)
    findings = [*examine(lambda: ((one.name, one.sha256) for one in files)), *invariants(SYSTEM)]
    for one in findings:
        if not one.well and one.what != "letters":
            print(one.what, one.sentence)
            return 1
    print(len(files))
    return 0


sys.exit(main())
