"""What can be done with a document from its page: each step's form, and the one action it calls."""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from travaux.kernel.act import Act
from travaux.register import actions
from travaux.register.actions import Given
from travaux.register.queries.values import Page
from travaux.rules.access import Audience
from travaux.rules.deadline import NotAnInstant, Timing, instant
from travaux.rules.refusal import Invalid
from travaux.rules.symbol import Kind
from travaux.web.forms import AUDIENCES, LANGUAGE_NAMES, FilesField
from travaux.web.request import whole


class Said(msgspec.Struct, frozen=True):
    """What a step's form sent."""

    fields: dict[str, Any]
    files: list[Given]
    key: str
    page: Page


class _Reason(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class _Nothing(forms.Form):
    pass


class _Files(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=tuple(LANGUAGE_NAMES.items()))
    upload = FilesField(label=_("Files"), required=False)


class _Timing(_Reason):
    timing = forms.ChoiceField(
        label=_("It counts as"), choices=[(Timing.IN_TIME, _("in time")), (Timing.LATE, _("late"))]
    )
    field_order = ("timing", "reason")


class _Correction(_Reason):
    field = forms.ChoiceField(
        label=_("What is wrong"),
        choices=[("title", _("Title")), ("sources", _("Names of sources")), ("date", _("Date"))],
    )
    correct = forms.CharField(label=_("How it should read"))
    field_order = ("field", "correct", "reason")


class _Opening(forms.Form):
    part = forms.ChoiceField(
        label=_("What"), choices=[("content", _("The content")), ("entry", _("The entry"))]
    )
    to = forms.ChoiceField(label=_("Open to"), choices=AUDIENCES)
    date = forms.CharField(
        label=_("From"), required=False, help_text=_("Empty: at once. Else as 2012-11-14T00:00.")
    )
    reason = forms.CharField(label=_("Reason"), required=False)


class _Register(forms.Form):
    series = forms.CharField(label=_("Series"), required=False)
    modifies = forms.CharField(label=_("Modifies"), required=False)
    modification = forms.CharField(required=False)
    number = forms.CharField(required=False)


class _Confirm(forms.Form):
    entity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    evidence = forms.CharField(label=_("Evidence"), required=False)


class Step(msgspec.Struct, frozen=True):
    """One thing to do: its button, its form, and the action."""

    button: Any
    form: type[forms.Form]
    do: Callable[[Act, str, int, Said], object]
    grave: bool = False
    """Whether it cannot be undone, so that its button is set apart."""
    explanation: Any = ""


def _register(act: Act, ref: str, version: int, said: Said) -> str:
    modifies = said.fields.get("modifies", "")
    if modifies:
        try:
            kind = Kind(said.fields.get("modification", ""))
        except ValueError:
            raise Invalid(
                "Say whether it is a revision, an addendum or a corrigendum.", field="modification"
            ) from None
        return actions.register_modification(act, ref, version, modifies, kind)
    series, _sep, reserved = said.fields.get("series", "").partition("/")
    number = whole(series)
    if number is None:
        raise Invalid("Choose a series of symbols from the list.", field="series")
    given = said.fields.get("number", "").strip()
    return actions.register(
        act,
        ref,
        version,
        number,
        whole(reserved),
        whole(given) if len(given) < 8 else None,
    )


def _open(act: Act, ref: str, version: int, said: Said) -> None:
    date = said.fields["date"].strip()
    try:
        effect = instant(date, said.page.zone) if date else act.at
    except NotAnInstant as error:
        raise Invalid(str(error), field="date") from error
    actions.open_to(
        act,
        ref,
        version,
        said.fields["part"],
        Audience(said.fields["to"]),
        effect,
        said.fields["reason"],
    )


STEPS: Final[dict[str, Step]] = {
    "clear": Step(
        _("Clear it"), _Nothing, lambda act, ref, version, _: actions.clear(act, ref, version)
    ),
    "reopen": Step(
        _("Take it back into preparation"),
        _Nothing,
        lambda act, ref, version, _: actions.reopen(act, ref, version),
    ),
    "submit": Step(
        _("Submit it"),
        _Nothing,
        lambda act, ref, version, said: actions.submit(act, ref, version, said.key),
    ),
    "approve": Step(
        _("Confirm it unchanged"),
        _Nothing,
        lambda act, ref, version, _: actions.approve(act, ref, version),
        explanation=_("It was submitted subject to approval."),
    ),
    "replace": Step(
        _("Replace the files"),
        _Files,
        lambda act, ref, version, said: actions.replace(act, ref, version, said.files, said.key),
        explanation=_("Until the deadline. What comes after it is late, and the original stands."),
    ),
    "withdraw": Step(
        _("Withdraw it"),
        _Reason,
        lambda act, ref, version, said: actions.withdraw(act, ref, version, said.fields["reason"]),
        grave=True,
        explanation=_("Its entry stays in the register, with the reason."),
    ),
    "register": Step(_("Register it"), _Register, _register),
    "return": Step(
        _("Return it"),
        _Reason,
        lambda act, ref, version, said: actions.send_back(act, ref, version, said.fields["reason"]),
    ),
    "post": Step(
        _("Post it"),
        _Nothing,
        lambda act, ref, version, _: actions.post(act, ref, version),
        explanation=_("From then on it is frozen."),
    ),
    "rule": Step(
        _("Rule whether it was in time"),
        _Timing,
        lambda act, ref, version, said: actions.rule_timing(
            act, ref, version, Timing(said.fields["timing"]), said.fields["reason"]
        ),
        explanation=_("The instants stay as they are; your name and reason show."),
    ),
    "admit": Step(
        _("Admit it although late"),
        _Reason,
        lambda act, ref, version, said: actions.admit(act, ref, version, said.fields["reason"]),
    ),
    "not-presented": Step(
        _("Record that nobody presented it"),
        _Reason,
        lambda act, ref, version, said: actions.not_presented(
            act, ref, version, said.fields["reason"]
        ),
    ),
    "correct": Step(
        _("Correct the entry"),
        _Correction,
        lambda act, ref, version, said: actions.correct(
            act, ref, version, said.fields["field"], said.fields["correct"], said.fields["reason"]
        ),
        explanation=_("The correction stands beside what was posted, never over it."),
    ),
    "add-version": Step(
        _("Add a language or rendition"),
        _Files,
        lambda act, ref, version, said: actions.add_version(act, ref, version, said.files),
    ),
    "open": Step(_("Open it"), _Opening, _open),
    "recall": Step(
        _("Recall the files"),
        _Reason,
        lambda act, ref, version, said: actions.recall(act, ref, version, said.fields["reason"]),
        grave=True,
        explanation=_("For what was posted by mistake. It stays known by its hash."),
    ),
    "put-right": Step(
        _("Post the right files"),
        _Files,
        lambda act, ref, version, said: actions.put_right(act, ref, version, said.files),
    ),
    "ask": Step(
        _("Ask for it to be opened"),
        _Reason,
        lambda act, ref, _version, said: actions.ask_to_open(act, ref, said.fields["reason"]),
    ),
    "confirm": Step(
        _("Confirm that you are a source"),
        _Confirm,
        lambda act, ref, _version, said: actions.confirm_source(
            act,
            ref,
            int(said.fields["entity"] or 0) or act.actor.entity,
            said.fields["evidence"],
        ),
    ),
    "contest": Step(
        _("Contest it"),
        _Reason,
        lambda act, ref, _version, said: actions.contest_source(
            act, ref, act.actor.entity, said.fields["reason"]
        ),
        grave=True,
    ),
}
