"""What stands in a text: runs, fields, notes, tables, figures, boxes, kinds and levels."""

import hashlib

import pytest

from tests.formats.docx_reader.laws import assert_redline_holds
from tests.formats.docx_reader.word_files import (
    OFFICE,
    WORD,
    abstract,
    docx,
    level,
    members,
    num,
    numbered,
    paragraph,
    relationships,
    run,
    style,
    styled,
    zipped,
)
from travaux.formats.docx_reader import read
from travaux.formats.reading import Reading, Unreadable
from travaux.text.tree import OBJECT, Kind, LabelKind, Provision, Run, Tree


def tree_of(body: str, links: str = "", **parts: str) -> Tree:
    reading = read(docx(body, links, **parts))
    assert_redline_holds(reading)
    return reading.accepted


def only(body: str, links: str = "", **parts: str) -> Provision:
    provisions = tree_of(body, links, **parts).provisions
    assert len(provisions) == 1
    return provisions[0]


def shape(tree: Tree) -> list[tuple[str, int, str]]:
    return [(one.kind.value, one.level, one.text) for one in tree.provisions]


# Runs


def test_neighbouring_runs_of_one_form_are_joined() -> None:
    runs = only(f"<w:p>{run('one ')}{run('two ')}{run('three', '<w:b/>')}</w:p>").runs
    assert runs == (Run("one two "), Run("three", bold=True))


def test_a_toggle_of_two_styles_switches_off_and_a_run_decides() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    styles = style("Strong", "strong line", bold) + (
        '<w:style w:type="character" w:styleId="Em"><w:name w:val="em"/>' + bold + "</w:style>"
    )
    inner = run("a ") + run("b ", '<w:rStyle w:val="Em"/>') + run("c", '<w:b w:val="0"/>')
    body = f"<w:p><w:pPr>{styled('Strong')}</w:pPr>{inner}</w:p>"
    assert only(body, styles=styles).runs == (Run("a ", bold=True), Run("b c"))


def test_the_forms_of_a_run_are_kept() -> None:
    forms = {
        "<w:i/>": Run("x", italic=True),
        '<w:u w:val="single"/>': Run("x", underline=True),
        '<w:u w:val="none"/>': Run("x"),
        "<w:strike/>": Run("x", strike=True),
        '<w:vertAlign w:val="superscript"/>': Run("x", raised=True),
        '<w:vertAlign w:val="subscript"/>': Run("x", lowered=True),
        "<w:smallCaps/>": Run("x", small_caps=True),
    }
    for properties, shown in forms.items():
        assert only(f"<w:p>{run('x', properties)}</w:p>").runs == (shown,)


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    inner = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/>'
        "<w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:cr/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    assert only(f"<w:p>{inner}</w:p>").text == "a\tb\nc\u2011de\n✓"


def test_a_line_end_in_the_xml_is_a_blank() -> None:
    assert only(f"<w:p>{run('one' + chr(10) + 'two')}</w:p>").text == "one two"


def test_hidden_text_is_read_and_said() -> None:
    reading = read(docx(f"<w:p>{run('seen ')}{run('unseen', '<w:vanish/>')}</w:p>"))
    assert reading.accepted.provisions[0].text == "seen unseen"
    assert "hidden" in reading.warnings[0]


def test_an_equation_gives_its_signs() -> None:
    inner = "<m:oMath><m:r><m:t>a=</m:t></m:r><m:sSup><m:e><m:r><m:t>b</m:t></m:r></m:e></m:sSup>"
    assert only(f"<w:p>{inner}</m:oMath></w:p>").text == "a=b"


def test_content_controls_are_transparent_at_every_level() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    inner = control("<w:tc>" + control(paragraph("in a cell")) + "</w:tc>")
    row = control(f"<w:tr>{inner}</w:tr>")
    body = control(f"<w:p>{control(run('inline'))}</w:p>") + f"<w:tbl>{row}</w:tbl>"
    assert [one.text for one in tree_of(body).provisions] == ["inline", "", "", "", "in a cell"]


# Links and fields


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


def test_a_hyperlink_leads_to_its_address_or_place() -> None:
    links = (
        f'<Relationship Id="h" Type="{OFFICE}/hyperlink" Target="https://example.org/"'
        ' TargetMode="External"/>'
    )
    inner = (
        f'<w:hyperlink r:id="h" w:anchor="top">{run("out")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="_Ref1">{run("in")}</w:hyperlink>'
    )
    runs = only(f"<w:p>{inner}</w:p>", links).runs
    assert runs == (Run("out", link="https://example.org/#top"), Run("in", link="#_Ref1"))


def test_the_result_of_a_field_is_text_and_its_instruction_is_kept_aside() -> None:
    inner = run("see ") + field(" REF _Ref1 \\h ", run("2.3")) + run(" above")
    assert only(f"<w:p>{inner}</w:p>").runs == (
        Run("see "),
        Run("2.3", field="REF _Ref1 \\h"),
        Run(" above"),
    )


def test_a_hyperlink_field_is_a_link() -> None:
    inner = field(' HYPERLINK "https://example.org/a" \\l "b" ', run("there"))
    assert only(f"<w:p>{inner}</w:p>").runs == (Run("there", link="https://example.org/a#b"),)


def test_a_field_within_an_instruction_is_not_shown() -> None:
    inner = field("IF " + field("PAGE", run("7")) + " = 1", run("first"))
    assert only(f"<w:p>{inner}</w:p>").text == "first"


def test_a_field_that_never_ends_hides_no_text() -> None:
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("still here")
    assert [
        one.text for one in tree_of(f"<w:p>{inner}</w:p>{paragraph('and here')}").provisions
    ] == [
        "still here",
        "and here",
    ]


def test_a_simple_field_is_read_like_a_complex_one() -> None:
    inner = f'<w:fldSimple w:instr=" SEQ Figure ">{run("1")}</w:fldSimple>'
    assert only(f"<w:p>{inner}</w:p>").runs == (Run("1", field="SEQ Figure"),)


def test_a_table_of_contents_is_told_by_its_field_or_style() -> None:
    styles = style("TOC2", "toc 2")
    body = f"<w:p>{field('TOC', run('1.1 Aims') + run('3'))}</w:p>"
    body += paragraph("1.2\tNext", styled("TOC2")) + paragraph("Then the text.")
    tree = tree_of(body, styles=styles)
    assert [(one.kind, one.level) for one in tree.provisions] == [
        (Kind.CONTENTS, 1),
        (Kind.CONTENTS, 2),
        (Kind.PARAGRAPH, 1),
    ]
    assert tree.provisions[1].label == "1.2"


# Notes

CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def note(identity: int, *texts: str) -> str:
    inner = "".join(f"<w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p>" for text in texts)
    return f'<w:footnote w:id="{identity}">{inner}</w:footnote>'


def test_a_note_follows_the_provision_that_calls_it() -> None:
    body = f"<w:p>{run('Claim')}{CALL.format(2)}{run('.')}</w:p>" + paragraph("Next.")
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    tree = tree_of(body, footnotes=separator + note(2, " Source.", "More."))
    assert shape(tree) == [
        ("paragraph", 1, f"Claim{OBJECT}."),
        ("footnote", 2, "Source."),
        ("paragraph", 3, "More."),
        ("paragraph", 1, "Next."),
    ]
    assert tree.provisions[0].runs[1] == Run(OBJECT, note="fn2")
    assert tree.provisions[1].id == "fn2"


def test_a_note_called_twice_stands_once() -> None:
    body = f"<w:p>{run('a')}{CALL.format(2)}{run('b')}{CALL.format(2)}</w:p>"
    tree = tree_of(body, footnotes=note(2, "Source."))
    assert [one.kind for one in tree.provisions] == [Kind.PARAGRAPH, Kind.FOOTNOTE]


def test_a_note_that_the_file_does_not_hold_is_said_and_stays_empty() -> None:
    reading = read(docx(f"<w:p>{run('a')}{CALL.format(9)}</w:p>"))
    assert [one.id for one in reading.accepted.provisions] == ["p1", "fn9"]
    assert "note" in reading.warnings[0]


def test_a_note_whose_call_was_inserted_is_not_in_the_original() -> None:
    body = f'<w:p>{run("a")}<w:ins w:id="1" w:author="delegate">{CALL.format(2)}</w:ins></w:p>'
    reading = read(docx(body, footnotes=note(2, "Source.")))
    assert_redline_holds(reading)
    assert len(reading.accepted) == 2
    assert len(reading.original) == 1


def test_endnotes_are_notes_too() -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:endnoteReference w:id="1"/></w:r></w:p>'
    endnotes = f'<w:endnote w:id="1">{paragraph("At the end.")}</w:endnote>'
    tree = tree_of(body, endnotes=endnotes)
    assert (tree.provisions[1].kind, tree.provisions[1].id) == (Kind.ENDNOTE, "en1")


# Tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_a_table_holds_rows_that_hold_cells_that_hold_paragraphs() -> None:
    body = paragraph("Before.") + f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    assert shape(tree_of(body)) == [
        ("paragraph", 1, "Before."),
        ("table", 1, ""),
        ("row", 2, ""),
        ("cell", 3, ""),
        ("paragraph", 4, "a"),
        ("cell", 3, ""),
        ("paragraph", 4, "b"),
    ]


def test_merged_cells_span_and_their_lower_parts_are_left_out() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{cell('tall', restart)}{cell('a')}</w:tr>"
        f"<w:tr>{cell('', go_on)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('wide', wide)}</w:tr></w:tbl>"
    )
    cells = [one for one in tree_of(body).provisions if one.kind is Kind.CELL]
    assert [(one.rows, one.columns) for one in cells] == [(2, 1), (1, 1), (1, 1), (1, 2)]


def test_cells_merged_sideways_in_old_files_span_columns() -> None:
    first, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = f"<w:tbl><w:tr>{cell('a', first)}{cell('', more)}{cell('b')}</w:tr></w:tbl>"
    cells = [one for one in tree_of(body).provisions if one.kind is Kind.CELL]
    assert [one.columns for one in cells] == [2, 1]


def test_a_table_in_a_cell_hangs_in_that_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('deep')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    tree = tree_of(body)
    assert [(one.kind, one.level) for one in tree.provisions][3:7] == [
        (Kind.TABLE, 4),
        (Kind.ROW, 5),
        (Kind.CELL, 6),
        (Kind.PARAGRAPH, 7),
    ]


def test_the_text_after_a_table_goes_on_under_its_heading() -> None:
    heading = paragraph("Scope", '<w:outlineLvl w:val="1"/>')
    body = heading + f"<w:tbl><w:tr>{cell('a')}</w:tr></w:tbl>" + paragraph("After.")
    assert shape(tree_of(body))[-1] == ("paragraph", 3, "After.")


# Figures and boxes


def picture(target: str = "i", alt: str = "A map") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><a:blip r:embed="{target}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def test_a_picture_stands_as_a_figure_with_its_digest_and_alternative_text() -> None:
    link = f'<Relationship Id="i" Type="{OFFICE}/image" Target="media/a.png"/>'
    made = members(f"<w:p>{picture()}</w:p>{paragraph('Text.')}", link)
    made["word/media/a.png"] = b"picture"
    figure = read(zipped(made)).accepted.provisions[0]
    assert figure.kind is Kind.FIGURE
    digest = hashlib.sha256(b"picture").hexdigest()
    assert figure.runs == (Run(OBJECT, figure=digest, alt="A map"),)


def test_a_picture_whose_file_is_missing_is_a_drawing() -> None:
    assert only(f"<w:p>{picture('nowhere')}</w:p>").runs[0].figure == "drawing"


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inner = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box('In a box.')}</wps:txbx>"
        "</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{box('In a box.')}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p>{run('Around.')}{inner}</w:p>" + paragraph("After.")
    assert shape(tree_of(body)) == [
        ("paragraph", 1, "Around."),
        ("paragraph", 1, "In a box."),
        ("paragraph", 1, "After."),
    ]


# Kinds and levels


def test_headings_are_told_by_outline_level_or_by_name_in_any_language() -> None:
    styles = style("A", "chapter", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    styles += style("B", "own chapter", based_on="A") + style("C", "Überschrift 2")
    body = "".join(paragraph("Heading", styled(name)) for name in "ABC") + paragraph("Text.")
    assert [(kind, at) for kind, at, _ in shape(tree_of(body, styles=styles))] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 3),
    ]


def test_titles_captions_and_quotes_are_told_by_their_styles() -> None:
    styles = style("T", "Title") + style("C", "caption") + style("Q", "Quote")
    body = "".join(paragraph("Figure 1: words", styled(name)) for name in "TCQ")
    kinds = [one.kind for one in tree_of(body, styles=styles).provisions]
    assert kinds == [Kind.TITLE, Kind.CAPTION, Kind.QUOTE]


def test_numbered_paragraphs_hang_by_the_depth_of_their_numbers() -> None:
    lines = ["1.1\tThe forum met.", "1.1.1\tIt was opened.", "1.2\tIt rose."]
    body = "".join(paragraph(line) for line in lines) + paragraph("After.")
    tree = tree_of(body)
    assert shape(tree) == [
        ("paragraph", 1, "The forum met."),
        ("paragraph", 2, "It was opened."),
        ("paragraph", 1, "It rose."),
        ("paragraph", 1, "After."),
    ]
    assert tree.provisions[1].label == "1.1.1"
    assert tree.provisions[1].label_kind is LabelKind.TYPED


def test_a_plain_paragraph_stands_beside_the_numbered_one_before_it() -> None:
    lines = ["1.\tOne.", "1.1\tBelow.", "Plain.", "1.2\tBelow too."]
    tree = tree_of("".join(paragraph(line) for line in lines))
    assert [one.level for one in tree.provisions] == [1, 2, 2, 2]
    assert tree.parents() == [-1, 0, 0, 0]


def test_numbers_that_count_on_are_labels_and_a_lone_one_is_not() -> None:
    lines = ["45 See the report.", "46 See the annex.", "47 See the letter.", "16 States spoke."]
    tree = tree_of("".join(paragraph(line) for line in lines))
    assert [one.label for one in tree.provisions] == ["45", "46", "47", ""]
    assert tree.provisions[0].text == "See the report."


def test_numbers_of_an_arabic_text_stored_backwards_count_forwards() -> None:
    lines = ["3\tنص", "1.3\tنص", "2.3\tنص", "3.3\tنص", "4\tنص", "1.4\tنص"]
    tree = tree_of("".join(paragraph(line, "<w:bidi/>") for line in lines))
    assert [one.label for one in tree.provisions] == ["3", "1.3", "2.3", "3.3", "4", "1.4"]
    assert [one.level for one in tree.provisions] == [1, 2, 2, 2, 1, 2]


def test_items_hang_below_what_they_follow_and_lists_nest() -> None:
    lines = ["The forum agreed:", "a)\tone;", "(i)\tfirst;", "(ii)\tsecond;", "b)\ttwo.", "Then."]
    tree = tree_of("".join(paragraph(line) for line in lines))
    assert [(one.kind.value, one.level) for one in tree.provisions] == [
        ("paragraph", 1),
        ("item", 2),
        ("item", 3),
        ("item", 3),
        ("item", 2),
        ("paragraph", 1),
    ]


def test_an_i_after_an_h_is_a_letter() -> None:
    lines = [f"{letter})\tpoint;" for letter in "ghij"]
    levels = {one.level for one in tree_of("".join(map(paragraph, lines))).provisions}
    assert len(levels) == 1


def test_a_short_bold_line_with_a_number_is_a_heading_and_a_sentence_is_not() -> None:
    def bold(text: str) -> str:
        return f"<w:p>{run(text, '<w:b/>')}</w:p>"

    body = bold("2.3\tInternet governance") + bold("2.4\tThis is a sentence that says so.")
    assert [one.kind for one in tree_of(body).provisions] == [Kind.HEADING, Kind.PARAGRAPH]


def test_bullets_and_lists_of_list_styles_are_items() -> None:
    numbering = abstract(0, level(0, "•", "bullet")) + abstract(1, level(0, "%1."))
    numbering += num(1, 0) + num(2, 1)
    styles = style("ListParagraph", "List Paragraph")
    body = (
        paragraph("A clause of its own.", numbered(2))
        + paragraph("point", numbered(1))
        + paragraph("point", styled("ListParagraph") + numbered(2))
    )
    kinds = [one.kind for one in tree_of(body, numbering=numbering, styles=styles).provisions]
    assert kinds == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


def test_a_paragraph_from_right_to_left_says_so() -> None:
    provision = only(paragraph("-1\tنص", "<w:bidi/>"))
    assert provision.rtl
    assert provision.label_kind is LabelKind.TYPED


def test_empty_paragraphs_are_left_out_but_not_in_cells() -> None:
    reading = read(docx(paragraph("") + paragraph(" ") + f"<w:tbl><w:tr>{cell('')}</w:tr></w:tbl>"))
    assert [one.kind.value for one in reading.accepted.provisions] == [
        "table",
        "row",
        "cell",
        "paragraph",
    ]
    assert reading.facts.paragraphs == 3


def test_bookmarks_are_kept_and_those_of_empty_paragraphs_pass_on() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/>'
    body = f"<w:p>{mark.format('first')}</w:p><w:p>{mark.format('_GoBack')}"
    assert only(f"{body}{mark.format('second')}{run('Text.')}</w:p>").bookmarks == (
        "first",
        "second",
    )


# The package


def test_strict_files_are_read() -> None:
    made = members(paragraph("Strictly.", '<w:outlineLvl w:val="0"/>'))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    links = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    for name, content in made.items():
        made[name] = str(content).replace(WORD, strict).replace(OFFICE, links)
    assert read(zipped(made)).accepted.provisions[0].kind is Kind.HEADING


def test_a_byte_order_mark_and_utf_16_are_read() -> None:
    made = members(paragraph("Réunion"))
    xml = str(made["word/document.xml"])
    for data in (xml.encode("utf-8-sig"), xml.encode("utf-16")):
        assert read(zipped({**made, "word/document.xml": data})).accepted.provisions[0].text == (
            "Réunion"
        )


def test_a_spreadsheet_is_refused_by_its_name() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    made = members()
    made["[Content_Types].xml"] = str(made["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
    )
    with pytest.raises(Unreadable, match="a spreadsheet, not a Word document"):
        read(zipped(made))


def test_a_package_without_its_main_part_is_refused() -> None:
    made = members()
    made["_rels/.rels"] = relationships(("rId1", "officeDocument", "word/missing.xml"))
    with pytest.raises(Unreadable, match="main part is missing"):
        read(zipped(made))


def test_an_inserted_part_of_another_format_is_said() -> None:
    reading = read(docx('<w:altChunk r:id="x"/>' + paragraph("Text.")))
    assert "altChunk" in reading.warnings[0]


def test_the_language_is_that_of_most_characters() -> None:
    french = run("La réunion a pris fin hier soir.", '<w:lang w:val="fr-FR"/>')
    english = run("It rose.", '<w:lang w:val="en-GB"/>')
    assert read(docx(f"<w:p>{french}{english}</w:p>")).accepted.language == "fr-FR"


# The cover


def test_the_cover_says_symbol_sources_date_and_language() -> None:
    rows = [
        ("INTERNATIONAL BODY", "Document WTPF-XYZ/2/11(Rev.1)-E"),
        ("Second meeting", "5 June 2012"),
        ("", "Original: English"),
        ("Source: Country A, Organisation B", ""),
        ("Title: Views on the second draft", ""),
    ]
    table = "".join(f"<w:tr>{cell(left)}{cell(right)}</w:tr>" for left, right in rows)
    body = f"<w:tbl>{table}</w:tbl>" + paragraph("Introduction", '<w:outlineLvl w:val="0"/>')
    cover = tree_of(body + paragraph("See A/RES/60/1 of 16 September 2005.")).cover
    assert cover.symbol == "WTPF-XYZ/2/11(Rev.1)-E"
    assert cover.sources == ("Country A", "Organisation B")
    assert cover.date == "5 June 2012"
    assert cover.original == "English"
    assert cover.title == "Views on the second draft"


def test_a_symbol_may_stand_in_the_page_head() -> None:
    link = f'<Relationship Id="h" Type="{OFFICE}/header" Target="header1.xml"/>'
    made = members(paragraph("A text that says no symbol."), link)
    made["word/header1.xml"] = f'<w:hdr xmlns:w="{WORD}">{paragraph("A/RES/60/1")}</w:hdr>'
    assert read(zipped(made)).accepted.cover.symbol == "A/RES/60/1"


def test_a_text_without_a_cover_has_none() -> None:
    cover = read(docx(paragraph("The forum met and/or rose in June."))).accepted.cover
    assert (cover.symbol, cover.title, cover.sources, cover.date) == ("", "", (), "")


# Margin comments


def comment(identity: int, text: str, key: str = "") -> str:
    inner = f'<w:p w14:paraId="{key}">{run(text)}</w:p>'
    return (
        f'<w:comment w:id="{identity}" w:author="delegate" w:initials="d"'
        f' w:date="2012-06-05T10:00:00Z">{inner}</w:comment>'
    )


def start(identity: int) -> str:
    return f'<w:commentRangeStart w:id="{identity}"/>'


def end(identity: int) -> str:
    return (
        f'<w:commentRangeEnd w:id="{identity}"/><w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def reading_of(body: str, links: str = "", **parts: str) -> Reading:
    reading = read(docx(body, links, **parts))
    assert_redline_holds(reading)
    return reading


def test_a_comment_hangs_on_its_words() -> None:
    inner = run("1.1\tThe ") + start(0) + run("forum") + end(0) + run(" met.")
    body = f"<w:p>{inner}</w:p>"
    remark = reading_of(body, comments=comment(0, "Which?")).remarks[0]
    assert (remark.text, remark.author, remark.initials) == ("Which?", "delegate", "d")
    assert remark.quote == "forum"
    assert remark.start is not None
    assert remark.end is not None
    assert (remark.start.offset, remark.end.offset) == (4, 9)


def test_a_comment_may_run_over_paragraphs() -> None:
    body = f"<w:p>{run('A ')}{start(0)}{run('b')}</w:p><w:p>{run('c')}{end(0)}{run(' d')}</w:p>"
    assert reading_of(body, comments=comment(0, "Both.")).remarks[0].quote == "b\nc"


def test_a_comment_on_deleted_words_hangs_in_the_original_only() -> None:
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>'
    body = f"<w:p>{run('A ')}{start(0)}{gone}{end(0)}{run(' z')}</w:p>"
    remark = reading_of(body, comments=comment(0, "Why?")).remarks[0]
    assert remark.start is None
    assert remark.old_start is not None
    assert remark.quote == "old"


def test_a_comment_that_only_refers_hangs_on_a_point() -> None:
    body = f'<w:p>{run("A b")}<w:r><w:commentReference w:id="0"/></w:r>{run(" c")}</w:p>'
    remark = reading_of(body, comments=comment(0, "Here.")).remarks[0]
    assert remark.start == remark.end
    assert remark.start is not None
    assert remark.start.offset == 3


def test_answers_and_settled_threads_are_told() -> None:
    link = (
        '<Relationship Id="x" Target="commentsExtended.xml" Type='
        '"http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
    )
    comments = comment(0, "First.", "0000000A") + comment(1, "Answer.", "0000000B")
    made = members(f"<w:p>{start(0)}{run('x')}{end(0)}</w:p>", link, comments=comments)
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    made["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}">'
        '<w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
        "</w15:commentsEx>"
    )
    first, answer = read(zipped(made)).remarks
    assert (first.resolved, first.parent) == (True, "")
    assert (answer.resolved, answer.parent) == (False, "0")


def test_a_sign_that_no_text_can_hold_is_replaced() -> None:
    signs = "".join(f'<w:sym w:font="Arial" w:char="{code}"/>' for code in ("D800", "0000", "zz"))
    assert only(f"<w:p><w:r>{signs}</w:r></w:p>").text == "\ufffd" * 3


def test_separators_and_object_signs_that_were_typed_do_not_look_like_a_trees_own() -> None:
    typed = "<w:r><w:t>a&#x2028;b&#x2029;c&#xFFFC;d&#x85;e</w:t></w:r>"
    assert only(f"<w:p>{typed}</w:p>").text == "a\nb c\ufffdd e"
    equation = "<m:oMath><m:r><m:t>x&#x2029;y&#xFFFC;</m:t></m:r></m:oMath>"
    assert only(f"<w:p>{equation}</w:p>").text == "x y\ufffd"


def test_a_source_style_and_a_meetings_own_number_fill_the_cover() -> None:
    body = (
        table_of("The second meeting, 6-8 June 2012", "Document 18(Add.3)-E", "5 June 2012")
        + paragraph("Country A and Country B", styled("Source"))
        + paragraph("Comments on the draft", styled("T1"))
    )
    styles = style("Source", "Source") + style("T1", "Title 1")
    cover = tree_of(body, styles=styles).cover
    assert cover.symbol == "18(Add.3)-E"
    assert cover.sources == ("Country A", "Country B")
    assert (cover.title, cover.date) == ("Comments on the draft", "5 June 2012")


def table_of(*lines: str) -> str:
    rows = "".join(f"<w:tr><w:tc>{paragraph(line)}</w:tc></w:tr>" for line in lines)
    return f"<w:tbl>{rows}</w:tbl>"


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("3GPP TSG-RAN WG2 Meeting #121\tR2-2301234", "R2-2301234"),
        ("ISO/IEC JTC 1/SC 27 N 12345", "ISO/IEC JTC 1/SC 27 N 12345"),
        ("ISO/IEC JTC 1/SC 27/WG 1", ""),
        ("[SOURCE: ISO 9000:2015, 3.1]", ""),
    ],
)
def test_symbols_of_other_bodies_are_known(line: str, symbol: str) -> None:
    tabbed = "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in line.split("\t"))
    assert tree_of(f"<w:p><w:r>{tabbed}</w:r></w:p>").cover.symbol == symbol


def test_a_number_alone_is_a_label_above_a_term_and_a_value_in_a_cell() -> None:
    body = "".join(paragraph(line) for line in ("3.1", "access", "3.2", "attack"))
    assert [one.label for one in tree_of(body).provisions] == ["3.1", "", "3.2", ""]
    cells = [one for one in tree_of(table_of("3.1", "3.2", "4.1.2", "12.")).provisions if one.text]
    assert [(one.label, one.text) for one in cells] == [
        ("", "3.1"),
        ("", "3.2"),
        ("", "4.1.2"),
        ("", "12."),
    ]
