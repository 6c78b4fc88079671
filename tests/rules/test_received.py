"""The list of what was received gives each contribution its sources, its instant and its class."""

import pytest

from travaux.formats.reading import Unreadable
from travaux.rules.deadline import Deadline, Timing
from travaux.rules.received import Entry, read_list
from travaux.text.comment import Source

ZONE = "Europe/Zurich"
DEADLINE = Deadline.parse("2012-10-19", ZONE)


def entries(text: str) -> tuple[Entry, ...]:
    return read_list(text.encode(), ZONE)


def test_a_row_names_file_symbol_sources_and_instant() -> None:
    (one,) = entries(
        "file,symbol,source,kind,received\n"
        "5.docx,WTPF-IEG/2/5,ISOC; ICANN; NRO,Sector Member,2012-10-03T18:45:00+02:00\n"
    )
    assert one.symbol == "WTPF-IEG/2/5"
    assert one.sources == tuple(Source(name, "Sector Member") for name in ("ISOC", "ICANN", "NRO"))
    assert one.class_of(DEADLINE) is Timing.IN_TIME


def test_each_source_may_have_its_own_kind() -> None:
    (one,) = entries("file,source,kind\na.docx,Cisco; UK,Sector Member; Member State\n")
    assert [source.kind for source in one.sources] == ["Sector Member", "Member State"]


def test_columns_stand_in_any_order_and_a_spreadsheet_may_part_them_by_semicolons() -> None:
    (one,) = entries("Received;File;Other\n2012-10-20T08:00;a.docx;x\n\n;;\n")
    assert (one.file, one.class_of(DEADLINE)) == ("a.docx", Timing.LATE)


def test_r8_an_officer_may_give_another_class() -> None:
    early, late = entries(
        "file,received,timing\na,2012-10-10T13:20,late\nb,2012-10-21T13:20,In time\n"
    )
    assert early.class_of(DEADLINE) is Timing.LATE
    assert late.class_of(DEADLINE) is Timing.IN_TIME


def test_without_an_instant_or_a_deadline_the_class_is_not_known() -> None:
    (one,) = entries("file\na.docx\n")
    assert one.class_of(DEADLINE) is Timing.UNKNOWN
    assert Entry("a", received="2012-10-10T13:20").class_of(None) is Timing.UNKNOWN


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,source\na,b\n", r"no column “file” \(row 1\).*file, symbol"),
        ("", "is empty|no column"),
        ("file,received\na,tomorrow\n", r"“a” was received is not clear \(row 2\).*2012-10-19"),
        ("file,timing\na,early\n", r"“early” is no class.*row 2.*in time or late"),
        ("file\na\na\n", r"names “a” twice \(row 3\)"),
        ("file,source\n,UK\n", r"names no file \(row 2\)"),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_remedy(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        entries(text)
