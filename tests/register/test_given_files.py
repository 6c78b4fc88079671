"""What a file is called and in which language it is, is held to the law wherever it enters."""

from collections.abc import Callable

import msgspec
import pytest

from tests.cast import Cast
from tests.record import refused
from travaux.register import actions
from travaux.register.actions import Given
from travaux.rules.refusal import Invalid

Way = Callable[[Cast, Given], Callable[[], object]]


def _handed_in(cast: Cast, file: Given) -> Callable[[], object]:
    act, key = cast.act("head"), cast.key()
    return lambda: actions.hand_in(act, cast.particulars, [file], key)


def _prepared(cast: Cast, file: Given) -> Callable[[], object]:
    act = cast.act("delegate")
    return lambda: actions.prepare(act, cast.particulars, [file])


def _attached(cast: Cast, file: Given) -> Callable[[], object]:
    ref = actions.prepare(cast.act("delegate"), cast.particulars)
    act, version = cast.act("delegate"), cast.version(ref)
    return lambda: actions.attach(act, ref, version, [file])


def _replaced(cast: Cast, file: Given) -> Callable[[], object]:
    ref = cast.submitted()
    act, version, key = cast.act("head"), cast.version(ref), cast.key()
    return lambda: actions.replace(act, ref, version, [file], key)


def _added(cast: Cast, file: Given) -> Callable[[], object]:
    ref = cast.posted()
    act, version = cast.act("officer"), cast.version(ref)
    return lambda: actions.add_version(act, ref, version, [file])


WAYS = pytest.mark.parametrize("way", [_handed_in, _prepared, _attached, _replaced, _added])


@WAYS
@pytest.mark.parametrize("name", ["../text.txt", "a\\b.txt", "", "a\u202etxt.exe", "a\nb.txt"])
def test_a_name_that_no_file_has_is_refused(cast: Cast, way: Way, name: str) -> None:
    do = way(cast, msgspec.structs.replace(cast.file(), name=name))
    with refused(Invalid, field="upload"):
        do()


@WAYS
def test_a_language_that_the_process_has_not_is_refused(cast: Cast, way: Way) -> None:
    do = way(cast, msgspec.structs.replace(cast.file(), language="de"))
    with refused(Invalid, field="language"):
        do()


def test_names_in_any_script_are_taken(cast: Cast) -> None:
    for name in ("Beitrag für Genf.docx", "مساهمة.docx", "意见.docx"):
        file = msgspec.structs.replace(cast.file(name), name=name)
        assert actions.hand_in(cast.act("head"), cast.particulars, [file], cast.key())
