"""How the log is written: by the site, by its worker, and by gunicorn before it knows of Django."""

from typing import Any

from config import env

FORMATS = {"json": "core.logs.JsonLines", "text": "core.logs.TextLines"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def configuration(*, public: bool) -> dict[str, Any]:
    """Return the configuration of Python's logging: JSON lines in public, text on one's own machine."""
    form = env.choice("TSUZURI_LOG_FORMAT", "json" if public else "text", tuple(FORMATS))
    level = env.choice("TSUZURI_LOG_LEVEL", "INFO" if public else "WARNING", LEVELS)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[form]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Every request has its own line; of these only what went wrong says more.
            "django.request": {"level": "ERROR"},
            # Whoever scans for servers asks by wrong names; the request's line has the 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # The library tells of every task that it runs; what fails it says at a higher level.
            "django_tasks_db": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
