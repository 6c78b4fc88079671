"""The register of the model case, loaded into an installation: by the same acts, at their instants.

Everything happens in the order in which it happened: numbers are issued in order, the late document
comes late, the joint source confirms after the deadline.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import msgspec

from travaux.kernel import storage
from travaux.kernel.act import Act
from travaux.people import actions as people
from travaux.programme import actions as programme
from travaux.register import actions, queries
from travaux.register.actions import Channel, Given, Named, Particulars
from travaux.rules.access import Actor, Audience, Role
from travaux.rules.deadline import Timing
from travaux.rules.symbol import Kind
from travaux.sample import register as sample
from travaux.sample.register import FIRST, Document, Person, Register

SLUG: Final = "wtpf-13"
_MINUTES: Final = timedelta(minutes=1)
_MODIFICATIONS: Final = {"Rev": Kind.REVISION, "Add": Kind.ADDENDUM, "Corr": Kind.CORRIGENDUM}


class Loaded(msgspec.Struct, frozen=True):
    """What was loaded."""

    process: int
    documents: int
    people: int


class _Step(msgspec.Struct, frozen=True):
    """Something that happens at an instant."""

    at: datetime
    do: Callable[[datetime], object]


def load(password: str = "", until: datetime | None = None) -> Loaded:
    """Load the model case into an empty installation; `password` is everyone's, none where empty.

    What happened after `until` is left out. Raises Conflict where its process is there already.
    """
    return _Loader(sample.register(), password).run(until)


def invite(process: int, at: datetime) -> None:
    """Open a window of a month, so that whoever looks at the model case can submit something."""
    officer = Actor(name="Officer of the secretariat", role=Role.OFFICER, process=process)
    closes = (at + timedelta(days=30)).date().isoformat()
    programme.open_window(Act(officer, at), "Try it: a window that is open now", at, closes)


class _Loader:
    """Holds the numbers that rows were given while the model case is loaded."""

    def __init__(self, register: Register, password: str) -> None:
        self.register = register
        self.credential = people.hashed(password)
        self.entities: dict[str, int] = {}
        self.series: dict[str, int] = {}
        self.refs: dict[str, str] = {}
        self.reserved: dict[str, int] = {}
        self.process = self.meeting = self.window = 0

    def run(self, until: datetime | None) -> Loaded:
        """Set the process up, then let everything happen."""
        self._set_up()
        steps = [*self._reservations()]
        for document in self.register.document:
            steps += self._life(document)
        for step in sorted(steps, key=lambda step: step.at):
            if until is None or step.at <= until:
                step.do(step.at)
        return Loaded(self.process, len(self.refs), len(self.register.person))

    # The process

    def _set_up(self) -> None:
        body, process = self.register.body, self.register.process
        operator = Act(Actor(name="Operator", role=Role.SYSTEM, operator=True), FIRST)
        self.process = programme.add_process(
            operator, body.name, process.name, SLUG, process.zone, process.languages, body.style
        )
        root = self._officer(FIRST)
        for entity in self.register.entity:
            self.entities[entity.id] = people.add_entity(
                root, entity.name, entity.kind, entity.region, self.entities.get(entity.parent)
            )
        for entity in self.register.entity:
            if entity.standing is not None:
                people.confirm_standing(
                    self._officer(entity.standing),
                    self.entities[entity.id],
                    entity.standing,
                    "Its members confirmed once that it speaks for them.",
                )
        for person in self.register.person:
            self._enrol(operator, root, person)
        self._frame(root)

    def _enrol(self, operator: Act, root: Act, person: Person) -> None:
        member = person.role in ("member", "head of delegation", "delegate")
        account = people.add_account(
            operator, person.email, person.name, self.credential, member=member
        )
        if person.role != "member":
            people.enrol(root, account, Role(person.role), self.entities.get(person.entity))

    def _frame(self, root: Act) -> None:
        meeting = self.register.meeting
        self.meeting = programme.add_meeting(
            root,
            int(meeting.number),
            meeting.name,
            date.fromisoformat(meeting.first),
            date.fromisoformat(meeting.last),
            meeting.place,
        )
        for theme in self.register.theme:
            programme.add_theme(root, theme.title)
        self.window = programme.open_window(
            root,
            f"Contributions to the {meeting.name[:1].lower()}{meeting.name[1:]}",
            FIRST,
            meeting.contributions_until,
            self.meeting,
        )
        for series in self.register.series:
            kinds = {one.kind for one in self.register.document if one.series == series.id}
            self.series[series.id] = actions.add_series(
                root, series.name, series.pattern, tuple(sorted(kinds)), external=series.external
            )

    def _reservations(self) -> list[_Step]:
        def reserve(series: str, for_: str, at: datetime) -> None:
            act = self._officer(at)
            name = next(one.name for one in self.register.entity if one.id == for_)
            made = actions.reserve(act, self.series[series], self.meeting, name)
            found = next(one for one in queries.series(act.actor) if one.id == self.series[series])
            self.reserved[made] = int(found.reserved[-1].value)

        return [
            _Step(kept.at, partial(reserve, series.id, kept.for_))
            for series in self.register.series
            for kept in series.reserved
        ]

    # One document

    def _life(self, document: Document) -> list[_Step]:
        """Return what happens to a document, each at its instant."""
        came = document.received or document.posted - 20 * _MINUTES
        entered = document.entered.at if document.entered else came
        steps = [
            _Step(entered, partial(self._submit, document)),
            _Step(document.posted - 5 * _MINUTES, partial(self._register, document)),
            _Step(document.posted, partial(self._post, document)),
        ]
        for source in document.source[1:]:
            if source.how is not sample.How.STANDING_GROUP:
                at = max(source.confirmed, came + _MINUTES)
                steps.append(_Step(at, partial(self._confirm, document, source.entity)))
        for version in document.version:
            if version.posted > document.posted:
                steps.append(_Step(version.posted, partial(self._add, document, version.language)))
        if document.opens is not None:
            steps.append(_Step(document.posted + _MINUTES, partial(self._open, document)))
        if document.admitted is not None:
            steps.append(_Step(document.admitted.at, partial(self._admit, document)))
        if document.not_presented:
            at = document.admitted.at if document.admitted else document.posted
            steps.append(_Step(at + _MINUTES, partial(self._not_presented, document)))
        if document.withdrawn is not None:
            steps.append(_Step(document.withdrawn.at, partial(self._withdraw, document)))
        if document.recalled is not None:
            steps.append(_Step(document.recalled.at, partial(self._recall, document)))
            steps.append(_Step(document.recalled.replaced, partial(self._put_right, document)))
        return steps

    def _submit(self, document: Document, at: datetime) -> None:
        owner = self.entities[document.source[0].entity]
        particulars = Particulars(
            document.title,
            document.kind,
            document.language,
            tuple(Named(self.entities[one.entity], one.as_written) for one in document.source),
            self.meeting if document.series != "circulars" else None,
            self.window if document.timing is not None else None,
            entry_audience=Audience(document.entry),
            content_audience=Audience(document.content),
            outside_author=document.author,
            requested_by=self.entities.get(document.requested_by),
        )
        files = [self._stored(document, one) for one in self._files(document)]
        key = f"sample-{document.symbol.encode().hex()}"[:64]
        if document.entered is not None and document.received is not None:
            channel = Channel(
                document.entered.channel, document.received.isoformat(), document.entered.evidence
            )
            act = msgspec.structs.replace(self._officer(at), behalf=document.source[0].as_written)
            number = actions.enter(act, owner, particulars, files, channel, key)
        else:
            act = self._head(document.source[0].entity, at)
            number = actions.hand_in(act, particulars, files, key)
        self.refs[document.symbol] = queries.receipt(act.actor, number).document
        ruled = document.timing is not None and document.timing is not self._timing(act, document)
        if ruled:
            raise ValueError(f"{document.symbol} is not {document.timing} by its instant")

    def _timing(self, act: Act, document: Document) -> Timing:
        return queries.document(act.actor, act.at, self.refs[document.symbol]).row.timing

    def _files(self, document: Document) -> tuple[tuple[str, bytes], ...]:
        """Return the files that came with it: another one where it was later recalled."""
        if document.recalled is not None:
            wrong = sample.recalled_file(document)
            assert wrong is not None
            return (wrong,)
        later = {one.language for one in document.version if one.posted > document.posted}
        return tuple(
            one
            for one, language in zip(sample.files(document), self._languages(document), strict=True)
            if language not in later
        )

    def _languages(self, document: Document) -> list[str]:
        return [document.language, *(one.language for one in document.version)]

    def _stored(self, document: Document, file: tuple[str, bytes]) -> Given:
        name, data = file
        names = [name for name, _ in sample.files(document)]
        language = (
            self._languages(document)[names.index(name)] if name in names else document.language
        )
        return Given(name, language, storage.keep([data]))

    def _register(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        if document.modifies:
            word = document.symbol.removeprefix(document.modifies).strip("()").partition(".")[0]
            made = actions.register_modification(
                act,
                ref,
                self._version(act, ref),
                self.refs[document.modifies],
                _MODIFICATIONS[word],
            )
        else:
            external = next(
                one.external for one in self.register.series if one.id == document.series
            )
            made = actions.register(
                act,
                ref,
                self._version(act, ref),
                self.series[document.series],
                self.reserved.get(document.symbol),
                document.number if external else None,
            )
        if made != document.symbol:
            raise ValueError(f"{document.symbol} was issued as {made}")

    def _post(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        actions.post(act, ref, self._version(act, ref))

    def _confirm(self, document: Document, entity: str, at: datetime) -> None:
        act = self._head(entity, at)
        actions.confirm_source(act, self.refs[document.symbol], self.entities[entity])

    def _add(self, document: Document, language: str, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        file = sample.files(document)[self._languages(document).index(language)]
        actions.add_version(act, ref, self._version(act, ref), [self._stored(document, file)])

    def _open(self, document: Document, at: datetime) -> None:
        act, ref, opens = self._officer(at), self.refs[document.symbol], document.opens
        assert opens is not None
        actions.open_to(
            act,
            ref,
            self._version(act, ref),
            "content",
            Audience(opens.content),
            opens.at,
            opens.reason,
        )

    def _admit(self, document: Document, at: datetime) -> None:
        act, ref = self._chair(at), self.refs[document.symbol]
        assert document.admitted is not None
        actions.admit(act, ref, self._version(act, ref), document.admitted.reason)

    def _not_presented(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        actions.not_presented(act, ref, self._version(act, ref), document.not_presented)

    def _withdraw(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        assert document.withdrawn is not None
        actions.withdraw(act, ref, self._version(act, ref), document.withdrawn.reason)

    def _recall(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        assert document.recalled is not None
        actions.recall(act, ref, self._version(act, ref), document.recalled.reason)

    def _put_right(self, document: Document, at: datetime) -> None:
        act, ref = self._officer(at), self.refs[document.symbol]
        files = [self._stored(document, one) for one in sample.files(document)]
        actions.put_right(act, ref, self._version(act, ref), files)

    def _version(self, act: Act, ref: str) -> int:
        return queries.document(act.actor, act.at, ref).row.version

    # Who acts

    def _officer(self, at: datetime) -> Act:
        secretariat = self.entities.get("itu-secretariat", 0)
        return Act(
            Actor(
                name="Officer of the secretariat",
                role=Role.OFFICER,
                process=self.process,
                entity=secretariat,
                entity_name="ITU Secretariat" if secretariat else "",
            ),
            at,
        )

    def _chair(self, at: datetime) -> Act:
        return Act(
            Actor(name="Chairman of the IEG", role=Role.CHAIR, process=self.process,
                  entity=self.entities["chair-ieg"], entity_name="Chairman of the IEG"),
            at,
        )  # fmt: skip

    def _head(self, entity: str, at: datetime) -> Act:
        name = next(one.name for one in self.register.entity if one.id == entity)
        return Act(
            Actor(name=f"Head of delegation, {name}", role=Role.HEAD, process=self.process,
                  entity=self.entities[entity], entity_name=name),
            at,
        )  # fmt: skip
