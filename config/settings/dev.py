"""Development settings, used by `make serve`. All data is stored in var/."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_URL, VAR_DIR

SECRET_KEY = env.text("TSUZURI_SECRET_KEY") or env.stored_secret(VAR_DIR / "secret_key")
DEBUG = env.boolean("TSUZURI_DEBUG", default=False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.names("TSUZURI_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO = True
DEMO_PASSWORD = env.text("TSUZURI_DEMO_PASSWORD")

# Passkeys work on http://localhost; production needs https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
