"""R7, R32, R33: what exceeds a person's audience reaches her by no way.

The law is stated here a second time, in plain sentences, and every query is held against it: every
role, every audience of the entry and of the content, every state of a document.
"""

import base64
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import msgspec
import pytest

from tests.cast import OPERATOR, PASSWORD, Cast
from travaux.kernel.act import Act
from travaux.people import actions as people
from travaux.register import actions, queries
from travaux.register.models import Document, File, Submission
from travaux.register.queries import visible
from travaux.register.queries.rows import entities, parts_of
from travaux.rules.access import Actor, Audience, Role
from travaux.rules.refusal import Forbidden, NotFound

WHO = (
    "public", "member", "observer", "delegate", "head", "joint", "contester", "other", "saudi",
    "chair", "officer",
)  # fmt: skip
DESK = {"delegate", "head"}
MEMBERS = {"member", "delegate", "head", "saudi", "joint"}
STATES = (
    "in preparation", "cleared", "submitted", "registered", "posted", "withdrawn",
    "withdrawn before posting", "withdrawn before registration", "recalled",
)  # fmt: skip
PRIVATE = {"in preparation", "cleared"}
WAITING = {"submitted", "registered", "withdrawn before registration"}
IN_REGISTER = {
    "posted", "withdrawn", "withdrawn before posting", "withdrawn before registration", "recalled",
}  # fmt: skip
ONCE_POSTED = {"posted", "withdrawn", "recalled"}
WITH_SYMBOL = ONCE_POSTED | {"registered", "withdrawn before posting"}


# The law, in plain sentences


def belongs(who: str, audience: Audience) -> bool:
    """Say whether someone outside a document is of an audience."""
    if audience is Audience.PUBLIC:
        return True
    if audience is Audience.MEMBERS:
        return who in MEMBERS
    if audience is Audience.PROCESS:
        return who not in ("public", "member")
    return False


def knows(who: str, state: str, entry: Audience) -> bool:
    """Say whether someone may know that a document is there."""
    if state in PRIVATE:  # a delegation works in private (R7)
        return who in DESK
    if who in DESK or who in ("joint", "contester", "officer"):
        return True
    if state in WAITING:  # what is submitted is not in the register yet, or never was
        return False
    return belongs(who, entry)


def reads(who: str, state: str, entry: Audience, content: Audience) -> bool:
    """Say whether someone may read the files of a document."""
    if not knows(who, state, entry):
        return False
    if who in DESK or who in ("joint", "officer"):
        return True
    if state != "posted":
        return False
    return belongs(who, content)


def hashes(who: str, state: str, entry: Audience, content: Audience) -> bool:
    """Say whether someone may know the hashes: of what she could read while it was posted (R3)."""
    if reads(who, state, entry, content):
        return True
    return state in ONCE_POSTED and knows(who, state, entry) and belongs(who, content)


def inside(who: str, state: str) -> bool:
    """Say whether someone works on the document: its desk and, once submitted, the secretariat."""
    return who in DESK or (who == "officer" and state not in PRIVATE)


# The documents


class Paper(msgspec.Struct, frozen=True):
    """A document, and the words that must not appear where it is not to be known."""

    ref: str
    mark: str
    kind: str
    state: str
    entry: Audience
    content: Audience
    file: int
    sha256: str
    submission: int
    symbol: str


class Stage:
    """A cast with more people, and a document of each pair of audiences in one state."""

    def __init__(self, cast: Cast, state: str) -> None:
        self.cast = cast
        for name, entity, role in (
            ("joint", "Brazil", Role.HEAD),
            ("contester", "France", Role.HEAD),
            ("other", "Japan", Role.DELEGATE),
        ):
            cast.entities[entity] = people.add_entity(cast.root, entity, "Member State")
            cast.accounts[name] = people.add_account(
                Act(OPERATOR, cast.now), f"{name}@example.org", name.capitalize(), PASSWORD,
                member=name in MEMBERS,
            )  # fmt: skip
            people.enrol(cast.root, cast.accounts[name], role, cast.entities[entity])
        self.papers = [
            self._paper(number, state, entry, content)
            for number, (entry, content) in enumerate(product(Audience, Audience))
        ]
        cast.later(minutes=1)
        self.actors = {who: cast.actor(who) for who in WHO}

    def _paper(self, number: int, state: str, entry: Audience, content: Audience) -> Paper:
        cast, mark = self.cast, f"paper-{number:02d}-of-25"
        kind = actions.KINDS[number % len(actions.KINDS)]
        said = msgspec.structs.replace(
            cast.joint("Brazil", "France"), title=mark, kind=kind, note=f"note of {mark}",
            entry_audience=entry, content_audience=content,
        )  # fmt: skip
        ref = self._begun(state, said, cast.file(mark, f"{mark}.txt"))
        self._advance(ref, state, mark, entry, content)
        document = Document.objects.get(ref=ref)
        assert state.startswith(document.state)
        file = File.objects.get(document=document)
        submission = Submission.objects.filter(document=document).first()
        return Paper(
            ref, mark, kind, state, entry, content, file.id, file.sha256,
            submission.id if submission else 0, document.symbol,
        )  # fmt: skip

    def _begun(self, state: str, said: actions.Particulars, file: actions.Given) -> str:
        cast = self.cast
        if state in PRIVATE:
            ref = actions.prepare(cast.act("delegate"), said, [file])
            if state == "cleared":
                actions.clear(cast.act("head"), ref, cast.version(ref))
            return ref
        number = actions.hand_in(cast.act("head"), said, [file], cast.key())
        return Submission.objects.get(id=number).document.ref

    def _advance(self, ref: str, state: str, mark: str, entry: Audience, content: Audience) -> None:
        cast = self.cast
        if state in PRIVATE:
            return
        actions.contest_source(cast.act("contester"), ref, cast.entities["France"], "Not ours.")
        if state in WITH_SYMBOL:
            actions.register(cast.act("officer"), ref, cast.version(ref), cast.series)
        if state in ONCE_POSTED:
            actions.post(cast.act("officer"), ref, cast.version(ref))
            if knows("observer", "posted", entry) and not belongs("observer", content):
                actions.ask_to_open(cast.act("observer"), ref, f"asked for {mark}")
        if state.startswith("withdrawn"):
            actions.withdraw(cast.act("officer"), ref, cast.version(ref), f"reason of {mark}")
        if state == "recalled":
            actions.recall(cast.act("officer"), ref, cast.version(ref), f"reason of {mark}")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _lists(actor: Actor, stage: Stage) -> str:
    """Return all that any list tells an actor, as one text."""
    at, told = stage.cast.now, []
    told.append(_json(queries.register(actor, at)))
    told.append(_json(queries.restricted(actor, at)))
    told.append(_json(queries.requests(actor)))
    told.append(_json(queries.meeting_files(actor, at, "2")))
    told.append(_json(queries.symbols(actor)))
    told.append(_json(queries.same_files(actor, at, [one.sha256 for one in stage.papers])))
    for desk in (queries.desk, queries.officer_desk):
        try:
            told.append(_json(desk(actor, at)))
        except Forbidden as refusal:
            told.append(refusal.sentence)
    return "\n".join(told)


def _refused(ask: Any, *given: Any) -> str:
    with pytest.raises(NotFound) as caught:
        ask(*given)
    return caught.value.sentence


def r32_what_is_not_to_be_known_appears_in_no_list(stage: Stage) -> None:
    for who, actor in stage.actors.items():
        told = _lists(actor, stage)
        for paper in stage.papers:
            known = knows(who, paper.state, paper.entry)
            assert (paper.mark in told) <= known, (who, paper)
            assert (paper.ref in told) <= known, (who, paper)
            assert f"note of {paper.mark}" not in told


def r32_the_register_lists_what_is_known_and_says_no_more_of_the_rest(stage: Stage) -> None:
    for who, actor in stage.actors.items():
        listing = queries.register(actor, stage.cast.now)
        shown = [
            one
            for one in stage.papers
            if one.state in IN_REGISTER and knows(who, one.state, one.entry)
        ]
        assert {row.ref for row in (*listing.rows, *listing.late)} == {one.ref for one in shown}
        taken = {one.symbol for one in stage.papers if one.symbol and one not in shown}
        assert {(gap.symbol, gap.word) for gap in listing.gaps} == {(one, "taken") for one in taken}
        assert {one.words for one in listing.choices.kinds} == {one.kind for one in shown}
        named = {"United Kingdom", "Brazil", "France"} if shown else set()
        assert {one.words for one in listing.choices.sources} == named
        assert len(listing.choices.meetings) == bool(shown)
        for row in listing.rows:
            [paper] = [one for one in stage.papers if one.ref == row.ref]
            assert row.readable == reads(who, paper.state, paper.entry, paper.content)
            assert bool(row.files or row.languages) <= row.readable


def r32_lists_besides_the_register_go_by_the_same_law(stage: Stage) -> None:
    for who, actor in stage.actors.items():
        known = [one for one in stage.papers if knows(who, one.state, one.entry)]
        listed = [one for one in known if one.state in IN_REGISTER]
        assert {row.ref for row in queries.restricted(actor, stage.cast.now)} == {
            one.ref for one in listed if one.content is not Audience.PUBLIC
        }
        assert {one.ref for one in queries.requests(actor)} == {
            one.ref
            for one in known
            if one.state in ONCE_POSTED
            and knows("observer", "posted", one.entry)
            and not belongs("observer", one.content)
        }
        assert {one.words for one in queries.symbols(actor)} == {
            one.symbol for one in known if one.symbol
        }


def r32_files_are_packed_and_noticed_for_their_readers_only(stage: Stage) -> None:
    for who, actor in stage.actors.items():
        readable = [
            one
            for one in stage.papers
            if reads(who, one.state, one.entry, one.content) and one.state != "recalled"
        ]
        packed = queries.meeting_files(actor, stage.cast.now, "2")
        assert {one.sha256 for one in packed} == {
            one.sha256 for one in readable if one.state in IN_REGISTER
        }
        wanted = [one.sha256 for one in stage.papers]
        same = queries.same_files(actor, stage.cast.now, wanted)
        assert set(same) == {one.sha256 for one in readable}


def r32_absent_and_forbidden_answer_alike(stage: Stage) -> None:
    at, absent = stage.cast.now, "0" * 16
    for who, actor in stage.actors.items():
        nothing = {
            "document": _refused(queries.document, actor, at, absent),
            "symbol": _refused(queries.by_symbol, actor, "WTPF-IEG/2/9999"),
            "file": _refused(queries.file, actor, at, absent, 1),
            "proof": _refused(queries.posting_proof, actor, at, absent),
            "receipt": _refused(queries.receipt, actor, 999_999),
            "particulars": _refused(queries.particulars, actor, absent),
        }
        for one in stage.papers:
            if not (knows(who, one.state, one.entry) and inside(who, one.state)):
                assert _refused(queries.receipt, actor, one.submission) == nothing["receipt"]
                assert _refused(queries.receipt_file, actor, one.submission) == nothing["receipt"]
            if who not in DESK:
                found = _refused(queries.particulars, actor, one.ref)
                assert found == nothing["particulars"]
            if not reads(who, one.state, one.entry, one.content):
                found = _refused(queries.file, actor, at, one.ref, one.file)
                assert found == nothing["file"]
            if not knows(who, one.state, one.entry):
                assert _refused(queries.document, actor, at, one.ref) == nothing["document"]
                assert _refused(queries.posting_proof, actor, at, one.ref) == nothing["proof"]
                if one.symbol:
                    found = _refused(queries.by_symbol, actor, one.symbol)
                    assert found == nothing["symbol"]


def r32_a_page_says_what_its_reader_may_know_and_all_of_it(stage: Stage) -> None:
    at = stage.cast.now
    for who, actor in stage.actors.items():
        for one in (each for each in stage.papers if knows(who, each.state, each.entry)):
            page = queries.document(actor, at, one.ref)
            readable = reads(who, one.state, one.entry, one.content)
            assert page.row.readable == readable
            assert bool(page.content_access) == readable
            assert bool(page.entry_access) == (
                inside(who, one.state) or belongs(who, one.entry) or who in ("joint", "contester")
            )
            told = _json(page)
            assert (one.sha256 in told) == hashes(who, one.state, one.entry, one.content)
            assert (f"note of {one.mark}" in told) == inside(who, one.state)
            assert bool(page.receipts) == (inside(who, one.state) and one.submission > 0)
            if not inside(who, one.state):
                assert all(event.who == "" for event in page.events)
                assert {"document prepared", "document cleared", "document submitted"}.isdisjoint(
                    event.act for event in page.events
                )
            if one.symbol:
                assert queries.by_symbol(actor, one.symbol) == one.ref


def r32_files_and_receipts_reach_those_for_whom_they_are(stage: Stage) -> None:
    at = stage.cast.now
    for who, actor in stage.actors.items():
        for one in stage.papers:
            if reads(who, one.state, one.entry, one.content):
                if one.state == "recalled" and not inside(who, one.state):
                    assert "no such file" in _refused(queries.file, actor, at, one.ref, one.file)
                else:
                    assert queries.file(actor, at, one.ref, one.file).sha256 == one.sha256
            if one.submission and inside(who, one.state):
                assert queries.receipt(actor, one.submission).document == one.ref


def r34_a_proof_of_posting_names_files_to_their_readers_only(stage: Stage) -> None:
    at = stage.cast.now
    for who, actor in stage.actors.items():
        for one in (each for each in stage.papers if knows(who, each.state, each.entry)):
            if one.state not in ONCE_POSTED:
                assert "posted" in _refused(queries.posting_proof, actor, at, one.ref)
                continue
            proof = queries.posting_proof(actor, at, one.ref).decode()
            extra = base64.b64decode(proof.split("extra ")[1].split("\n")[0]).decode()
            assert one.mark in extra
            readable = reads(who, one.state, one.entry, one.content)
            assert (one.sha256 in extra) == readable
            assert "Officer" not in extra  # who posted it is no part of it


def r32_the_two_ways_to_ask_who_reads_agree(stage: Stage) -> None:
    for actor in stage.actors.values():
        for days in (0, 30):
            at = stage.cast.now + timedelta(days=days)
            readable = set(visible.contents(actor, at).values_list("ref", flat=True))
            for one in visible.entries(actor):
                verdict = visible.reads(actor, one, entities(one, parts_of([one.id])[one.id]), at)
                assert bool(verdict) == (one.ref in readable)
                assert verdict.reason


def the_desks_belong_to_those_who_work_at_them(stage: Stage) -> None:
    at = stage.cast.now
    for who, actor in stage.actors.items():
        if who in ("public", "member", "observer"):
            with pytest.raises(Forbidden):
                queries.desk(actor, at)
        else:
            found = queries.desk(actor, at)
            mine = {one.ref for one in stage.papers} if who in DESK else set()
            rows = (*found.preparing, *found.to_submit, *found.submitted)
            assert {row.ref for row in rows} == mine
            assert bool(found.receipts) == (who in DESK and stage.papers[0].submission > 0)
            asked = who == "joint" and stage.papers[0].state not in PRIVATE
            assert bool(found.to_confirm) == asked
        if who != "officer":
            with pytest.raises(Forbidden):
                queries.officer_desk(actor, at)


LAWS: tuple[Callable[[Stage], None], ...] = (
    r32_what_is_not_to_be_known_appears_in_no_list,
    r32_the_register_lists_what_is_known_and_says_no_more_of_the_rest,
    r32_lists_besides_the_register_go_by_the_same_law,
    r32_files_are_packed_and_noticed_for_their_readers_only,
    r32_absent_and_forbidden_answer_alike,
    r32_a_page_says_what_its_reader_may_know_and_all_of_it,
    r32_files_and_receipts_reach_those_for_whom_they_are,
    r34_a_proof_of_posting_names_files_to_their_readers_only,
    r32_the_two_ways_to_ask_who_reads_agree,
    the_desks_belong_to_those_who_work_at_them,
)


@pytest.mark.parametrize("state", STATES)
def test_r32_what_exceeds_an_audience_reaches_nobody(cast: Cast, state: str) -> None:
    stage = Stage(cast, state)
    for law in LAWS:
        law(stage)
