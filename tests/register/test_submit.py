"""Handing in a document."""

from tests.cast import Cast
from travaux.register import actions, queries


def test_a_document_that_is_handed_in_has_a_receipt(cast: Cast) -> None:
    act = cast.act("head")
    number = actions.hand_in(act, cast.particulars, [cast.file()], cast.key())
    receipt = queries.receipt(act.actor, number)
    assert receipt.title == "Comments on the third draft"
    assert receipt.timing == "in time"
    ref = cast.posted()
    page = queries.document(cast.actor("public"), cast.now, ref)
    print(page)
    print(queries.posting_proof(cast.actor("public"), ref, True).decode())
