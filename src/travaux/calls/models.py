"""The tables of calls and circular letters."""

from django.db import models

from travaux.people.models import Entity
from travaux.rules.access import Audience


class Call(models.Model):
    """Something that the secretariat announces; once sent, it stays as it was sent."""

    ref = models.CharField(max_length=16, unique=True)
    """A random name for addresses."""
    process = models.ForeignKey("Process", models.PROTECT, related_name="calls")
    title = models.CharField(max_length=500)
    body = models.TextField()
    language = models.CharField(max_length=10)
    audience = models.CharField(
        max_length=20,
        choices=[(one.value, one.value) for one in Audience],
        default=Audience.PUBLIC,
    )
    """Who may read it on the site, besides those to whom it is addressed."""
    window = models.ForeignKey("Window", models.PROTECT, null=True, related_name="calls")
    meeting = models.ForeignKey("Meeting", models.PROTECT, null=True, related_name="calls")
    document = models.ForeignKey("Document", models.PROTECT, null=True, related_name="calls")
    """What it announces, or, of a circular letter, the letter as a document of the register."""
    version = models.PositiveIntegerField(default=1)
    """Counts the changes, so that a stale form is noticed."""

    roles = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    """Kinds of entity."""
    entities: "models.ManyToManyField[Entity, models.Model]" = models.ManyToManyField(
        "Entity", related_name="calls"
    )
    everyone = models.BooleanField(default=False)
    """Whether it goes to all who take part."""

    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=500, blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering = ("id",)


class Addressee(models.Model):
    """A person to whom a call went, as she then was; it means nothing until the call is sent."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="addressees")
    account = models.ForeignKey("Account", models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    email = models.EmailField()
    capacity = models.CharField(max_length=600)
    written = models.BooleanField(default=False)
    """Whether her letter was written; how it fared, the letter says."""

    class Meta:
        """A person gets a call once."""

        constraints = (models.UniqueConstraint(fields=["call", "account"], name="addressed_once"),)
        ordering = ("call", "id")
