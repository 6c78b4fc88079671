"""The tables of the register."""

from django.db import models

from travaux.programme.models import Theme
from travaux.rules.access import Audience
from travaux.rules.deadline import Timing
from travaux.rules.lifecycle import Confirmation, How, State

_AUDIENCES = [(one.value, one.value) for one in Audience]
_STATES = [(one.value, one.value) for one in State]
_TIMINGS = [(one.value, one.value) for one in Timing]


class Series(models.Model):
    """A series in which symbols are issued in order (R1)."""

    process = models.ForeignKey("Process", models.PROTECT, related_name="series")
    name = models.CharField(max_length=200)
    pattern = models.CharField(max_length=200)
    """As `rules.symbol` reads it: `WTPF-IEG/{meeting}/{number}`."""
    external = models.BooleanField(default=False)
    """Whether its numbers are given elsewhere in the body, and typed by an officer."""
    kinds = models.JSONField(default=list)
    """The kinds of document for which it is offered first."""

    class Meta:
        """One name, one series."""

        constraints = (
            models.UniqueConstraint(fields=["process", "name"], name="one_series_a_name"),
        )
        ordering = ("id",)


class Number(models.Model):
    """A number of a series that was issued or reserved; once here, never free again (R1)."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    meeting = models.ForeignKey("Meeting", models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80, unique=True)
    """Series, meeting and number together: a number is given once."""
    symbol = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    """None while it is only reserved."""
    reserved_for = models.CharField(max_length=500, blank=True)
    released = models.BooleanField(default=False)
    """Whether a reserved number was given up: it shows as not issued."""

    class Meta:
        """In the order of the series."""

        ordering = ("series", "meeting", "number")


class Document(models.Model):
    """A document, from its preparation on; what is posted is frozen (R2)."""

    ref = models.CharField(max_length=16, unique=True)
    """A random name for addresses, before there is a symbol."""
    process = models.ForeignKey("Process", models.PROTECT, related_name="documents")
    meeting = models.ForeignKey("Meeting", models.PROTECT, null=True, related_name="documents")
    window = models.ForeignKey("Window", models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    """What the source tells the secretariat; never published."""
    state = models.CharField(max_length=20, choices=_STATES, default=State.PREPARATION.value)
    version = models.PositiveIntegerField(default=1)
    """Counts the changes, so that a stale form is noticed."""

    entity = models.ForeignKey("Entity", models.PROTECT, null=True, related_name="documents")
    """Whose desk it lies on."""
    outside_author = models.CharField(max_length=500, blank=True)
    requested_by = models.ForeignKey("Entity", models.PROTECT, null=True, related_name="+")
    """At whose request an information document of an outside author was made available."""
    themes: "models.ManyToManyField[Theme, models.Model]" = models.ManyToManyField(
        "Theme", related_name="documents"
    )

    number = models.OneToOneField(Number, models.PROTECT, null=True, related_name="document")
    """None for what modifies another document, and before registration."""
    symbol = models.CharField(max_length=200, blank=True)
    symbol_key = models.CharField(max_length=200, null=True)
    """The symbol as `rules.symbol.key` folds it: two that look alike are the same."""
    modifies = models.ForeignKey("self", models.PROTECT, null=True, related_name="modified_by")
    modification = models.CharField(max_length=20, blank=True)
    """A revision, an addendum or a corrigendum."""

    entry_audience = models.CharField(max_length=20, choices=_AUDIENCES, default=Audience.PUBLIC)
    content_audience = models.CharField(max_length=20, choices=_AUDIENCES, default=Audience.PUBLIC)
    opens_at = models.DateTimeField(null=True)
    """When the content becomes open to `opens_to` (R33)."""
    opens_to = models.CharField(max_length=20, choices=_AUDIENCES, blank=True)

    subject_to_approval = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True)
    timing = models.CharField(max_length=20, choices=_TIMINGS, blank=True)
    """The class its instants have."""
    ruled_timing = models.CharField(max_length=20, choices=_TIMINGS, blank=True)
    """The class that an officer gave it instead (R8)."""
    ruled_reason = models.TextField(blank=True)
    ruled_by = models.CharField(max_length=500, blank=True)
    admitted_at = models.DateTimeField(null=True)
    admitted_reason = models.TextField(blank=True)
    not_presented = models.TextField(blank=True)
    """Why nobody presented it (R6)."""
    returned_reason = models.TextField(blank=True)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey("Account", models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    """When the submission that stands began to arrive."""
    registered_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    """When it was withdrawn or recalled."""
    gone_reason = models.TextField(blank=True)
    gone_by = models.CharField(max_length=500, blank=True)

    class Meta:
        """A symbol is one document's within its process."""

        constraints = (
            models.UniqueConstraint(fields=["process", "symbol_key"], name="a_symbol_once"),
        )
        indexes = (models.Index(fields=["process", "state", "meeting"], name="document_listed"),)
        ordering = ("id",)


class Source(models.Model):
    """An entity that stands behind a document, in order, with its name as then written (R4)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="sources")
    position = models.PositiveSmallIntegerField()
    entity = models.ForeignKey("Entity", models.PROTECT, related_name="sources")
    name = models.CharField(max_length=500)
    capacity = models.CharField(max_length=200, blank=True)
    confirmation = models.CharField(
        max_length=20,
        choices=[(one.value, one.value) for one in Confirmation],
        default=Confirmation.PROPOSED.value,
    )
    how = models.CharField(
        max_length=40, choices=[(one.value, one.value) for one in How], blank=True
    )
    evidence = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    """When it was confirmed or contested."""
    contest_reason = models.TextField(blank=True)

    class Meta:
        """An entity is named once."""

        constraints = (
            models.UniqueConstraint(fields=["document", "entity"], name="a_source_once"),
        )
        ordering = ("document", "position")


class Submission(models.Model):
    """One handing in: what the receipt is for (R9)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="submissions")
    account = models.ForeignKey("Account", models.PROTECT, null=True, related_name="submissions")
    key = models.CharField(max_length=90, unique=True)
    """The account and the idempotency key of its form or call: nothing is made twice."""
    digest = models.CharField(max_length=64)
    """What was handed in under the key, so that other content is noticed."""
    began = models.DateTimeField()
    arrived = models.DateTimeField()
    timing = models.CharField(max_length=20, choices=_TIMINGS)
    channel = models.CharField(max_length=20, default="site")
    evidence = models.TextField(blank=True)
    received = models.CharField(max_length=40, blank=True)
    """When it came by another channel, as the officer wrote it."""
    stands = models.BooleanField(default=True)
    """Whether it is what counts: a replacement that came late does not (R7)."""
    index = models.BigIntegerField()
    """Its place in the log."""

    class Meta:
        """In the order in which they came."""

        ordering = ("id",)


class File(models.Model):
    """One file of a document, in one language; what was replaced stays, known by its hash."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    added_at = models.DateTimeField()
    rendition_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="renditions")
    """The file from which it was made, such as a PDF from a Word file."""
    in_force = models.BooleanField(default=True)
    """False once it was taken out or replaced."""
    late = models.BooleanField(default=False)
    """Whether it replaces another and came late, so that it does not count (R7)."""
    recalled = models.BooleanField(default=False)
    """Whether it was posted by mistake and taken back; it is still known by its hash (R3)."""

    class Meta:
        """In the order in which they were added."""

        ordering = ("document", "position", "id")


class OpeningRequest(models.Model):
    """Someone asks that a restricted document be opened; and what came of it (R31)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="opening_requests")
    account = models.ForeignKey("Account", models.PROTECT, related_name="+")
    by = models.CharField(max_length=500)
    reason = models.TextField()
    at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    outcome = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they came."""

        ordering = ("id",)
