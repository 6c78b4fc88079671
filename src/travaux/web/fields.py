"""A field of a form as pages show it, whether Django's form knows it or a template names it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

import msgspec
from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from travaux.web.badges import Words

SHAPES: Final[Mapping[type[forms.Widget], str]] = {
    forms.CheckboxInput: "tick",
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "choices",
}
KINDS: Final = frozenset(
    {"text", "search", "email", "password", "date", "number", "textarea", "select"}
)


class Choice(Protocol):
    """Something to choose: what is sent, and what is read."""

    @property
    def value(self) -> str:
        """What is sent."""

    @property
    def words(self) -> str:
        """What is read."""


class Field(msgspec.Struct, frozen=True):
    """What the template of a field is made from."""

    id: str
    label: Words
    hint: Words
    errors: tuple[str, ...]
    required: bool
    shape: str
    """line, tick (one checkbox, its label after it) or choices (a group with a legend)."""
    control: SafeString


class Error(msgspec.Struct, frozen=True):
    """A line of the summary: where the fault is, and the sentence. `id` may be empty."""

    id: str
    sentence: str


def of_bound(bound: BoundField) -> Field:
    """Return a field of a Django form; its hint is `help_text`, its id the form's."""
    shape = SHAPES.get(type(bound.field.widget), "line")
    return Field(
        bound.auto_id,
        bound.label,
        bound.help_text,
        tuple(map(str, bound.errors)),
        bound.field.required,
        shape,
        bound.as_widget(),
    )


def named(
    name: str,
    label: Words,
    kind: str = "text",
    *,
    value: Any = "",
    choices: Iterable[Choice] = (),
    every: Words = "",
    hint: Words = "",
    error: str = "",
    required: bool = False,
    autocomplete: str = "",
    prefix: str = "id",
) -> Field:
    """Return a field that no form knows, of one of KINDS.

    `every` is what the empty choice of a select says. Raises KeyError for another kind.
    """
    if kind not in KINDS:
        raise KeyError(
            f"There is no kind of field “{kind}”. Use one of {', '.join(sorted(KINDS))}."
        )
    id_ = f"{prefix}_{name}"
    described = [f"{id_}_helptext"] * bool(hint) + [f"{id_}_error"] * bool(error)
    attrs: dict[str, Any] = {"id": id_}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if error:
        attrs["aria-invalid"] = "true"
    if required:
        attrs["required"] = True
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    control = _widget(kind, choices, every).render(name, value, attrs)
    return Field(id_, label, hint, (error,) if error else (), required, "line", control)


def _widget(kind: str, choices: Iterable[Choice], every: Words) -> forms.Widget:
    if kind == "textarea":
        return forms.Textarea({"rows": 4})
    if kind == "select":
        first = [("", every)] if every else []
        return forms.Select(choices=[*first, *((one.value, one.words) for one in choices)])
    widget = forms.PasswordInput() if kind == "password" else forms.TextInput()
    widget.input_type = kind
    return widget


def errors_of(form: forms.BaseForm) -> tuple[Error, ...]:
    """Return the faults of a form in the order of its fields, those of none first."""
    general = tuple(Error("", str(sentence)) for sentence in form.non_field_errors())
    return general + tuple(
        Error(
            _first_control(bound),
            _("%(field)s: %(fault)s") % {"field": bound.label, "fault": sentence},
        )
        for bound in form
        for sentence in bound.errors
    )


def _first_control(bound: BoundField) -> str:
    """Return the id to which a fault leads: in a group, its first choice."""
    grouped = SHAPES.get(type(bound.field.widget)) == "choices"
    return f"{bound.auto_id}_0" if grouped else bound.auto_id
