"""The machine keeps what reading a file gave, once for each file and reader."""

from tests.cast import Cast
from tests.record import everything, logged, refused
from travaux.drafting import actions, queries
from travaux.drafting.models import Text
from travaux.formats.detect import read
from travaux.kernel.act import Act
from travaux.rules.access import SYSTEM
from travaux.rules.refusal import Forbidden

READING = read("text.md", b"# Draft report\n\n1. The forum met in Geneva.\n")


def _machine(cast: Cast) -> Act:
    return Act(SYSTEM, cast.later(minutes=1))


def test_a_text_is_kept_and_logged_by_its_hash(cast: Cast) -> None:
    act, sha256 = _machine(cast), cast.file().kept.sha256
    assert queries.unread(act.actor, [sha256]) == (sha256,)
    actions.record_text(act, sha256, READING, "")
    fields = logged(act, "text read")
    assert fields["files"] == [{"sha256": sha256}]
    assert fields["text"] == Text.objects.get().tree_sha256
    assert queries.tree(act.actor, sha256) == READING.accepted
    assert queries.texts(act.actor, [sha256])[sha256].provisions == len(READING.accepted.provisions)
    assert queries.unread(act.actor, [sha256]) == ()


def test_why_a_file_could_not_be_read_is_kept_too(cast: Cast) -> None:
    act, sha256 = _machine(cast), cast.file().kept.sha256
    actions.record_text(act, sha256, None, "The file is encrypted.")
    assert logged(act, "text not read")["reason"] == "The file is encrypted."
    assert queries.tree(act.actor, sha256) is None
    assert queries.texts(act.actor, [sha256])[sha256].problem == "The file is encrypted."
    assert queries.unread(act.actor, [sha256]) == ()


def test_a_file_is_read_once_by_one_reader(cast: Cast) -> None:
    sha256 = cast.file().kept.sha256
    actions.record_text(_machine(cast), sha256, READING, "")
    before = everything()
    actions.record_text(_machine(cast), sha256, None, "Something else.")
    assert everything() == before
    Text.objects.update(reader="0")
    assert queries.unread(SYSTEM, [sha256]) == (sha256,)
    actions.record_text(_machine(cast), sha256, READING, "")
    assert Text.objects.count() == 1


def test_texts_are_read_by_the_machine_alone(cast: Cast) -> None:
    for who in ("public", "head", "officer"):
        act = cast.act(who)
        with refused(Forbidden, "by the machine"):
            actions.record_text(act, "0" * 64, READING, "")
