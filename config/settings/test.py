"""Test settings: fast password hashing, plain static files, loopback host names only."""

import os
from pathlib import Path
from tempfile import gettempdir

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, DATABASES, REDIS_URL, STORAGES, database

SECRET_KEY = "a secret for tests only, long enough for every check of its length"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
DEMO = False

# Parallel runs and processes are isolated: each has its own files and database.
RUN = env.text("TSUZURI_TEST_NAME", str(os.getpid())) + os.environ.get("PYTEST_XDIST_WORKER", "")
VAR_DIR = Path(gettempdir()) / f"tsuzuri-test-{RUN}"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
ORIGINALS_ROOT = VAR_DIR / "originals"
BACKUPS_ROOT = VAR_DIR / "backups"
BACKUP_PASSPHRASE = ""

DATABASES["default"] = database(env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
DATABASES["default"]["TEST"] = {
    # SQLite needs a file, because the server of a browser test reads it from other threads.
    "NAME": str(VAR_DIR / "test.sqlite3")
    if "sqlite3" in DATABASES["default"]["ENGINE"]
    else f"test_tsuzuri_{RUN}"
}
if REDIS_URL:
    CACHES["default"] |= {"BACKEND": "tests.redis_cache.SharedRedisCache", "KEY_PREFIX": RUN}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
