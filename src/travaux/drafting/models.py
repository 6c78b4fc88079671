"""The tables of texts."""

from django.db import models


class Text(models.Model):
    """What reading a file gave: a tree of provisions, or why it could not be read."""

    sha256 = models.CharField(max_length=64, unique=True)
    """The file; two documents with the same file share its text."""
    reader = models.CharField(max_length=20)
    """The version of the readers, so that texts can be read anew by better ones."""
    tree = models.BinaryField(default=b"")
    """Canonical JSON of the tree, compressed; empty where it could not be read."""
    tree_sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, blank=True)
    provisions = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    tracked = models.PositiveIntegerField(default=0)
    remarks = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    """Why it could not be read, as a sentence; empty where it was."""
    read_at = models.DateTimeField()


class Line(models.Model):
    """A provision of a text as a row: an index of the tree, that can be made again from it.

    It is written before its text is, and means nothing until that is there.
    """

    sha256 = models.CharField(max_length=64)
    reader = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    words = models.TextField()

    class Meta:
        """In the order of the text; each position once for each reader."""

        constraints = (
            models.UniqueConstraint(
                fields=["sha256", "reader", "position"], name="a_position_once"
            ),
        )
        ordering = ("sha256", "reader", "position")
