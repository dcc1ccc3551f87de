"""Environment variables: typed, validating getters for the settings.

Every variable is documented in docs/operations.md. An invalid value raises ImproperlyConfigured with the
name of the variable, the problem and what is allowed.
"""

import os
import secrets
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

from runtime import sockets

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable's value without surrounding white space, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def require(reasons: dict[str, str]) -> None:
    """Raise ImproperlyConfigured with a line for each missing variable; `reasons` says what it is for."""
    missing = [f"{name} is not set. {why}" for name, why in reasons.items() if not text(name)]
    if missing:
        raise ImproperlyConfigured("\n".join(missing))


def need(package: str, name: str, requirements: str) -> None:
    """Raise ImproperlyConfigured if `package`, which the variable needs, is not installed."""
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{name} is set, but the package {package} is missing. Install it:"
            f" .venv/bin/pip install -r {requirements}"
        )


def boolean(name: str, default: bool) -> bool:
    """Return a yes/no variable; raise ImproperlyConfigured for any word outside TRUE and FALSE."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(
        f"{name} must be one of 1/0, true/false, yes/no, on/off, not {value!r}."
    )


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """Return a whole number; raise ImproperlyConfigured below `minimum`."""
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


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Return one of `choices`, compared without case; raise ImproperlyConfigured for other values."""
    value = text(name, default)
    for known in choices:
        if value.casefold() == known.casefold():
            return known
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")


def names(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def origin(name: str, value: str, *, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return `value` as scheme://host[:port] without a trailing slash.

    Raises ImproperlyConfigured for a URL with any other part, or without scheme or host.
    """
    error = ImproperlyConfigured(
        f"{name} must be the site's address such as {schemes[-1]}://blog.example.jp, not {value!r}."
    )
    try:
        parts = urlsplit(value)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise error from None
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    if parts.scheme not in schemes or value.rstrip("/") != f"{parts.scheme}://{host}{port}":
        raise error
    return value.rstrip("/")


def database_url(name: str, default: str) -> str:
    """Return a URL with the scheme of SQLite or PostgreSQL; raise ImproperlyConfigured for another."""
    value = text(name, default)
    if urlsplit(value).scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{name} must begin with sqlite:// or postgresql://, not with {value.partition(':')[0]!r}."
        )
    return value


def redis_url(name: str) -> str:
    """Return the URL of a Redis server, or an empty string if the variable is not set."""
    value = text(name)
    error = ImproperlyConfigured(
        f"{name} must be the address of a Redis such as redis://127.0.0.1:6379/0, not {_without_credentials(value)!r}."
    )
    try:
        parts = urlsplit(value)
        is_complete = bool(parts.hostname if parts.scheme in ("redis", "rediss") else parts.path)
        parts.port  # noqa: B018 (raises ValueError if it is not a number)
    except ValueError:
        raise error from None
    if value and (parts.scheme not in ("redis", "rediss", "unix") or not is_complete):
        raise error
    return value


def _without_credentials(url: str) -> str:
    """Return a URL without its user and password, for an error message."""
    return f"…@{url.rpartition('@')[2]}" if "@" in url else url


def listen_address(name: str, default: str) -> str:
    """Return an address to listen at: host:port, [address]:port or unix:/path."""
    value = text(name, default)
    try:
        sockets.parse(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be host:port such as {default}, or unix:/path, not {value!r}."
        ) from None
    return value


def runtime_folder() -> str:
    """Return systemd's RuntimeDirectory, which exists while the service runs, or an empty string."""
    return os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone; raise ImproperlyConfigured if the tz database has none such."""
    value = text(name, default)
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone such as Asia/Tokyo, not {value!r}.")
    return value


def mail_address(name: str, default: str) -> str:
    """Return a sender: a mail address, or a name followed by one in angle brackets."""
    value = text(name, default)
    try:
        EmailValidator(allowlist=["localhost"])(parseaddr(value)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} must be a mail address such as blog@example.jp, not {value!r}."
        ) from None
    return value


def stored_secret(path: Path) -> str:
    """Return the secret stored in `path`; create the file (mode 0600) on first use.

    Only local settings call this. Production takes its secret from the environment.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path.parent} cannot hold the site's data: {error.strerror}. TSUZURI_VAR names the folder."
        ) from None
