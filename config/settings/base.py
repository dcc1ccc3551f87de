"""Base settings of development, production and tests. Variables: docs/operations.md."""

from pathlib import Path
from typing import Any

import environ
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config import env, logging, monitoring
from config.settings.csp import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from core import resource_limits

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("TSUZURI_VAR", str(BASE_DIR / "var")))

DEBUG = False
BASE_URL = env.origin("TSUZURI_BASE_URL", env.text("TSUZURI_BASE_URL", "http://127.0.0.1:8000"))
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
BIND = env.listen_address("TSUZURI_BIND", "127.0.0.1:8000")  # where `serve --production` listens
WEB_PROCESSES = env.integer("TSUZURI_WORKERS", resource_limits.processes(), minimum=1)
WEB_THREADS = env.integer("TSUZURI_THREADS", 4, minimum=1)
# The socket for `serve --production --reload`: in systemd's runtime folder, else in VAR_DIR.
CONTROL_SOCKET = str(Path(env.runtime_folder() or VAR_DIR.absolute()) / "control")

INSTALLED_APPS = [
    "runtime",
    "desk.apps.DeskConfig",
    "demo",
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
    # After the packages: it disconnects a signal receiver that they connect in ready().
    "comments.apps.CommentsConfig",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
]

MIDDLEWARE = [
    "accounts.request_log.RequestLogMiddleware",
    # Headers come first, so that responses of other middleware have them too: static files, errors, redirects.
    "csp.middleware.CSPMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After WhiteNoise, whose files are compressed already. Django adds random padding to responses, so that
    # their length reveals no secrets of a personal page (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "blog.redirects.middleware.PreviousPathMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "core.http_cache.PublicPageMiddleware",
    "core.http_cache.PersonalPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "blog.middleware.BlogSettingsMiddleware",
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

# Form widgets use templates of this project.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite in var/ unless DATABASE_URL names PostgreSQL.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
# JIT compilation takes longer than these queries run (20 of the 28 ms of a search in 100,000 posts).
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}


def database(url: str) -> dict[str, Any]:
    """Return a value for DATABASES from a database URL.

    SQLite gets SQLITE_OPTIONS. PostgreSQL gets POSTGRESQL_OPTIONS, which the URL can override.
    """
    config: dict[str, Any] = environ.Env.db_url_config(url)
    if "postgresql" in config["ENGINE"]:
        env.need("psycopg", "DATABASE_URL", "requirements-scale.txt")
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

# Rate limits are stored in the cache, so all processes share it: Redis if REDIS_URL is set, else a table.
REDIS_URL = env.redis_url("REDIS_URL")
if REDIS_URL:
    env.need("redis", "REDIS_URL", "requirements-scale.txt")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            # A full cache drops a third of its entries, rate limits included. The default of 300 fills up soon.
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    ),
    # Counters of one process (search/limits.py).
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

# Pages under these prefixes use the visitor's language; all others use the site's.
PERSONAL_URL_PREFIXES = (
    *("/admin/", "/account/", "/contact/", "/preview/"),
    *("/comments/form/", "/comments/posted/", "/comments/my/"),
    *("/comments/replies/", "/comments/decide/", "/unlock/"),
)

# Searches of one network in one process per minute; 0 for no limit.
SEARCHES_A_MINUTE = env.integer("TSUZURI_SEARCHES_A_MINUTE", 600)

# Static files and media
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
ORIGINALS_ROOT = VAR_DIR / "originals"
# Backups: their folder, and the passphrase of their encryption (none if empty).
BACKUPS_ROOT = Path(env.text("TSUZURI_BACKUPS", str(VAR_DIR / "backups")))
BACKUP_PASSPHRASE = env.text("TSUZURI_BACKUP_PASSPHRASE")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.HashedStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Uploads: size limits of a request in bytes; images have other limits (images/decoding.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Style sheets and pictures are readable by everyone, regardless of the umask: a proxy may serve them.
# Originals and backups have stricter modes.
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755

# Mail: without a server, mails are stored and can be read in the admin.
EMAIL_HOST = env.text("TSUZURI_SMTP_HOST")
EMAIL_PORT = env.integer("TSUZURI_SMTP_PORT", 587, minimum=1)
EMAIL_HOST_USER = env.text("TSUZURI_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("TSUZURI_SMTP_PASSWORD")
EMAIL_USE_SSL = env.boolean("TSUZURI_SMTP_TLS", default=False)
EMAIL_USE_TLS = not EMAIL_USE_SSL and env.boolean("TSUZURI_SMTP_STARTTLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.mail_address("TSUZURI_MAIL_FROM", "blog@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logging: the owner decides whether IP addresses are logged (core/log_formatters.py).
LOGGING = logging.configuration(public=False)
LOG_FORMAT = logging.format_name(public=False)
LOG_ADDRESSES = env.choice("TSUZURI_LOG_ADDRESSES", "no", ("no", "network", "full"))

# Monitoring: off unless a variable is set. The metrics middleware is first, so it measures all others.
METRICS_TOKEN = monitoring.metrics_token(env.text("TSUZURI_METRICS_TOKEN"), VAR_DIR)
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "runtime.metrics.MetricsMiddleware")
if dsn := env.text("TSUZURI_SENTRY_DSN"):
    monitoring.start_sentry(dsn)

# Protection in the browser; the Content-Security-Policy is in csp.py.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.error_pages.csrf_failure"

# URLs typed in forms without a scheme get https.
FORMS_URLFIELD_ASSUME_HTTPS = True

# Comments: COMMENTS_APP and COMMENTS_XTD_* are the packages' official hooks for an own app.
COMMENTS_APP = "comments"
COMMENTS_XTD_MODEL = "comments.models.Comment"
COMMENTS_XTD_FORM_CLASS = "comments.forms.CommentForm"
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 3

# Editor
MARKDOWNX_MARKDOWNIFY_FUNCTION = "blog.live_preview.markdownify"
MARKDOWNX_URLS_PATH = "/admin/markdownx/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdownx/upload/"

# Sign-in (django-allauth): by e-mail or user name, second factor by TOTP or passkey.
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "username*",
    "password1*",
]  # the fields of an account; allauth's sign-up is not used
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.login.LoginForm",
    "reset_password": "accounts.forms.login.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.login.ResetPasswordKeyForm",
    "change_password": "accounts.forms.login.ChangePasswordForm",
    "set_password": "accounts.forms.login.SetPasswordForm",
    "reauthenticate": "accounts.forms.login.ReauthenticateForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by administrators
# Django's generator: links expire with the password or the address. allauth's needs a table of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]  # codes by email are not routed
# accounts/login_limits.py limits sign-ins instead, by account and network.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TSUZURI_TRUSTED_PROXIES", 0)
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.login.AddPasskeyForm",
    "activate_totp": "accounts.forms.login.ActivateAppForm",
    "authenticate": "accounts.forms.login.CodeForm",
    "reauthenticate": "accounts.forms.login.ReauthenticateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
