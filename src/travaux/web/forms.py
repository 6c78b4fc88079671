"""The shape of what pages send; the law is in the actions."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from travaux.people.queries import EntityRow
from travaux.programme.queries import Frame, WindowRow
from travaux.register.actions import KINDS, Named, Particulars
from travaux.rules.access import Audience
from travaux.rules.refusal import Invalid, Refusal
from travaux.web.instants import shown

LANGUAGE_NAMES: Final = {
    "en": _("English"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ar": _("Arabic"),
    "ru": _("Russian"),
    "zh": _("Chinese"),
}
AUDIENCES: Final = (
    (Audience.PUBLIC.value, _("Everyone")),
    (Audience.MEMBERS.value, _("Members of the body")),
    (Audience.PROCESS.value, _("Participants of the process")),
    (Audience.DELEGATION.value, _("My delegation and the secretariat")),
)
KIND_NAMES: Final = {
    "contribution": _("Contribution"),
    "draft opinion": _("Draft opinion"),
    "draft report": _("Draft report"),
    "agenda": _("Agenda"),
    "information document": _("Information document"),
    "compilation": _("Compilation"),
    "report of a meeting": _("Report of a meeting"),
    "temporary document": _("Temporary document"),
    "circular letter": _("Circular letter"),
}


class Files(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; none where none was chosen."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each checked as Django does."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


class Choice(forms.ChoiceField):
    """One of several; where none were offered, the action decides whether there is such a thing."""

    def valid_value(self, value: Any) -> bool:
        """Say whether a value was offered."""
        return not self.choices or super().valid_value(value)


class Choices(forms.MultipleChoiceField):
    """Some of several; where none were offered, the action decides."""

    def valid_value(self, value: Any) -> bool:
        """Say whether a value was offered."""
        return not self.choices or super().valid_value(value)


class DocumentForm(forms.Form):
    """What a document's source says of it."""

    title = forms.CharField(label=_("Title"), max_length=None)
    kind = Choice(label=_("Kind of document"))
    window = Choice(
        label=_("Submitted for"),
        required=False,
        help_text=_("Decides by which deadline it is in time."),
    )
    meeting = Choice(label=_("Meeting"), required=False)
    upload = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Word, PDF or other files, up to 100 MiB together."),
    )
    language = Choice(label=_("Language"))
    files_language = Choice(
        label=_("Language of these files"),
        required=False,
        help_text=_("Where they are translations; else they are in the document’s language."),
    )
    sources = Choices(
        label=_("Other sources"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who stands behind it beside you. Each is asked to confirm."),
    )
    themes = Choices(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    content_audience = Choice(
        label=_("Who may read it"), choices=AUDIENCES, initial=Audience.PUBLIC.value
    )
    entry_audience = Choice(
        label=_("Who may know that it exists"),
        choices=AUDIENCES,
        initial=Audience.PUBLIC.value,
        help_text=_("Its symbol, title, sources and date."),
    )
    subject_to_approval = forms.BooleanField(
        label=_("Subject to approval"),
        required=False,
        help_text=_("Tick it where your approval process is not finished; confirm it later."),
    )
    outside_author = forms.CharField(
        label=_("Author, where it is none of the sources"),
        required=False,
        help_text=_("For information documents that others wrote."),
    )
    requested_by = Choice(label=_("Made available at the request of"), required=False)
    note = forms.CharField(
        label=_("Note to the secretariat"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Not published."),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, own: int, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        self._own = own

    def offer(self, frame: Frame, entities: tuple[EntityRow, ...]) -> None:
        """Let the form be shown: what can be chosen in this process."""
        self._choices("kind", [(kind, KIND_NAMES[kind]) for kind in KINDS])
        self._choices(
            "language",
            [(one, LANGUAGE_NAMES.get(one, one)) for one in frame.process.languages],
        )
        self._choices(
            "meeting", [("", _("None"))] + [(str(one.id), one.name) for one in frame.meetings]
        )
        windows = [one for one in frame.windows if one.open] or list(frame.windows)
        if windows:
            self.fields["window"].initial = str(windows[0].id)
        self._choices(
            "window",
            [(str(one.id), _window(one)) for one in windows] + [("", _("No window"))],
        )
        self._choices(
            "sources", [(str(one.id), one.name) for one in entities if one.id != self._own]
        )
        self._choices("themes", [(str(one.id), one.title) for one in frame.themes])
        languages = [(one, LANGUAGE_NAMES.get(one, one)) for one in frame.process.languages]
        self._choices("files_language", [("", _("As the document")), *languages])
        self._choices(
            "requested_by", [("", _("Nobody")), *((str(one.id), one.name) for one in entities)]
        )

    def particulars(self) -> Particulars:
        """Return what was said, once the form is valid."""
        said = self.cleaned_data
        others = tuple(Named(_number(one, "sources")) for one in said["sources"])
        return Particulars(
            title=said["title"],
            kind=said["kind"],
            language=said["language"],
            sources=(Named(self._own), *others),
            meeting=_number(said["meeting"], "meeting") if said["meeting"] else None,
            window=_number(said["window"], "window") if said["window"] else None,
            themes=tuple(_number(one, "themes") for one in said["themes"]),
            entry_audience=Audience(said["entry_audience"]),
            content_audience=Audience(said["content_audience"]),
            subject_to_approval=said["subject_to_approval"],
            note=said["note"],
            outside_author=said["outside_author"],
            requested_by=_number(said["requested_by"], "requested_by")
            if said["requested_by"]
            else None,
        )

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class EnterForm(DocumentForm):
    """What an officer enters that came by e-mail or on paper (R8)."""

    entity = Choice(label=_("Sent by"))
    channel = Choice(
        label=_("It came"), choices=(("e-mail", _("by e-mail")), ("paper", _("on paper")))
    )
    received = forms.CharField(
        label=_("Received at"),
        help_text=_("As 2012-10-19T16:40 in the zone of the process, or the date alone."),
    )
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("Where the message or letter can be found.")
    )

    field_order = ("entity", "channel", "received", "evidence")

    def offer(self, frame: Frame, entities: tuple[EntityRow, ...]) -> None:
        """Let the form be shown: what can be chosen in this process."""
        super().offer(frame, entities)
        self._choices("entity", [(str(one.id), one.name) for one in entities])

    def particulars(self) -> Particulars:
        """Return what was said; the sender stands first among the sources."""
        self._own = _number(self.cleaned_data["entity"], "entity")
        return super().particulars()


def label_of(name: str) -> Any:
    """Return what a field of a form is called on screen; empty for those that nobody sees."""
    field = EnterForm.base_fields.get(name)
    return field.label if field and not field.widget.is_hidden else ""


def _window(window: WindowRow) -> str:
    """Return a window after its deadline, which must be read where a narrow screen cuts the rest.

    The marks around the name keep its direction apart from that of the page.
    """
    at = shown(window.deadline)
    words = f"{at.day}{gettext(', ')}{at.clock} ({at.zone}) – \u2068{window.name}\u2069"
    if window.open:
        return words
    return gettext("Closed: %(window)s") % {"window": words}


def _number(value: str, field: str) -> int:
    """Return the number of a row that a form names. Raises Invalid for what is none."""
    if not value.isdecimal() or not value.isascii() or len(value) > 15:
        raise Invalid("Choose from the list.", field=field)
    return int(value)


def show(form: forms.Form, refusal: Refusal) -> None:
    """Put a refusal's sentence beside the field that it names, else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
