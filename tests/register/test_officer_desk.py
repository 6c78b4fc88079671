"""The secretariat's desk: what waits to be registered, posted, ruled, confirmed, answered."""

import msgspec
import pytest

from tests.cast import DEADLINE, Cast
from travaux.register import actions, queries
from travaux.rules.access import Audience
from travaux.rules.refusal import Forbidden


def test_what_waits_stands_in_the_order_in_which_it_came(cast: Cast) -> None:
    first, second = cast.submitted(), cast.submitted("saudi")
    third = cast.registered()
    cast.posted("saudi")
    desk = queries.officer_desk(cast.actor("officer"), cast.now)
    assert [row.ref for row in desk.to_register] == [first, second]
    assert [row.ref for row in desk.to_post] == [third]
    assert (desk.late, desk.to_confirm, desk.requests) == ((), (), ())


def test_r7_what_is_in_preparation_waits_for_nobody_here(cast: Cast) -> None:
    ref = cast.submitted()
    actions.send_back(cast.act("officer"), ref, cast.version(ref), "The file is empty.")
    actions.prepare(cast.act("saudi"), cast.particulars, [cast.file()])
    actions.prepare(cast.act("officer"), cast.particulars, [cast.file("own")])
    desk = queries.officer_desk(cast.actor("officer"), cast.now)
    assert (desk.to_register, desk.to_post, desk.late, desk.to_confirm) == ((), (), (), ())


def test_late_documents_unconfirmed_sources_and_requests_wait(cast: Cast) -> None:
    joint = cast.posted("head", cast.joint("Saudi Arabia", "NRO"))
    said = msgspec.structs.replace(cast.particulars, content_audience=Audience.DELEGATION)
    closed = cast.posted("head", said)
    actions.ask_to_open(cast.act("saudi"), closed, "We want to read it.")
    cast.now = DEADLINE
    late = cast.posted("saudi")
    desk = queries.officer_desk(cast.actor("officer"), cast.now)
    assert [row.ref for row in desk.late] == [late]
    assert [row.ref for row in desk.to_confirm] == [joint]
    assert [one.ref for one in desk.requests] == [closed]


@pytest.mark.parametrize("who", ["public", "member", "observer", "delegate", "head", "chair"])
def test_it_is_the_secretariats_alone(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden, match="officer"):
        queries.officer_desk(cast.actor(who), cast.now)
