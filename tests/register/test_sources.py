"""R4: a joint source counts when it confirms; it may contest, and all see that it did."""

import pytest

from tests.cast import DEADLINE, Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.register.models import Source
from travaux.rules.access import Actor
from travaux.rules.lifecycle import Confirmation
from travaux.rules.refusal import Conflict, Forbidden, Invalid, NotFound


def _stands(cast: Cast, ref: str, who: str = "public") -> list[tuple[str, str]]:
    page = queries.document(cast.actor(who), cast.now, ref)
    return [(one.name, one.confirmation.value) for one in page.row.sources]


def _waits(actor: Actor, cast: Cast) -> list[str]:
    return [row.ref for row in queries.desk(actor, cast.now).to_confirm]


def test_r4_a_joint_source_shows_as_proposed_until_it_confirms_itself(cast: Cast) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia", "NRO"))
    assert _stands(cast, ref) == [
        ("United Kingdom", "confirmed"), ("Saudi Arabia", "proposed"), ("NRO", "confirmed"),
    ]  # fmt: skip
    assert _waits(cast.actor("saudi"), cast) == [ref]
    cast.now = DEADLINE  # it may come after the deadline
    act = cast.act("saudi")
    actions.confirm_source(act, ref, cast.entities["Saudi Arabia"])
    fields = logged(act, "source confirmed", ref)
    assert (fields["source"], fields["how"]) == ("Saudi Arabia", "by itself")
    assert ("Saudi Arabia", "confirmed") in _stands(cast, ref)
    assert _waits(act.actor, cast) == []
    with refused(Conflict, "confirmed source already"):
        actions.confirm_source(act, ref, cast.entities["Saudi Arabia"])


def test_r4_an_officer_confirms_with_evidence_only(cast: Cast) -> None:
    ref = cast.submitted("head", cast.joint("Saudi Arabia"))
    act = cast.act("officer")
    with refused(Invalid, field="evidence"):
        actions.confirm_source(act, ref, cast.entities["Saudi Arabia"])
    actions.confirm_source(act, ref, cast.entities["Saudi Arabia"], "Fax of 3 October")
    assert logged(act, "source confirmed", ref)["evidence"] == "Fax of 3 October"
    row = Source.objects.get(entity=cast.entities["Saudi Arabia"])
    assert (row.how, row.evidence) == ("by an officer, with evidence", "Fax of 3 October")


def test_r4_nobody_confirms_or_contests_for_another(cast: Cast) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia"))
    saudi = cast.entities["Saudi Arabia"]
    for who in ("public", "member", "observer", "delegate", "head", "chair"):
        act = cast.act(who)
        with refused(Forbidden):
            actions.confirm_source(act, ref, saudi, "They told me.")
        with refused(Forbidden):
            actions.contest_source(act, ref, saudi, "They told me.")
    act = cast.act("officer")
    with refused(Forbidden):
        actions.contest_source(act, ref, saudi, "They told me.")


def test_r4_a_source_contests_and_the_correction_is_visible(cast: Cast) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia"))
    act = cast.act("saudi")
    with refused(Invalid, field="reason"):
        actions.contest_source(act, ref, cast.entities["Saudi Arabia"], "")
    actions.contest_source(act, ref, cast.entities["Saudi Arabia"], "We never agreed.")
    assert logged(act, "source contested", ref)["reason"] == "We never agreed."
    page = queries.document(cast.actor("public"), cast.now, ref)
    assert page.row.sources[1].confirmation is Confirmation.CONTESTED
    assert page.row.sources[1].contest_reason == "We never agreed."
    assert page.events[-1].act == "source contested"


def test_r4_what_a_source_contested_no_officer_confirms_for_it(cast: Cast) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia"))
    saudi = cast.entities["Saudi Arabia"]
    actions.contest_source(cast.act("saudi"), ref, saudi, "We never agreed.")
    act = cast.act("officer")
    with refused(Conflict, "contested"):
        actions.confirm_source(act, ref, saudi, "They must have.")
    actions.confirm_source(cast.act("saudi"), ref, saudi)  # it thought again
    row = Source.objects.get(entity=saudi)
    assert (row.confirmation, row.contest_reason) == ("confirmed", "")


def test_r4_a_confirmed_source_may_still_contest(cast: Cast) -> None:
    ref = cast.posted("head", cast.joint("Saudi Arabia"))
    saudi = cast.entities["Saudi Arabia"]
    actions.confirm_source(cast.act("officer"), ref, saudi, "A misread fax")
    actions.contest_source(cast.act("saudi"), ref, saudi, "That fax was about another paper.")
    assert ("Saudi Arabia", "contested") in _stands(cast, ref)


def test_r32_who_contested_reads_only_what_is_open_to_it_as_to_others(cast: Cast) -> None:
    ref = cast.registered("head", cast.joint("Saudi Arabia"))
    saudi = cast.entities["Saudi Arabia"]
    assert queries.document(cast.actor("saudi"), cast.now, ref).row.readable
    actions.contest_source(cast.act("saudi"), ref, saudi, "We never agreed.")
    page = queries.document(cast.actor("saudi"), cast.now, ref)
    assert page.row.title == "Comments on the third draft"
    assert (page.row.readable, page.files) == (False, ())
    actions.post(cast.act("officer"), ref, cast.version(ref))
    assert queries.document(cast.actor("saudi"), cast.now, ref).row.readable


def test_who_is_not_named_neither_confirms_nor_contests(cast: Cast) -> None:
    ref = cast.posted()
    act = cast.act("saudi")
    with refused(NotFound, "not named"):
        actions.confirm_source(act, ref, cast.entities["Saudi Arabia"])
    with refused(NotFound, "not named"):
        actions.contest_source(act, ref, cast.entities["Saudi Arabia"], "x")


def test_r7_in_preparation_nothing_is_confirmed(cast: Cast) -> None:
    ref = actions.prepare(cast.act("head"), cast.joint("Saudi Arabia"), [cast.file()])
    saudi = cast.entities["Saudi Arabia"]
    act = cast.act("saudi")
    with refused(NotFound, "no such document"):
        actions.confirm_source(act, ref, saudi)
    act = cast.act("head")
    with refused(Conflict, "in preparation"):
        actions.contest_source(act, ref, cast.entities["United Kingdom"], "x")


def test_r4_a_group_that_stands_later_is_proposed_now(cast: Cast) -> None:
    from travaux.people import actions as people

    people.confirm_standing(cast.root, cast.entities["NRO"], DEADLINE, "letter")
    ref = cast.submitted("head", cast.joint("NRO"))
    assert ("NRO", "proposed") in _stands(cast, ref, "officer")


@pytest.mark.parametrize("who", ["delegate", "observer"])
def test_r4_a_delegate_does_not_speak_for_the_source(cast: Cast, who: str) -> None:
    ref = cast.posted("saudi", cast.joint("Saudi Arabia"))
    act = cast.act(who)
    with refused(Forbidden):
        actions.contest_source(act, ref, cast.entities["United Kingdom"], "x")
