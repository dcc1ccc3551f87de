"""Strict readers for settings that come from the environment.

Every variable is documented in docs/operations.md. A value that cannot be what it should be stops
the start with a sentence that names the variable, what is wrong, and what would be right.
"""

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable's value without surrounding white space, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def require(reasons: dict[str, str]) -> None:
    """Raise ImproperlyConfigured with a line for each variable of `reasons` that is missing."""
    missing = [f"{name} is not set. {why}" for name, why in reasons.items() if not text(name)]
    if missing:
        raise ImproperlyConfigured("\n".join(missing))


def boolean(name: str, default: bool) -> bool:
    """Return a yes/no variable; refuse anything that is neither."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(
        f"{name} must be one of 1/0, true/false, yes/no, on/off, not {value!r}."
    )


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


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """Return one of the words `among`, however it is written; refuse all others."""
    value = text(name, default)
    for word in among:
        if value.casefold() == word.casefold():
            return word
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(among)}, not {value!r}.")


def names(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def origin(name: str, value: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return `value` as scheme://host[:port] without a trailing slash; refuse anything more or less."""
    problem = ImproperlyConfigured(
        f"{name} must be the site's address such as {schemes[-1]}://blog.example.jp, not {value!r}."
    )
    try:
        parts = urlsplit(value)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise problem from None
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    if parts.scheme not in schemes or value.rstrip("/") != f"{parts.scheme}://{host}{port}":
        raise problem
    return value.rstrip("/")


def database_url(name: str, default: str) -> str:
    """Return the URL of an SQLite file or of a PostgreSQL database."""
    value = text(name, default)
    if urlsplit(value).scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{name} must begin with sqlite:// or postgresql://, not with {value.partition(':')[0]!r}."
        )
    return value


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone such as Asia/Tokyo."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone such as Asia/Tokyo, not {value!r}.")
    return value


def mail_address(name: str, default: str) -> str:
    """Return a sender: an address, or a name and an address in angle brackets."""
    value = text(name, default)
    try:
        EmailValidator(allowlist=["localhost"])(parseaddr(value)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} must be a mail address such as blog@example.jp, not {value!r}."
        ) from None
    return value


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
