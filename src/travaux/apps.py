"""What Django wants to know of the one app."""

from django.apps import AppConfig


class TravauxConfig(AppConfig):
    """The app, whose models are spread over the subject packages."""

    name = "travaux"
    label = "travaux"
    default_auto_field = "django.db.models.BigAutoField"
