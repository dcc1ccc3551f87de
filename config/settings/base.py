"""Settings shared by every way of running the site. Variables: docs/operations.md."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config import env, logs, watching

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("TSUZURI_VAR", str(BASE_DIR / "var")))

DEBUG = False
BASE_URL = env.origin("TSUZURI_BASE_URL", env.text("TSUZURI_BASE_URL", "http://127.0.0.1:8000"))
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
BIND = env.text("TSUZURI_BIND", "127.0.0.1:8000")  # where `serve --production` listens

INSTALLED_APPS = [
    "desk.apps.DeskConfig",
    "desk.apps.TsuzuriAdminConfig",
    "backups.apps.BackupsConfig",
    "contact.apps.ContactConfig",
    "search.apps.SearchConfig",
    "blog.apps.BlogConfig",
    "accounts.apps.AccountsConfig",
    "images.apps.ImagesConfig",
    "mail.apps.MailConfig",
    "audit.apps.AuditConfig",
    "core.apps.CoreConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_comments_xtd",
    "django_comments",
    # Behind the packages: it disconnects a receiver that they connect when they start.
    "comments.apps.CommentsConfig",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
]

MIDDLEWARE = [
    "accounts.request_log.RequestLogMiddleware",
    # Headers come first, so that what the others answer has them too: static files, errors, redirects.
    "csp.middleware.CSPMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Behind WhiteNoise, whose files are compressed already. Django pads the answers at random, so that
    # their length tells nothing of the secrets on a personal page (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "blog.middleware.OldPathMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "accounts.middleware.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SiteMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.DeviceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.OwnSiteMiddleware",
    "audit.middleware.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.context_processors.site",
            ],
        },
    }
]

# Widgets of forms may have templates of ours.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite in var/ unless DATABASE_URL names PostgreSQL.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
# Compiling a query takes longer than any of ours runs (20 ms of the 28 of a search in 100,000 posts).
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for a database URL, with the options above where it names none."""
    config: dict[str, Any] = environ.Env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {**POSTGRESQL_OPTIONS, **config.get("OPTIONS", {})}
    return config


DATABASES = {
    "default": database(env.database_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
}

# Rate limits live in the cache, so it is one that all processes share: Redis if named, else a table.
REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            # A full cache drops a third of its entries, rate limits included: 300, the default, is soon full.
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    ),
    # What one process counts for itself alone (search/limits.py).
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 24 * 3600

# Languages and time
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone("TSUZURI_TIME_ZONE", "Asia/Tokyo")
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["core.formats"]

# Pages under these prefixes speak the person's language; all others speak the site's.
PERSONAL_URL_PREFIXES = (
    *("/admin/", "/account/", "/contact/"),
    *("/comments/form/", "/comments/posted/", "/comments/my/"),
    *("/comments/replies/", "/comments/decide/"),
)

# Searches that one network may ask of one process in a minute; 0 for no limit.
SEARCHES_A_MINUTE = env.integer("TSUZURI_SEARCHES_A_MINUTE", 600)

# Static files and media
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
ORIGINALS_ROOT = VAR_DIR / "originals"
# Backups: where they are kept, and what they are encrypted with (not at all, if empty).
BACKUPS_ROOT = Path(env.text("TSUZURI_BACKUPS", str(VAR_DIR / "backups")))
BACKUP_PASSPHRASE = env.text("TSUZURI_BACKUP_PASSPHRASE")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.HashedStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Uploads: what one request may hold; images have limits of their own (images/decoding.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Style sheets and pictures are for everybody, and for the proxy that serves them, whatever the umask says.
# Originals and backups are not: they have modes of their own.
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755

# Mail: without a server, mails are kept and can be read in the admin.
EMAIL_HOST = env.text("TSUZURI_SMTP_HOST")
EMAIL_PORT = env.integer("TSUZURI_SMTP_PORT", 587, minimum=1)
EMAIL_HOST_USER = env.text("TSUZURI_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("TSUZURI_SMTP_PASSWORD")
EMAIL_USE_SSL = env.boolean("TSUZURI_SMTP_TLS", default=False)
EMAIL_USE_TLS = not EMAIL_USE_SSL and env.boolean("TSUZURI_SMTP_STARTTLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.mail_address("TSUZURI_MAIL_FROM", "blog@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Log: what it holds of people is up to the owner (core/logs.py).
LOGGING = logs.configuration(public=False)
LOG_ADDRESSES = env.choice("TSUZURI_LOG_ADDRESSES", "no", ("no", "network", "full"))

# Watchers: off unless named. The first middleware sees what all others have done.
METRICS_TOKEN = watching.metrics_token(env.text("TSUZURI_METRICS_TOKEN"), VAR_DIR / "metrics")
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "desk.metrics.MetricsMiddleware")
if dsn := env.text("TSUZURI_SENTRY_DSN"):
    watching.start_sentry(dsn)

# Browser-side protection. No 'unsafe-*' anywhere, the admin included.
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "blog.views.errors.csrf_failure"

# Forms of URLs without a scheme mean https.
FORMS_URLFIELD_ASSUME_HTTPS = True

# Comments: our app stands behind the packages' official hook, so their receivers step aside.
COMMENTS_APP = "comments"
COMMENTS_XTD_MODEL = "comments.models.Comment"
COMMENTS_XTD_FORM_CLASS = "comments.forms.CommentForm"
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 3

# Editor
MARKDOWNX_MARKDOWNIFY_FUNCTION = "blog.editor.markdownify"
MARKDOWNX_URLS_PATH = "/admin/markdownx/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdownx/upload/"

# Sign-in (django-allauth): by e-mail or user name, second factor by TOTP or passkey.
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "username*",
    "password1*",
]  # what an account has; nobody signs up
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by administrators
# Django's own, whose links die with the password or the address; allauth's keeps a table of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TSUZURI_TRUSTED_PROXIES", 0)
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.sign_in.AddPasskeyForm",
    "activate_totp": "accounts.forms.sign_in.ActivateAppForm",
    "authenticate": "accounts.forms.sign_in.CodeForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
