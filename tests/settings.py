"""The settings of the tests: an installation of its own for each worker, made when this is read."""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_memory = Path("/dev/shm")
_home = Path(tempfile.mkdtemp(prefix="travaux-test-", dir=_memory if _memory.is_dir() else None))
atexit.register(shutil.rmtree, _home, ignore_errors=True)

(_home / "static").mkdir()  # WhiteNoise warns of a folder that is not there
os.environ["TRAVAUX_DATA"] = str(_home)
os.environ["TRAVAUX_SECRET"] = secrets.token_urlsafe(64)
os.environ["TRAVAUX_URL"] = "http://127.0.0.1:8000"
os.environ["TRAVAUX_DATABASE"] = os.environ.get("TEST_DATABASE", "")

from travaux.settings import *  # noqa: E402, F403
from travaux.settings import DATABASES, ENVIRONMENT  # noqa: E402

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not ENVIRONMENT.database.postgresql:
    for _alias, _database in DATABASES.items():
        _database["TEST"] = {"NAME": _home / f"test-{_alias}.sqlite3"}
