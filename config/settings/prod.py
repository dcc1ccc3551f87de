"""A blog in public. Refuses to start without what it needs, saying which variable and why."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env, logs

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

LOGGING = logs.configuration(public=True)

SECURE_SSL_REDIRECT = env.boolean("TSUZURI_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
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
