"""Settings of the test suite: fast hashing, plain static files, no host names but loopback's."""

from pathlib import Path
from tempfile import gettempdir

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES, VAR_DIR, database

SECRET_KEY = "a secret for tests only, long enough for every check of its length"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
DEMO = False

DATABASES["default"] = database(env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'test.sqlite3'}"))
DATABASES["default"]["TEST"] = (
    {"NAME": str(Path(gettempdir()) / f"tsuzuri-test-{env.text('TSUZURI_TEST_NAME', 'run')}.sqlite3")}
    if "sqlite3" in DATABASES["default"]["ENGINE"]
    else {"NAME": f"test_tsuzuri_{env.text('TSUZURI_TEST_NAME', 'run')}"}
)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
