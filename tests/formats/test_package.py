"""Packages are refused before any XML parser sees them, each with its reason."""

import struct
import zipfile

import pytest

from tests.formats.docx_reader.word_files import (
    NAMESPACES,
    WORD,
    content_types,
    document,
    members,
    paragraph,
    zipped,
)
from travaux.formats.package import CONTENT_TYPES, Limits, check, parse_xml
from travaux.formats.reading import Unreadable


def changed(**replaced: str | bytes) -> bytes:
    """Return a small Word file with some members replaced or added; `__` stands for `/`."""
    made = members(paragraph("The body agreed."))
    made.update({name.replace("__", "/") + ".xml": content for name, content in replaced.items()})
    return zipped(made)


def with_member(name: str, content: str | bytes = b"x") -> bytes:
    return zipped({**members(paragraph("The body agreed.")), name: content})


def varied(piece: str, times: int) -> str:
    """Return a repeated piece that does not pack better than the ratio allows."""
    return "".join(piece * 500 + f"<!-- {at * 7919 % 1_000_003:060d} -->" for at in range(times))


def test_a_sound_package_gives_back_its_parts() -> None:
    package = check(changed())
    assert CONTENT_TYPES in package
    assert "WORD/Document.xml" in package
    assert b"The body agreed." in package.read("word/document.xml")
    assert package.types.of("word/document.xml").endswith("main+xml")
    assert package.names()[0] == CONTENT_TYPES


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"plain words", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected or an old .doc"),
        (b"PK\x03\x04 and nothing more", "cut short"),
    ],
)
def test_what_is_no_package_is_refused_with_a_word_on_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        check(data)


def test_a_package_cut_short_is_refused() -> None:
    whole = changed()
    for length in range(10, len(whole) - 1, 97):
        with pytest.raises(Unreadable, match="damaged"):
            check(whole[:length])


def test_a_changed_byte_in_a_member_is_noticed() -> None:
    whole = bytearray(zipped(members(paragraph("words")), zipfile.ZIP_STORED))
    whole[whole.find(b"words")] ^= 1
    with pytest.raises(Unreadable, match="not what was packed"):
        check(bytes(whole))


@pytest.mark.parametrize(
    "name", ["/etc/x.xml", "../x.xml", "word/../../x", "C:/x.xml", "word/..", "a\\b.xml"]
)
def test_a_name_that_leads_outside_the_package_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="outside the package"):
        check(with_member(name))


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(Unreadable, match="two members of one name"):
        check(with_member("WORD/document.XML"))


def test_a_package_without_content_types_is_no_word_file() -> None:
    made = members()
    del made[CONTENT_TYPES]
    with pytest.raises(Unreadable, match=r"no \[Content_Types\]"):
        check(zipped(made))


def test_too_many_members_are_refused() -> None:
    made = members() | {f"word/media/image{at}.png": b"" for at in range(2_000)}
    with pytest.raises(Unreadable, match="at most 2000 are read"):
        check(zipped(made))


def test_an_encrypted_member_is_refused() -> None:
    whole = bytearray(changed())
    directory = whole.find(b"PK\x01\x02")
    whole[directory + 8] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        check(bytes(whole))


def test_sizes_that_the_directory_understates_are_found_by_inflating() -> None:
    whole = bytearray(changed())
    directory = whole.rfind(b"PK\x01\x02")
    struct.pack_into("<I", whole, directory + 24, 5)
    with pytest.raises(Unreadable, match="not what was packed"):
        check(bytes(whole))


def test_members_that_overlap_are_refused() -> None:
    whole = bytearray(changed())
    first = whole.find(b"PK\x01\x02")
    last = whole.rfind(b"PK\x01\x02")
    whole[last + 42 : last + 46] = whole[first + 42 : first + 46]
    with pytest.raises(Unreadable, match=r"overlap|two different ways|not what was packed"):
        check(bytes(whole))


def test_bytes_before_the_first_member_are_refused() -> None:
    with pytest.raises(Unreadable, match="before its first member"):
        check(b"PK\x03\x04 something else" + changed())


def test_the_inflated_size_of_all_members_is_bounded() -> None:
    with pytest.raises(Unreadable, match="more than 1 MiB"):
        check(with_member("word/media/a.bin", bytes(1 << 20)), Limits(inflated=1 << 20))


def test_a_member_that_packs_too_well_is_refused() -> None:
    with pytest.raises(Unreadable, match="200 times"):
        check(with_member("word/media/a.bin", bytes(3 << 20)))


def test_a_member_may_pack_well_up_to_one_mebibyte() -> None:
    assert "word/media/a.bin" in check(with_member("word/media/a.bin", bytes(1 << 20)))


EMPTY = {
    "w:p": "<w:p/>",
    "open and closed": "<w:p></w:p>",
    "with an attribute": '<w:p a=""/>',
    "another prefix": "<ü:p/>",
    "no prefix": "<p/>",
}


@pytest.mark.parametrize("empty", EMPTY.values(), ids=EMPTY.keys())
def test_millions_of_empty_paragraphs_are_refused_at_once(empty: str) -> None:
    body = varied(empty, 4_000).replace("<!--", f"<!--{empty}")
    xml = f'<document xmlns="{WORD}" xmlns:ü="{WORD}" {NAMESPACES}>{body}</document>'
    with pytest.raises(Unreadable, match="more than 200,000 paragraphs"):
        check(changed(word__document=xml))


def test_paragraphs_are_counted_over_all_parts() -> None:
    part = document(varied("<w:p/>", 90))
    with pytest.raises(Unreadable, match="paragraphs"):
        check(changed(**{f"word__part{at}": part for at in range(5)}))


def test_paragraphs_of_a_utf_16_part_are_counted() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + document(varied("<w:p/>", 500))
    for coded in (xml.encode("utf-16"), xml.encode("utf-16-le"), xml.encode("utf-16-be")):
        with pytest.raises(Unreadable, match="paragraphs"):
            check(changed(word__document=coded), Limits(ratio=2_000))


def test_no_paragraph_is_counted_twice_or_missed_where_chunks_meet() -> None:
    exact = 30_000
    data = changed(word__document=document(varied('<w:p w:a="1"/>', exact // 500)))
    check(data, Limits(paragraphs=exact))
    with pytest.raises(Unreadable, match="paragraphs"):
        check(data, Limits(paragraphs=exact - 1))


def test_tags_of_one_part_are_bounded() -> None:
    with pytest.raises(Unreadable, match="1,000 tags"):
        check(changed(word__document=document(varied("<w:r/>", 3))), Limits(tags=1_000))


def test_attributes_are_bounded() -> None:
    with pytest.raises(Unreadable, match="tags and attributes"):
        check(changed(word__document=document(varied('<w:r a=""/>', 3))), Limits(weight=2_000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(Unreadable, match="DOCTYPE"):
        check(changed(customXml__item1=xml.encode(encoding)))


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-32", "EBCDIC-CP-US"])
def test_an_encoding_in_which_tags_could_hide_is_refused(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><a/>'
    with pytest.raises(Unreadable, match="encoding other than"):
        check(changed(word__document=xml))


def test_macros_are_refused_whatever_their_name() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    made = members() | {CONTENT_TYPES: content_types(main=kind)}
    for data in (zipped(made), with_member("word/vbaProject.bin")):
        with pytest.raises(Unreadable, match="macros"):
            check(data)


def test_controls_are_refused() -> None:
    with pytest.raises(Unreadable, match="ActiveX"):
        check(with_member("word/activeX/activeX1.xml", "<a/>"))


def test_embedded_objects_are_refused_unless_allowed() -> None:
    data = with_member("word/embeddings/oleObject1.bin")
    with pytest.raises(Unreadable, match="OLE"):
        check(data)
    assert "word/document.xml" in check(data, Limits(objects=True))


def test_the_workbook_of_a_chart_is_no_object() -> None:
    name = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    assert name in check(with_member(name))


def test_broken_xml_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable, match=r"damaged.*word/document\.xml"):
        parse_xml(b"<a><b></a>", "word/document.xml")


def test_deep_nesting_is_refused_by_the_parser() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000, "word/document.xml")


def test_a_text_of_sixty_mebibytes_in_one_attribute_is_refused() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        parse_xml(b'<a b="' + b"x" * (60 << 20) + b'"/>', "word/document.xml")
