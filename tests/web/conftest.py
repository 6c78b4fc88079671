"""Django for what is tested without a browser: the settings of the house where there are some."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.design_settings")
django.setup()
