"""Logging configuration of the site, its worker, and gunicorn before Django is loaded."""

from config import env

FORMATS = {"json": "core.log_formatters.JsonLines", "text": "core.log_formatters.TextLines"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def format_name(*, public: bool) -> str:
    """Return "json" or "text"; the default is JSON lines for a public site, text for a local one."""
    return env.choice("TSUZURI_LOG_FORMAT", "json" if public else "text", tuple(FORMATS))


def configuration(*, public: bool) -> dict[str, object]:
    """Return the configuration for logging.config.dictConfig."""
    form = format_name(public=public)
    level = env.choice("TSUZURI_LOG_LEVEL", "INFO" if public else "WARNING", LEVELS)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[form]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Every request is logged by accounts.request_log; only errors add to that.
            "django.request": {"level": "ERROR"},
            # Scanners send wrong host names; the request's own line has the 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # The library logs every task at INFO, and failures at a higher level.
            "django_tasks_db": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
