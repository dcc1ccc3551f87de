"""Strict readers for settings that come from the environment.

Every variable is documented in docs/operations.md. A value that cannot be what it should be stops
the start with a sentence that names the variable, what is wrong, and what would be right.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable's value without surrounding white space, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str) -> str:
    """Return the variable's value; raise ImproperlyConfigured naming the variable and `why` when it is missing."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def boolean(name: str, default: bool) -> bool:
    """Return a yes/no variable; refuse anything that is neither."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be one of 1/0, true/false, yes/no, on/off, not {value!r}.")


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """Return a whole number of at least `minimum`."""
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if number < minimum:
        raise ImproperlyConfigured(f"{name} must be at least {minimum}, not {number}.")
    return number


def names(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def origin(name: str, value: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return `value` as scheme://host[:port] without a trailing slash; refuse anything more or less."""
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ImproperlyConfigured(
            f"{name} must be the site's address such as {schemes[-1]}://blog.example.jp, not {value!r}."
        )
    return f"{parts.scheme}://{parts.netloc}"


def kept_secret(path: Path) -> str:
    """Return the secret kept in `path`, making it (mode 0600) on first use.

    Only local settings call this; production takes its secret from the environment.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
