"""Production settings. Raises ImproperlyConfigured for missing variables, with the reason for each."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env, logging

NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
env.require(
    {
        "TSUZURI_BASE_URL": "It is the address in feeds, mails and canonical links,"
        " such as https://blog.example.jp.",
        "TSUZURI_SECRET_KEY": f"It signs sessions and links. Make one: {NEW_KEY}",
        "TSUZURI_MAIL_FROM": "It is the sender of every mail of the site, such as blog@example.jp.",
    }
)
BASE_URL = env.origin("TSUZURI_BASE_URL", env.text("TSUZURI_BASE_URL"), schemes=("https",))
SECRET_KEY = env.text("TSUZURI_SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured(
        "TSUZURI_SECRET_KEY is too short or too regular: use 50 random characters or more."
        f" Make one: {NEW_KEY}"
    )

from config.settings.base import *  # noqa: E402, F403

SECRET_KEY_FALLBACKS = env.names("TSUZURI_OLD_SECRET_KEYS")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", *env.names("TSUZURI_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO = False

LOGGING = logging.configuration(public=True)
LOG_FORMAT = logging.format_name(public=True)

SECURE_SSL_REDIRECT = env.boolean("TSUZURI_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
# One day at first: browsers remember it, and other hosts of the domain may not support https.
SECURE_HSTS_SECONDS = env.integer("TSUZURI_HSTS_SECONDS", 86_400)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("TSUZURI_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.boolean("TSUZURI_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # the owner chooses: the two settings above
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
if env.integer("TSUZURI_TRUSTED_PROXIES", 0):
    # Only a configured proxy may set the header that means https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
