"""The application, for whatever server runs it; `travaux serve` is one that is set up right."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.settings")
application = get_wsgi_application()
