"""The tables of the record itself, and of letters that wait to be sent."""

from django.db import models


class Head(models.Model):
    """The one row that says how far the log has come: its size, and the edge of its tree."""

    size = models.BigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    """The hashes of the complete subtrees, 32 bytes each, from the largest."""


class Entry(models.Model):
    """One act, as the log holds it: the leaf that everyone may see, and what it commits to."""

    index = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    leaf = models.BinaryField()
    act = models.CharField(max_length=40)
    process = models.ForeignKey("Process", models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("Document", models.PROTECT, null=True, related_name="entries")
    account = models.ForeignKey("Account", models.PROTECT, null=True, related_name="+")
    fields = models.JSONField()
    """name → {"value": …, "salt": base64}."""

    class Meta:
        """Where entries are looked up."""

        indexes = (models.Index(fields=["act", "index"], name="entry_by_act"),)


class Node(models.Model):
    """The hash of a complete subtree of the log."""

    id = models.BigIntegerField(primary_key=True)
    """The subtree's index among those of its level, times 64, plus the level."""
    hash = models.BinaryField()


class Mail(models.Model):
    """A letter that waits, or was sent, or could not be."""

    key = models.CharField(max_length=100, unique=True)
    """What it is about and for whom: nobody gets the same letter twice."""
    to = models.EmailField()
    subject = models.CharField(max_length=600)
    body = models.TextField()
    attachment_name = models.CharField(max_length=200, blank=True)
    attachment = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.TextField(blank=True)
