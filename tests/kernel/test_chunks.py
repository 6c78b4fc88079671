"""A long text is written in pieces, between which others act, and is seen only when it is whole."""

from collections.abc import Sequence

import pytest

from tests.cast import Cast
from tests.record import refused
from travaux.drafting import actions, queries
from travaux.drafting.models import Line
from travaux.formats.detect import read
from travaux.kernel import chunks, committer
from travaux.kernel.act import Act
from travaux.kernel.committer import commit
from travaux.rules.access import SYSTEM
from travaux.rules.refusal import Forbidden

READING = read(
    "text.md", "\n\n".join(f"{number}. Provision {number}." for number in range(1, 2501)).encode()
)


def test_a_long_text_is_written_in_pieces(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """2,500 provisions: seven pieces and the act that makes them visible."""
    sha256 = cast.file().kept.sha256
    transactions: list[int] = []
    run = committer.run

    def counted(batch: Sequence[committer.Work[object]]) -> None:
        transactions.append(len(batch))
        run(batch)

    monkeypatch.setattr(committer, "run", counted)
    actions.keep_text(Act(SYSTEM, cast.now), sha256, READING, "")
    assert transactions == [1] * 8
    assert len(queries.lines(SYSTEM, sha256, 0, 5_000)) == 2_500
    assert queries.lines(SYSTEM, sha256, 2_499)[0].words == "Provision 2500."


def test_what_is_half_written_is_not_seen_and_is_finished_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = cast.file().kept.sha256
    write = actions._write
    calls: list[int] = []

    def failing(lines: Sequence[Line]) -> None:
        calls.append(len(lines))
        if len(calls) == 3:
            raise OSError("the power went")
        write(lines)

    monkeypatch.setattr(actions, "_write", failing)
    with pytest.raises(OSError, match="power"):
        actions.keep_text(Act(SYSTEM, cast.now), sha256, READING, "")
    assert Line.objects.count() == 2 * chunks.SIZE
    assert queries.lines(SYSTEM, sha256) == ()
    assert queries.unread(SYSTEM, [sha256]) == (sha256,)
    monkeypatch.undo()
    actions.keep_text(Act(SYSTEM, cast.now), sha256, READING, "")
    assert len(queries.lines(SYSTEM, sha256, 0, 5_000)) == 2_500


def test_a_long_write_inside_an_act_is_refused(cast: Cast) -> None:
    with pytest.raises(chunks.InsideAnAct, match="outside"):
        commit(lambda: chunks.in_chunks([1], print, "text"))


def test_only_the_machine_puts_texts_on_record(cast: Cast) -> None:
    act = cast.act("officer")
    with refused(Forbidden):
        actions.keep_text(act, cast.file().kept.sha256, None, "No.")
