"""The cast of the tests: a process with its people, as they would be set up by hand.

The body is ITU, the process the preparation of a forum. The United Kingdom has a head and a
delegate, Saudi Arabia a head, the NRO is a standing group; there are an officer, a chair, an
observer, a member of the body who takes no part, and the public.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.conf import settings

from travaux.kernel import keys, mark, search, storage
from travaux.kernel.act import Act
from travaux.people import actions as people
from travaux.people.queries import actor
from travaux.programme import actions as programme
from travaux.register import actions as register
from travaux.register.actions import Given, Named, Particulars
from travaux.rules.access import Actor, Role

START = datetime(2012, 9, 1, 8, 0, tzinfo=UTC)
DEADLINE = datetime(2012, 10, 5, 22, 0, tzinfo=UTC)
"""The first instant after 5 October 2012 in Zurich."""
PASSWORD = "correct horse battery staple"
OPERATOR = Actor(name="Operator", role=Role.SYSTEM, operator=True)


def install() -> None:
    """Make the keys, folders and mark of an installation, where they are not there."""
    environment = settings.ENVIRONMENT
    keys.make(environment.data / "keys", environment.origin)
    storage.prepare()
    search.prepare()
    mark.prepare()


class Cast:
    """Everyone, and what they do most."""

    def __init__(self) -> None:
        self.now = START
        self._keys = 0
        self.process = programme.add_process(
            Act(OPERATOR, self.now), "ITU", "WTPF-13", "wtpf-13", "Europe/Zurich",
            ("en", "fr", "ar"), "ITU",
        )  # fmt: skip
        self.root = Act(
            Actor(name="Operator", role=Role.OFFICER, process=self.process, operator=True), self.now
        )
        self.entities = {
            name: people.add_entity(self.root, name, kind)
            for name, kind in (
                ("ITU Secretariat", "secretariat"),
                ("Chairman of the IEG", "office holder"),
                ("United Kingdom", "Member State"),
                ("Saudi Arabia", "Member State"),
                ("NRO", "group"),
            )
        }
        people.confirm_standing(self.root, self.entities["NRO"], self.now, "letter of 1 May 2012")
        self.accounts: dict[str, int] = {}
        for name, role, entity in (
            ("officer", Role.OFFICER, "ITU Secretariat"),
            ("chair", Role.CHAIR, "Chairman of the IEG"),
            ("head", Role.HEAD, "United Kingdom"),
            ("delegate", Role.DELEGATE, "United Kingdom"),
            ("saudi", Role.HEAD, "Saudi Arabia"),
            ("observer", Role.OBSERVER, ""),
            ("member", None, ""),
        ):
            self._enrol(name, role, entity)
        self.meeting = programme.add_meeting(
            self.root, 2, "Second meeting", date(2012, 10, 10), date(2012, 10, 12), "Geneva"
        )
        self.theme = programme.add_theme(self.root, "Internet exchange points")
        self.window = programme.open_window(
            self.root, "Contributions", self.now, "2012-10-05", self.meeting
        )
        self.series = register.add_series(
            self.root, "Documents", "WTPF-IEG/{meeting}/{number}", ("contribution",)
        )

    def _enrol(self, name: str, role: Role | None, entity: str) -> None:
        account = people.add_account(
            Act(OPERATOR, self.now), f"{name}@example.org", name.capitalize(),
            people.hashed(PASSWORD),
            member=name in ("member", "head", "delegate", "saudi"),
        )  # fmt: skip
        self.accounts[name] = account
        if role is not None:
            people.enrol(self.root, account, role, self.entities.get(entity))

    def later(self, **by: float) -> datetime:
        """Let time pass, and return the instant."""
        self.now += timedelta(**by)
        return self.now

    def actor(self, name: str) -> Actor:
        """Return someone of the cast, or the public."""
        return actor(self.accounts.get(name, 0), self.process, self.now)

    def act(self, name: str, *, began: datetime | None = None) -> Act:
        """Return an act of someone, a minute after the last one."""
        self.later(minutes=1)
        return Act(self.actor(name), self.now, began)

    def key(self) -> str:
        """Return a new idempotency key."""
        self._keys += 1
        return f"key-{self._keys:020d}"

    def file(self, content: str = "Text of a contribution.", name: str = "text.txt") -> Given:
        """Store a file."""
        return Given(name, "en", storage.keep([content.encode()]))

    @cached_property
    def particulars(self) -> Particulars:
        """What is said of an ordinary contribution."""
        return Particulars(
            "Comments on the third draft", meeting=self.meeting, window=self.window,
            themes=(self.theme,),
        )  # fmt: skip

    def joint(self, *others: str) -> Particulars:
        """Return what is said of a contribution of the United Kingdom with others."""
        import msgspec

        named = (Named(self.entities["United Kingdom"]), *(Named(self.entities[o]) for o in others))
        return msgspec.structs.replace(self.particulars, sources=named)

    def submitted(self, by: str = "head", particulars: Particulars | None = None) -> str:
        """Return the name of a document that someone has just handed in."""
        from travaux.register import queries

        act = self.act(by)
        number = register.hand_in(
            act, particulars or self.particulars, [self.file(f"by {by}, {self.now}")], self.key()
        )
        return queries.receipt(act.actor, number).document

    def version(self, ref: str) -> int:
        """Return how often a document was changed."""
        from travaux.register.models import Document

        return Document.objects.get(ref=ref).version

    def registered(self, by: str = "head", particulars: Particulars | None = None) -> str:
        """Return the name of a document that has a symbol."""
        ref = self.submitted(by, particulars)
        register.register(self.act("officer"), ref, self.version(ref), self.series)
        return ref

    def posted(self, by: str = "head", particulars: Particulars | None = None) -> str:
        """Return the name of a posted document."""
        ref = self.registered(by, particulars)
        register.post(self.act("officer"), ref, self.version(ref))
        return ref
