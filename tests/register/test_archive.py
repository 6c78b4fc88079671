"""All files of a meeting together: those that one may read, each under its document's symbol."""

import msgspec

from tests.cast import Cast
from travaux.programme import actions as programme
from travaux.register import actions, queries
from travaux.rules.access import Audience


def _names(cast: Cast, who: str = "public", meeting: str = "2") -> list[str]:
    return [one.name for one in queries.meeting_files(cast.actor(who), cast.now, meeting)]


def test_the_files_of_a_meeting_are_named_by_their_documents(cast: Cast) -> None:
    cast.posted()
    cast.posted("saudi")
    assert _names(cast) == ["WTPF-IEG-2-1/text.txt", "WTPF-IEG-2-2/text.txt"]


def test_two_files_of_one_name_lie_beside_each_other(cast: Cast) -> None:
    files = [cast.file("one"), cast.file("two")]
    number = actions.hand_in(cast.act("head"), cast.particulars, files, cast.key())
    ref = queries.receipt(cast.actor("head"), number).document
    actions.register(cast.act("officer"), ref, cast.version(ref), cast.series)
    actions.post(cast.act("officer"), ref, cast.version(ref))
    assert _names(cast) == [
        "WTPF-IEG-2-1/text.txt",
        f"WTPF-IEG-2-1/{files[1].kept.sha256[:8]}-text.txt",
    ]


def test_r32_an_archive_holds_what_its_reader_may_read(cast: Cast) -> None:
    said = msgspec.structs.replace(cast.particulars, content_audience=Audience.PROCESS)
    cast.posted("head", said)
    assert _names(cast) == []
    assert _names(cast, "observer") == ["WTPF-IEG-2-1/text.txt"]


def test_an_archive_is_of_one_meeting_and_of_what_is_posted(cast: Cast) -> None:
    third = programme.add_meeting(
        cast.root, 3, "Third meeting", cast.now.date(), cast.now.date(), "Geneva"
    )
    cast.posted("head", msgspec.structs.replace(cast.particulars, meeting=third))
    cast.registered("saudi")
    assert _names(cast) == []
    assert _names(cast, "officer") == []
    assert _names(cast, meeting="3") == ["WTPF-IEG-3-1/text.txt"]


def test_r3_what_was_recalled_or_replaced_is_in_no_archive(cast: Cast) -> None:
    ref = cast.posted()
    actions.recall(cast.act("officer"), ref, cast.version(ref), "The wrong file.")
    for who in ("public", "head", "officer"):
        assert _names(cast, who) == []
    actions.put_right(
        cast.act("officer"), ref, cast.version(ref), [cast.file("right", "right.txt")]
    )
    assert _names(cast) == ["WTPF-IEG-2-1/right.txt"]
