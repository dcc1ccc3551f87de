"""A blog in public. Refuses to start without what it needs, saying which variable and why."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_URL = env.origin(
    "TSUZURI_BASE_URL",
    env.required("TSUZURI_BASE_URL", "It is the address in feeds, mails and canonical links."),
    schemes=("https",),
)
SECRET_KEY = env.required(
    "TSUZURI_SECRET_KEY", "It signs sessions and links; make one of at least 50 random characters."
)
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured(
        "TSUZURI_SECRET_KEY is too short or too regular: use 50 random characters or more."
    )

from config.settings.base import *  # noqa: E402, F403

SECRET_KEY_FALLBACKS = env.names("TSUZURI_OLD_SECRET_KEYS")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", *env.names("TSUZURI_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO = False

SECURE_SSL_REDIRECT = env.boolean("TSUZURI_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.integer("TSUZURI_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("TSUZURI_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.boolean("TSUZURI_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
if env.integer("TSUZURI_TRUSTED_PROXIES", 0):
    # Only a proxy that the owner has named may say that the reader came by https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEFAULT_FROM_EMAIL = env.mail_address(
    "TSUZURI_MAIL_FROM",
    env.required("TSUZURI_MAIL_FROM", "It is the sender of every mail of the site."),
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
