"""R2: a correction stands beside what was frozen, never over it."""

import pytest

from tests.cast import Cast
from tests.record import logged, refused
from travaux.register import actions, queries
from travaux.rules.refusal import Conflict, Forbidden, Invalid


@pytest.mark.parametrize(
    ("field", "was"),
    [
        ("title", "Comments on the third draft"),
        ("sources", "United Kingdom; NRO"),
        ("date", None),
    ],
)
def test_r2_a_correction_stands_beside_what_was_frozen(
    cast: Cast, field: str, was: str | None
) -> None:
    ref = cast.posted("head", cast.joint("NRO"))
    before = queries.document(cast.actor("public"), cast.now, ref)
    act = cast.act("officer")
    actions.correct(act, ref, cast.version(ref), field, "Something else", "A slip of ours.")
    fields = logged(act, "entry corrected", ref)
    assert fields["correct"] == "Something else"
    after = queries.document(cast.actor("public"), cast.now, ref)
    assert after.row.title == before.row.title
    assert after.row.sources == before.row.sources
    assert after.row.posted_at == before.row.posted_at
    [one] = after.corrections
    if was is None:
        assert before.row.posted_at is not None
        was = before.row.posted_at.isoformat()
    assert (one.field, one.was, one.correct) == (field, was, "Something else")
    assert (one.reason, one.at, one.by) == ("A slip of ours.", act.at, "Officer")


def test_r2_a_correction_has_an_officer_words_and_a_reason(cast: Cast) -> None:
    ref, waiting = cast.posted(), cast.registered("saudi")
    version = cast.version(ref)
    act = cast.act("head")
    with refused(Forbidden):
        actions.correct(act, ref, version, "title", "x", "x")
    act = cast.act("officer")
    with refused(Invalid, field="field"):
        actions.correct(act, ref, version, "symbol", "x", "x")
    with refused(Invalid, field="correct"):
        actions.correct(act, ref, version, "title", " ", "x")
    with refused(Invalid, field="reason"):
        actions.correct(act, ref, version, "title", "x", " ")
    with refused(Conflict, "Someone changed"):
        actions.correct(act, ref, version - 1, "title", "x", "x")
    with refused(Conflict, "posted"):
        actions.correct(act, waiting, cast.version(waiting), "title", "x", "x")
