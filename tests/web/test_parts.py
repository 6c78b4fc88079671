"""Each part of a page says what it must, whatever stands in it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.template import RequestContext, engines
from django.utils import translation

from travaux.rules.deadline import Deadline
from travaux.web.badges import AUDIENCES, FILLED, FINE, NOTICES, SHAPES, STATES

INSTANT = datetime(2012, 9, 30, 21, 59, 58, tzinfo=UTC)


def shown(source: str, **context: Any) -> str:
    """Return what a template makes of a context."""
    template = engines["django"].from_string("{% load i18n travaux_parts %}" + source)
    return " ".join(template.render(context).split())


@pytest.mark.parametrize("value", STATES)
def test_a_state_is_a_word_and_a_shape(value: str) -> None:
    drawn = shown("{% state value %}", value=value)
    assert str(STATES[value].words) in drawn
    assert "<svg" in drawn


def test_two_states_of_one_list_never_look_alike_without_colour() -> None:
    document = ("in preparation", "cleared", "submitted", "registered", "posted", "withdrawn")
    assert len({STATES[one].shape for one in document}) == len(document)


def test_every_badge_has_a_shape_that_can_be_drawn() -> None:
    badges = [*STATES.values(), *AUDIENCES.values(), *NOTICES.values()]
    assert {badge.shape for badge in badges} <= set(SHAPES)
    assert set(SHAPES) >= FILLED | FINE


def test_a_state_that_nobody_drew_keeps_its_word() -> None:
    assert "Under discussion" in shown("{% state 'under discussion' %}")


def test_an_audience_is_never_guessed() -> None:
    with pytest.raises(KeyError, match="friends"):
        shown("{% audience 'friends' %}")


def test_an_audience_says_who_belongs_to_it() -> None:
    assert 'title="Everyone can read it' in shown("{% audience 'public' %}")
    explained = shown("{% audience 'public' explain=True %}")
    assert "<span>Everyone can read it, without an account.</span>" in explained
    assert "title=" not in explained


def test_an_audience_can_say_why_this_reader_sees_it() -> None:
    reason = "You see it because you act for Sweden."
    assert f"<span>{reason}</span>" in shown(
        "{% audience 'delegation' reason=reason %}", reason=reason
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% state hostile %}",
        "{% audience 'public' reason=hostile %}",
        "{% symbol hostile hostile %}",
        "{% hash hostile %}",
        "{% copy hostile hostile %}",
        "{% citation hostile %}",
        "{% breadcrumbs hostile hostile hostile %}",
        "{% joined list %}",
        "{% notice 'info' hostile %}{{ hostile }}{% endnotice %}",
        "{% empty hostile %}{{ hostile }}{% endempty %}",
        "{% table hostile wide=True %}{{ hostile }}{% endtable %}",
        "{% fact hostile %}{{ hostile }}{% endfact %}",
        "{% plain_field 'name' hostile value=hostile hint=hostile error=hostile %}",
        "{% plain_field 'name' hostile 'textarea' value=hostile %}",
        "{% confirm hostile action=hostile button=hostile back=hostile %}{% endconfirm %}",
        "{% error_summary sentence=hostile %}",
        "{% filters action=hostile %}{% endfilters %}",
    ],
)
def test_what_a_stranger_wrote_never_becomes_markup(source: str) -> None:
    hostile = "\"'><script>alert(1)</script>"
    drawn = shown(source, hostile=hostile, list=[hostile])
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "\"'>" not in drawn


def test_a_deadline_of_a_whole_day_ends_at_24_in_the_zone_of_record() -> None:
    drawn = shown("{% instant deadline %}", deadline=Deadline.parse("2012-09-30", "Europe/Zurich"))
    assert "30 September 2012,</span> <span>24:00" in drawn
    assert "(Europe/Zurich)" in drawn
    assert "22:00 UTC" in drawn
    assert 'datetime="2012-09-30T22:00:00Z"' in drawn


def test_an_instant_shows_its_seconds_only_where_it_has_some() -> None:
    source = "{% instant at 'Europe/Zurich' short=True %}"
    assert "23:59:58" in shown(source, at=INSTANT)
    assert "<span>23:59</span>" in shown(source, at=INSTANT.replace(second=0))


def test_the_viewer_sees_an_instant_in_his_own_zone_too() -> None:
    drawn = shown("{% instant at 'Europe/Zurich' viewer='Asia/Riyadh' %}", at=INSTANT)
    assert "Your time: <bdi>1 October 2012, 00:59:58 (Asia/Riyadh)" in drawn
    assert "data-viewer-time" not in drawn


def test_in_utc_an_instant_is_said_once() -> None:
    assert (
        shown("{% instant at 'UTC' %}", at=INSTANT).count("21:59:58") == 1 + 2
    )  # and for machines


def test_an_instant_that_is_not_there_leaves_nothing() -> None:
    assert shown("{% instant at %}", at=None) == ""


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        shown("{% instant at %}", at=INSTANT.replace(tzinfo=None))


def test_a_hash_is_short_to_read_and_whole_to_copy() -> None:
    whole = "0123456789abcdef" * 4
    drawn = shown("{% hash whole %}", whole=whole)
    assert ">01234567…89abcdef<" in drawn
    assert f'data-copy="{whole}"' in drawn
    assert f'title="{whole}"' in drawn


class Paper(forms.Form):
    title = forms.CharField(help_text="As on the first page.")
    audience = forms.ChoiceField(choices=[("public", "Public")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)
    approval = forms.BooleanField(required=False)


def test_a_fault_stands_at_its_field_and_leads_there_from_the_top() -> None:
    form = Paper({})
    field = shown("{% field form.title %}", form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'id="id_title_error"' in field
    assert 'aria-invalid="true"' in field
    summary = shown("{% error_summary form %}", form=form)
    assert '<a href="#id_title">Title: This field is required.</a>' in summary
    assert '<a href="#id_audience_0">' in summary
    assert 'id="id_audience_0"' in shown("{% field form.audience %}", form=form)


def test_a_form_that_was_not_sent_has_no_faults() -> None:
    assert shown("{% error_summary form %}", form=Paper()) == ""


def test_a_refusal_of_the_whole_stands_first() -> None:
    form = Paper({})
    drawn = shown("{% error_summary form sentence='The window is closed.' %}", form=form)
    assert drawn.index("The window is closed.") < drawn.index("#id_title")
    assert "There are 3 problems" in drawn


def test_only_what_may_be_left_out_is_marked() -> None:
    form = Paper()
    assert "(optional)" not in shown("{% field form.title %}", form=form)
    assert "(optional)" in shown("{% field form.note %}", form=form)
    assert "(optional)" not in shown("{% field form.note mark=False %}", form=form)
    assert "(optional)" not in shown("{% field form.approval %}", form=form)


def test_choices_are_a_group_with_a_legend() -> None:
    drawn = shown("{% field form.audience %}", form=Paper({}))
    assert "<legend>Audience</legend>" in drawn
    assert 'aria-describedby=" id_audience_error"' in drawn


def test_a_plain_field_keeps_what_was_typed_and_chosen() -> None:
    assert 'value="opinion"' in shown("{% plain_field 'words' 'Words' 'search' value='opinion' %}")
    drawn = shown(
        "{% plain_field 'meeting' 'Meeting' 'select' choices=choices value='3' every='Any' %}",
        choices=[_Choice("2", "Second"), _Choice("3", "Third")],
    )
    assert '<option value="3" selected>Third</option>' in drawn
    assert '<option value="">Any</option>' in drawn


class _Choice:
    def __init__(self, value: str, words: str) -> None:
        self.value, self.words = value, words


def test_a_plain_field_of_no_known_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="textarea"):
        shown("{% plain_field 'x' 'X' 'colour' %}")


def test_turning_a_page_keeps_the_filters() -> None:
    request = HttpRequest()
    request.GET = QueryDict("meeting=2&page=3")
    template = engines["django"].engine.from_string(  # type: ignore[attr-defined]
        "{% load travaux_parts %}{% pagination page %}"
    )
    context = RequestContext(request, {"page": Paginator(range(100), 10).get_page(3)})
    drawn = template.render(context)
    assert 'href="?meeting=2&amp;page=4"' in drawn
    assert 'aria-current="page"' in drawn


def test_a_list_of_one_page_has_nothing_to_turn() -> None:
    assert shown("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)) == ""


def test_an_act_with_consequences_shows_the_way_back() -> None:
    drawn = shown(
        "{% confirm 'Withdraw?' action='/w' button='Withdraw' back='/d' danger=True %}"
        "<p>It stays in the register.</p>{% endconfirm %}",
        csrf_token="token",
    )
    assert 'name="csrfmiddlewaretoken" value="token"' in drawn
    assert '<a href="/d">Go back, change nothing</a>' in drawn
    assert "<p>It stays in the register.</p>" in drawn


def test_breadcrumbs_end_with_the_page_itself() -> None:
    drawn = shown("{% breadcrumbs 'WTPF-13' '/w/' 'Register' '/w/register' 'Document' %}")
    assert drawn.count("<a ") == 2
    assert '<span aria-current="page"><bdi>Document</bdi></span>' in drawn


def test_names_in_a_row_are_kept_apart_in_arabic() -> None:
    with translation.override("ar"):
        assert shown("{% joined names %}", names=["ISOC", "RIPE NCC"]) == (
            "<bdi>ISOC</bdi>، <bdi>RIPE NCC</bdi>"
        )


def test_a_language_is_named_in_itself() -> None:
    assert shown("{{ 'fr'|language_name }} {{ 'ar'|language_name }}") == "Français العربية"
