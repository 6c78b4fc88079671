"""The tables of processes and their time."""

from django.db import models


class Body(models.Model):
    """An organisation that runs processes."""

    name = models.CharField(max_length=500)
    slug = models.SlugField(unique=True)


class Process(models.Model):
    """One preparatory process of a body."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="processes")
    name = models.CharField(max_length=500)
    slug = models.SlugField(unique=True)
    zone = models.CharField(max_length=60)
    """The zone of record, an IANA name (R8)."""
    languages = models.JSONField(default=list)
    style = models.CharField(max_length=10)
    """How symbols are modified: ITU, UN or ISO."""


class Meeting(models.Model):
    """A meeting of a process: its number, name and dates."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    starts = models.DateField()
    ends = models.DateField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        """One number, one meeting."""

        constraints = (
            models.UniqueConstraint(fields=["process", "number"], name="one_meeting_a_number"),
        )
        ordering = ("number",)


class Theme(models.Model):
    """A broad subject of a process."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="themes")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)

    class Meta:
        """One number, one theme."""

        constraints = (
            models.UniqueConstraint(fields=["process", "number"], name="one_theme_a_number"),
        )
        ordering = ("number",)


class Window(models.Model):
    """A span in which documents may be submitted; its end is a deadline (R8)."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="windows")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="windows")
    name = models.CharField(max_length=500)
    opens_at = models.DateTimeField()
    closes = models.CharField(max_length=40)
    """The deadline as written: a bare date, or an instant with its offset."""

    class Meta:
        """In the order in which they close."""

        ordering = ("closes", "id")
