"""R7: a delegation's desk shows what it has to do, and nobody else's work."""

import pytest

from tests.cast import Cast
from travaux.register import actions, queries
from travaux.rules.refusal import Forbidden, NotFound


def test_r7_each_document_lies_where_its_next_step_is_taken(cast: Cast) -> None:
    empty = actions.prepare(cast.act("delegate"), cast.particulars)
    filled = actions.prepare(cast.act("delegate"), cast.particulars, [cast.file("a")])
    cleared = actions.prepare(cast.act("head"), cast.particulars, [cast.file("b")])
    actions.clear(cast.act("head"), cleared, cast.version(cleared))
    waiting, posted = cast.submitted(), cast.posted()
    desk = queries.desk(cast.actor("delegate"), cast.now)
    assert desk.entity == "United Kingdom"
    assert [row.ref for row in desk.preparing] == [filled, empty]
    assert [row.ref for row in desk.to_clear] == [filled]
    assert [row.ref for row in desk.to_submit] == [cleared]
    assert [row.ref for row in desk.submitted] == [posted, waiting]
    assert [one.document for one in desk.receipts] == [posted, waiting]


def test_r7_other_desks_show_nothing_of_it(cast: Cast) -> None:
    ref = actions.prepare(cast.act("delegate"), cast.particulars, [cast.file()])
    for who in ("saudi", "chair", "officer"):
        desk = queries.desk(cast.actor(who), cast.now)
        assert (desk.preparing, desk.to_clear, desk.submitted, desk.receipts) == ((), (), (), ())
        with pytest.raises(NotFound, match="not open to you"):
            queries.particulars(cast.actor(who), ref)


def test_the_secretariat_has_a_desk_of_its_own(cast: Cast) -> None:
    own = actions.prepare(cast.act("officer"), cast.particulars, [cast.file()])
    [row] = queries.desk(cast.actor("officer"), cast.now).preparing
    assert row.ref == own
    with pytest.raises(NotFound):
        queries.document(cast.actor("head"), cast.now, own)
    actions.clear(cast.act("officer"), own, cast.version(own))
    actions.submit(cast.act("officer"), own, cast.version(own), cast.key())
    page = queries.document(cast.actor("officer"), cast.now, own)
    assert [one.name for one in page.row.sources] == ["ITU Secretariat"]


@pytest.mark.parametrize("who", ["public", "member", "observer"])
def test_who_acts_for_no_entity_has_no_desk(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden, match="in which capacity"):
        queries.desk(cast.actor(who), cast.now)


def test_a_desk_shows_the_latest_receipts_only(cast: Cast) -> None:
    for _ in range(51):
        cast.submitted()
    found = queries.desk(cast.actor("head"), cast.now).receipts
    assert len(found) == 50
    assert [one.id for one in found] == sorted((one.id for one in found), reverse=True)
