"""The parts of pages, one tag each. [design.md](../../../../docs/design.md) says when to use which.

Tags that end in nothing stand alone; those with an end tag (`{% notice %}…{% endnotice %}`) hold
what the page puts in.
"""

import functools
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from travaux.rules.deadline import Deadline
from travaux.web import badges, fields, instants
from travaux.web.badges import Words

register = Library()


def _part(name: str, **context: Any) -> SafeString:
    return render_to_string(f"travaux/parts/{name}.html", context)


# Badges


@register.simple_tag
@functools.cache
def shape(name: str) -> SafeString:
    """Return a shape of ten by ten as SVG, hidden from those who hear the page."""
    filled = name in badges.FILLED
    width = "0.5" if filled else "0.9" if name in badges.FINE else "1.4"
    return format_html(
        '<svg class="shape" viewBox="0 0 10 10" aria-hidden="true" focusable="false">'
        '<path d="{}" fill="{}" stroke-width="{}" stroke-linejoin="round"/></svg>',
        badges.SHAPES[name],
        "currentColor" if filled else "none",
        width,
    )


def _badge(badge: badges.Badge, kind: str = "", title: Words = "") -> SafeString:
    return format_html(
        '<span class="badge {}{}"{}>{}{}</span>',
        badge.tone,
        kind,
        format_html(' title="{}"', title) if title else "",
        shape(badge.shape),
        badge.words,
    )


@register.simple_tag
def state(value: str) -> SafeString:
    """Return the badge of a state, a class of time, or a confirmation: `{% state row.state %}`."""
    return _badge(badges.state_badge(value))


@register.simple_tag
def audience(value: str, explain: bool = False, reason: str = "") -> SafeString:
    """Return the badge of an audience; with `explain`, who belongs to it, in a sentence beside it.

    `reason` is the sentence to show instead, such as a Verdict's.
    """
    badge = badges.audience_badge(value)
    sentence = reason or badge.explanation
    drawn = _badge(badge, " audience", "" if explain or reason else sentence)
    if not (explain or reason):
        return drawn
    return format_html('<span class="explained">{}<span>{}</span></span>', drawn, sentence)


# Words and figures of the field


@register.simple_tag
def symbol(written: str, href: str = "") -> SafeString:
    """Return a symbol, kept in one piece in texts of either direction, and linked if `href`."""
    drawn = format_html('<bdi class="symbol">{}</bdi>', written)
    return format_html('<a href="{}">{}</a>', href, drawn) if href else drawn


@register.simple_tag
def instant(
    when: datetime | Deadline | None, zone: str = "", viewer: str = "", short: bool = False
) -> SafeString:
    """Return an instant in the zone of record, in UTC and in the viewer's zone (R8).

    `when` is aware, or a Deadline, which brings its zone. `short` is for tables: one line, the rest
    on pointing. Without `viewer` (an IANA name) the page's script fills in the reader's zone.
    """
    if when is None:
        return SafeString("")
    at = instants.shown(when, zone, viewer, short)
    return _short_instant(at) if short else _part("instant", at=at)


def _short_instant(at: instants.Shown) -> SafeString:
    """Return an instant in one line; a list has hundreds, so no template is opened for each."""
    comma = _(", ").strip()
    utc = f" · {at.utc} UTC" if at.utc else ""
    return format_html(
        '<time class="instant" datetime="{}" title="{}"><span>{}{}</span> <span>{}</span></time>',
        at.machine,
        f"{at.day}{comma} {at.clock} {at.zone}{utc}",
        at.day,
        comma,
        at.clock,
    )


@register.simple_tag(name="hash")
def hash_(value: str) -> SafeString:
    """Return a SHA-256 shortened, the whole in its title and on the button that copies it."""
    return _part("hash", value=value, short=f"{value[:8]}…{value[-8:]}")


@register.simple_tag
def copy(text: str, label: Words = "") -> SafeString:
    """Return a button that copies `text`; it shows only where scripts run."""
    return format_html(
        '<button type="button" class="copy" data-copy="{}" hidden>{}</button>',
        text,
        label or _("Copy"),
    )


@register.simple_tag
def citation(text: str) -> SafeString:
    """Return the box that says how to cite a document."""
    return _part("citation", text=text)


@register.filter
def language_name(code: str) -> str:
    """Return what a language calls itself: `{{ "fr"|language_name }}`."""
    if code == "ar":
        return "العربية"  # as the United Nations writes it, without the mark Django adds
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


@register.filter
def role_name(value: str) -> Words:
    """Return what a capacity is called: `{{ actor.role|role_name }}`."""
    return badges.ROLES.get(value, value)


@register.filter
def said(value: str) -> Words:
    """Return words of the law as a reader of the page has them: `{{ source.how|said }}`."""
    return badges.SAID.get(value, value)


# Forms


@register.simple_tag
def field(bound: BoundField, mark: bool = True) -> SafeString:
    """Return a field of a Django form with label, hint, error and control.

    `mark=False` leaves out “(optional)”, for forms in which all is.
    """
    return _part("field", field=fields.of_bound(bound), mark=mark)


@register.simple_tag
def plain_field(name: str, label: Words, kind: str = "text", **said: Any) -> SafeString:
    """Return a field that no Django form knows; see `fields.named` for what may be said of it.

    `mark=False` as for `field`.
    """
    mark = said.pop("mark", True)
    return _part("field", field=fields.named(name, label, kind, **said), mark=mark)


@register.simple_tag
def error_summary(form: forms.BaseForm | None = None, sentence: str = "") -> SafeString:
    """Return what is wrong with a form, each fault a link to its field; nothing where all is well.

    `sentence` is a fault of the whole, such as a refusal that names no field.
    """
    found: tuple[fields.Error, ...] = (fields.Error("", sentence),) if sentence else ()
    if form is not None and form.is_bound:
        found += fields.errors_of(form)
    return _part("error_summary", errors=found) if found else SafeString("")


@register.simple_block_tag
def filters(
    content: str, action: str, target: str = "results", narrowed: bool = False
) -> SafeString:
    """Hold the fields that narrow a list: a GET form, which with scripts exchanges only the list.

    `target` is the id of what is exchanged; `narrowed` shows the way back to the whole list.
    """
    return _part("filters", content=content, action=action, target=target, narrowed=narrowed)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    heading: Words,
    action: str,
    button: Words,
    back: str,
    danger: bool = False,
    name: str = "",
    value: str = "",
) -> SafeString:
    """Ask before an act that has consequences: what follows, the button that does it, the way back.

    The content may hold fields. `name` and `value` are the button's.
    """
    return render_to_string(
        "travaux/parts/confirm.html",
        {
            "content": content,
            "heading": heading,
            "action": action,
            "button": button,
            "back": back,
            "danger": danger,
            "name": name,
            "value": value,
            "csrf_token": context.get("csrf_token"),
        },
    )


# Boxes


@register.simple_block_tag
def notice(content: str, kind: str = "info", heading: Words = "") -> SafeString:
    """Say something that the reader should not miss: info, success, warning or error."""
    return _part("notice", content=content, badge=badges.NOTICES[kind], heading=heading)


@register.simple_block_tag
def empty(content: str, heading: Words) -> SafeString:
    """Say that there is nothing, and, in the content, what to do next."""
    return _part("empty", content=content, heading=heading)


@register.simple_block_tag
def table(
    content: str, caption: Words, wide: bool = False, caption_hidden: bool = False
) -> SafeString:
    """Hold the head and body of a table.

    On phones its rows become cards, in which each cell says its `data-label`; the one cell without
    a label is the card's title. A `wide` one scrolls instead, for figures to be compared.
    """
    return _part("table", content=content, caption=caption, wide=wide, hide=caption_hidden)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """Hold a list of facts, each a `{% fact %}`."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, name: Words) -> SafeString:
    """Say one fact of a list."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", name, content)


# Ways through the site


@register.simple_tag
def breadcrumbs(*parts: Words) -> SafeString:
    """Show the way here: name and address in turn, the page itself last, by its name alone."""
    named = list(zip(parts[0::2], [*parts[1::2], ""], strict=False))
    return _part("breadcrumbs", crumbs=named)


@register.simple_tag
def tabs(found: Iterable[Mapping[str, Any]], label: Words) -> SafeString:
    """Show views of one thing side by side, as links.

    Each of `found` has words, href, current, and may have a count; `label` says what they are.
    """
    return _part("tabs", tabs=found, label=label)


@register.inclusion_tag("travaux/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Show the pages of a list; the filters in the address stay as they are."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.simple_tag
def timeline(events: Iterable[Any], zone: str = "") -> SafeString:
    """Show what happened, in the order given.

    Each event has at, act (a few words) and may have who, reason, index (in the log), href, tone.
    """
    return _part("timeline", events=events, zone=zone)


@register.simple_tag
def joined(items: Iterable[Any]) -> SafeString:
    """Return things as a list in one line, each kept apart from the next in either direction."""
    return format_html_join(_(", "), "<bdi>{}</bdi>", ((item,) for item in items))
