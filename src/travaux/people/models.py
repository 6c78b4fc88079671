"""The tables of people and entities."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from travaux.rules.access import Role


class Account(AbstractBaseUser):
    """A person who can sign in, known by an e-mail address."""

    email = models.EmailField(unique=True)
    """Lower case: one person, one address."""
    name = models.CharField(max_length=500)
    language = models.CharField(max_length=10, default="en")
    member = models.BooleanField(default=False)
    """Whether the body admitted the person for one of its member entities (`members`)."""
    operator = models.BooleanField(default=False)
    """Whether the person runs the installation."""
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]


class Entity(models.Model):
    """What takes part and is named as a source: a state, an organisation, an office, a person."""

    name = models.CharField(max_length=500, unique=True)
    kind = models.CharField(max_length=60)
    region = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    """An entity to which it belongs, and which does not speak for it."""
    standing_since = models.DateTimeField(null=True)
    """Since when a group stands behind whatever names it: it confirmed once for all (R4)."""
    standing_evidence = models.TextField(blank=True)

    class Meta:
        """How entities are listed."""

        ordering = ("name",)


class Participation(models.Model):
    """A person in a process, in one capacity; another capacity is another row."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="participations")
    process = models.ForeignKey("Process", models.PROTECT, related_name="participations")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="participations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    key = models.CharField(max_length=120, unique=True)
    """Account, process, role and entity together: one person holds a capacity once."""

    class Meta:
        """In the order in which they were given."""

        ordering = ("id",)
