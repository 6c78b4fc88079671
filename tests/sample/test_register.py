"""The sample's register agrees with itself, with the law, and with the report of the meeting."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from travaux.formats import detect
from travaux.rules.access import Audience
from travaux.rules.deadline import Deadline, Timing
from travaux.rules.symbol import STYLES, issue, key, next_number, not_issued, parse, pattern
from travaux.sample import received
from travaux.sample.register import (
    Document,
    Entity,
    How,
    Series,
    files,
    recalled_file,
    register,
)
from travaux.text.tree import Tree

REGISTER = register()
DOCUMENTS = REGISTER.document
ENTITIES = {one.id: one for one in REGISTER.entity}
PEOPLE = {one.id: one for one in REGISTER.person}
SERIES = {one.id: one for one in REGISTER.series}
STYLE = STYLES[REGISTER.body.style]
ZONE = ZoneInfo(REGISTER.process.zone)
SENT = {one.symbol: one for one in received.sent()}
CONTRIBUTED = ("contribution", "draft opinion")


def of(series: str) -> list[Document]:
    """Return the documents of a series that are no revision, addendum or corrigendum."""
    return [one for one in DOCUMENTS if one.series == series and not one.modifies]


def acts(one: Document) -> list[datetime]:
    """Return the instants in the life of a document, in the order in which they must follow."""
    recalled = [one.recalled.at, one.recalled.replaced] if one.recalled else []
    steps = [one.received, one.entered and one.entered.at, one.posted, *recalled]
    ends = [one.withdrawn and one.withdrawn.at, one.opens and one.opens.at]
    return [step for step in (*steps, *ends) if step]


def read(name: str, data: bytes) -> Tree:
    return detect.read(name, data).accepted


def text_of(tree: Tree) -> str:
    return "\n".join(one.text for one in tree.provisions)


def tree_of(symbol: str) -> Tree:
    return read(*files(REGISTER.find(symbol))[0])


EVERY_FILE = [
    pytest.param(one, place, id=name)
    for one in DOCUMENTS
    for place, (name, _) in enumerate(files(one))
]

# Symbols


def test_sixteen_documents_are_numbered_and_one_is_for_information() -> None:
    assert [one.number for one in of("documents")] == list(range(1, 17))
    assert [one.symbol for one in of("information")] == ["WTPF-IEG/2/Info-Doc1"]


def test_r1_no_two_documents_have_one_symbol() -> None:
    assert len({key(one.symbol) for one in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.symbol)
def test_r1_every_symbol_is_one_that_its_series_issues(one: Document) -> None:
    series, symbol = SERIES[one.series], parse(one.symbol, STYLE)
    made = pattern(series.pattern, STYLE)
    base = issue(made, one.number, meeting=REGISTER.meeting.number, year=series.year)
    assert symbol.base == base
    assert symbol.language == ""


@pytest.mark.parametrize(
    "series", [one for one in REGISTER.series if not one.external], ids=lambda one: one.id
)
def test_r1_numbers_were_issued_in_order_past_those_reserved(series: Series) -> None:
    taken: list[int] = []
    for one in sorted(of(series.id), key=lambda one: one.posted):
        kept = {each.number: each.for_ for each in series.reserved if each.at < one.posted}
        if kept.get(one.number) != one.source[0].entity:
            assert one.number == next_number(taken, kept)
        taken.append(one.number)
    unused = not_issued(taken, [each.number for each in series.reserved])
    assert unused == ((3,) if series.id == "temporary" else ())


def test_r3_a_revision_or_corrigendum_names_what_it_modifies_and_comes_after_it() -> None:
    modifying = [one for one in DOCUMENTS if parse(one.symbol, STYLE).modifications]
    assert [one.symbol for one in modifying] == ["WTPF-IEG/2/1(Rev.1)", "WTPF-IEG/2/4(Corr.1)"]
    assert modifying == [one for one in DOCUMENTS if one.modifies]
    for one in modifying:
        assert one.modifies == str(parse(one.symbol, STYLE).modifies)
        assert REGISTER.find(one.modifies).posted < one.posted


# Entities and people


def test_every_source_is_an_entity_by_a_name_that_it_bears() -> None:
    for one in DOCUMENTS:
        assert one.source
        for source in one.source:
            entity = ENTITIES[source.entity]
            assert source.as_written in (entity.name, *entity.written)


def test_every_source_of_a_comment_is_an_entity() -> None:
    names = {name for one in REGISTER.entity for name in (one.name, *one.written)}
    assert {source for one in received.sent() for source in one.sources} <= names


def test_no_name_is_borne_by_two() -> None:
    names = [name for one in REGISTER.entity for name in (one.name, *one.written)]
    assert len(names) == len(set(names))
    assert len(ENTITIES) == len(REGISTER.entity)
    assert len(PEOPLE) == len(REGISTER.person)


def test_whoever_is_named_anywhere_is_there() -> None:
    named = {
        *(member for one in REGISTER.entity for member in one.members),
        *(one.parent for one in REGISTER.entity if one.parent),
        *(one.entity for one in REGISTER.person if one.entity),
        *(each.for_ for one in REGISTER.series for each in one.reserved),
        *(entity for one in DOCUMENTS for entity in one.presented),
        *(one.requested_by for one in DOCUMENTS if one.requested_by),
    }
    assert named <= set(ENTITIES)
    acted = {
        step.by
        for one in DOCUMENTS
        for step in (one.entered, one.admitted, one.withdrawn, one.recalled)
        if step
    }
    assert acted == {"officer", "chair"}
    assert acted <= set(PEOPLE)


def test_the_chapter_has_a_parent_that_did_not_speak_for_it() -> None:
    late = REGISTER.find("WTPF-IEG/2/16")
    assert ENTITIES[late.source[0].entity].parent == "isoc"
    assert late.presented == ()


def test_each_role_of_the_demonstration_has_a_person_with_an_address_that_reaches_nobody() -> None:
    roles = {"officer", "chair", "head of delegation", "delegate", "observer", "member"}
    assert {one.role for one in REGISTER.person} == roles
    assert all(one.email.endswith("@example.org") for one in REGISTER.person)
    assert len({one.email for one in REGISTER.person}) == len(REGISTER.person)


# Instants


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.symbol)
def test_what_happened_to_a_document_happened_in_order(one: Document) -> None:
    happened = acts(one)
    assert all(at.tzinfo for at in happened)
    assert happened == sorted(happened)
    for version in one.version:
        assert version.posted > one.posted
    if one.admitted:
        assert one.admitted.at > one.posted


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.symbol)
def test_the_secretariat_posts_in_office_hours(one: Document) -> None:
    for at in (one.posted, *(version.posted for version in one.version)):
        local = at.astimezone(ZONE)
        assert at.utcoffset() == local.utcoffset()
        assert local.weekday() < 5
        assert 8 <= local.hour < 18


def test_r8_the_deadline_gives_each_contribution_its_class() -> None:
    deadline = Deadline.parse(REGISTER.meeting.contributions_until, REGISTER.process.zone)
    judged = [one for one in DOCUMENTS if one.timing]
    assert judged == [one for one in DOCUMENTS if one.kind in CONTRIBUTED]
    for one in judged:
        assert one.received
        assert deadline.timing(one.received.isoformat()) is one.timing


def test_contributions_are_those_whose_comments_the_sample_has() -> None:
    found = [one for one in DOCUMENTS if one.symbol in SENT]
    assert [one.number for one in found] == [3, 4, 5, 6, 7, 8, 9, 16]
    for one in found:
        sent = SENT[one.symbol]
        assert one.title == sent.title
        assert one.received == datetime.fromisoformat(sent.received)
        assert tuple(source.as_written for source in one.source) == sent.sources
        assert (one.admitted.reason if one.admitted else "") == sent.admitted


# What the report tells


def test_the_joint_contribution_counts_since_each_of_the_three_confirmed() -> None:
    joint = REGISTER.find("WTPF-IEG/2/5")
    assert [one.as_written for one in joint.source] == ["ISOC", "ICANN", "NRO"]
    assert [one.how for one in joint.source] == [How.ITSELF, How.ITSELF, How.STANDING_GROUP]
    group: Entity = ENTITIES["nro"]
    assert len(group.members) == 5
    assert joint.source[2].confirmed == group.standing


def test_a_source_confirmed_after_the_deadline_and_after_posting() -> None:
    saudi, uae = REGISTER.find("WTPF-IEG/2/12").source
    deadline = Deadline.parse(REGISTER.meeting.contributions_until, REGISTER.process.zone)
    assert uae.as_written == "UAE"
    assert deadline.timing(saudi.confirmed.isoformat()) is Timing.IN_TIME
    assert deadline.timing(uae.confirmed.isoformat()) is Timing.LATE


def test_only_a_source_of_a_group_confirmed_before_there_was_a_document() -> None:
    for one in DOCUMENTS:
        for source in one.source:
            early = one.received is not None and source.confirmed < one.received
            assert early == (source.how is How.STANDING_GROUP)
            assert bool(source.evidence) == (source.how is not How.ITSELF)


def test_the_late_one_was_admitted_by_a_conclusion_and_presented_by_nobody() -> None:
    (late,) = [one for one in DOCUMENTS if one.timing is Timing.LATE]
    assert late.symbol == "WTPF-IEG/2/16"
    assert late.admitted
    assert (late.admitted.by, late.admitted.how) == ("chair", "conclusion")
    assert [one for one in DOCUMENTS if one.not_presented] == [late]
    first, last = (date.fromisoformat(x) for x in (REGISTER.meeting.first, REGISTER.meeting.last))
    assert first <= late.admitted.at.date() <= last


def test_every_contribution_in_time_was_presented_by_all_its_sources_but_the_uae() -> None:
    for one in DOCUMENTS:
        if one.timing is Timing.IN_TIME:
            absent = {source.entity for source in one.source} - set(one.presented)
            assert absent == ({"uae"} if one.symbol == "WTPF-IEG/2/12" else set())
            assert one.paragraph[0] == ("6" if one.kind == "draft opinion" else "4")


def test_seven_themes_of_which_the_meeting_made_the_last() -> None:
    assert [one.number for one in REGISTER.theme] == list(range(1, 8))
    assert [one.number for one in REGISTER.theme if one.added_by] == [7]


def test_the_information_document_has_an_outside_author_and_came_at_a_request() -> None:
    outside = [one for one in DOCUMENTS if one.author]
    assert [(one.series, one.requested_by) for one in outside] == [("information", "united-states")]


# What the law must be shown on


def test_two_contents_and_one_entry_are_not_public() -> None:
    narrow = {one.symbol: one.content for one in DOCUMENTS if one.content is not Audience.PUBLIC}
    assert narrow == {
        "WTPF-IEG/2/8": Audience.MEMBERS,
        "WTPF-IEG/2/12": Audience.MEMBERS,
        "WTPF-IEG/2/TD1": Audience.PROCESS,
    }
    hidden = [one.symbol for one in DOCUMENTS if one.entry is not Audience.PUBLIC]
    assert hidden == ["WTPF-IEG/2/TD1"]


def test_one_opens_on_a_date() -> None:
    (opening,) = [one for one in DOCUMENTS if one.opens]
    assert opening.content is Audience.MEMBERS
    assert opening.opens
    assert opening.opens.content is Audience.PUBLIC


def test_one_came_by_mail_was_recalled_or_withdrawn_each() -> None:
    assert [one.symbol for one in DOCUMENTS if one.entered] == ["WTPF-IEG/2/8"]
    assert [one.symbol for one in DOCUMENTS if one.recalled] == ["WTPF-IEG/2/14"]
    assert [one.symbol for one in DOCUMENTS if one.withdrawn] == ["WTPF-IEG/2/TD2"]


def test_the_recalled_file_bore_the_name_of_the_right_one_and_was_that_of_another() -> None:
    recalled = recalled_file(REGISTER.find("WTPF-IEG/2/14"))
    (right,) = files(REGISTER.find("WTPF-IEG/2/14"))
    (other,) = files(REGISTER.find("WTPF-IEG/2/15"))
    assert recalled == (right[0], other[1])
    assert right[1] != other[1]
    assert recalled_file(REGISTER.find("WTPF-IEG/2/15")) is None


# Files


@pytest.mark.parametrize(("one", "place"), EVERY_FILE)
def test_every_file_is_read_and_twice_the_same(one: Document, place: int) -> None:
    name, data = files(one)[place]
    assert files(one)[place] == (name, data)
    assert detect.read(name, data).warnings == ()
    assert len(read(name, data).provisions) > 4


def test_no_two_files_have_one_name_or_one_content() -> None:
    every = [each for one in DOCUMENTS for each in files(one)]
    assert len({name for name, _ in every}) == len({data for _, data in every}) == len(every) == 25


def test_what_is_written_for_the_register_says_on_its_cover_what_the_register_says() -> None:
    for one in DOCUMENTS:
        if one.dated and one.written_as == "page":
            cover = read(*files(one)[0]).cover
            assert (cover.symbol, cover.title) == (f"{one.symbol}-E", one.title)
            assert (cover.date, cover.original) == (one.dated, "English")
            assert cover.sources == tuple(source.as_written for source in one.source)


@pytest.mark.parametrize(
    ("symbol", "language", "cover"),
    [
        ("WTPF-IEG/2/1(Rev.1)", "fr", ("WTPF-IEG/2/1(Rev.1)-F", "9 octobre 2012", "anglais")),
        ("WTPF-IEG/2/6", "ar", ("WTPF-IEG/2/6-A", "4 أكتوبر 2012", "بالإنكليزية")),
    ],
)
def test_other_languages_stand_beside_the_original(
    symbol: str, language: str, cover: tuple[str, str, str]
) -> None:
    _, other = files(REGISTER.find(symbol))
    tree = read(*other)
    assert tree.language == language
    assert (tree.cover.symbol, tree.cover.date, tree.cover.original) == cover


def test_the_arabic_version_runs_from_right_to_left_and_makes_the_same_points() -> None:
    _, arabic = files(REGISTER.find("WTPF-IEG/2/6"))
    tree = read(*arabic)
    assert all(one.rtl for one in tree.provisions)
    points = [one for one in tree.provisions if one.label]
    assert len(points) == len(SENT["WTPF-IEG/2/6"].comment)


@pytest.mark.parametrize("number", range(10, 16))
def test_a_draft_opinion_has_the_groups_of_the_house_style(number: int) -> None:
    provisions = tree_of(f"WTPF-IEG/2/{number}").provisions
    groups = [one.text.split()[0] for one in provisions if one.runs and one.runs[0].italic]
    assert {"considering", "recognizing", "invites"} <= set(groups)
    assert groups[-1] == "invites"
    assert provisions[5].text.startswith("The fifth World Telecommunication/ICT Policy Forum")
    assert provisions[-1].text.endswith(".")


def test_the_revised_agenda_names_every_contribution_received_in_time() -> None:
    names = text_of(tree_of("WTPF-IEG/2/1(Rev.1)"))
    for first, last in ((3, 9), (10, 15)):
        assert f"WTPF-IEG/2/{first} to WTPF-IEG/2/{last}" in names
    assert "WTPF-IEG/2/4(Corr.1)" in names
    assert "WTPF-IEG/2/16" not in names


def test_the_corrigendum_corrects_words_that_are_there() -> None:
    said = " ".join(one.text for one in SENT["WTPF-IEG/2/4"].comment)
    correction = text_of(tree_of("WTPF-IEG/2/4(Corr.1)"))
    for words in ("before any of the new domains opens", "by half"):
        assert f"“{words}”" in correction
        assert words in said


def test_ten_contributions_were_pledged() -> None:
    labels = [one.label for one in tree_of("WTPF-IEG/2/TD4").provisions if one.label]
    assert labels == [f"{letter})" for letter in "abcdefghij"]
