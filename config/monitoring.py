"""Optional monitoring: errors to Sentry, metrics for Prometheus. Off unless a variable is set.

The packages are in requirements-watch.txt. No personal data is sent.
"""

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

from config import env
from core.log_formatters import request_id, scrubbed

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

SHORTEST_TOKEN = 32
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder with its own mode is created there)


def need(package: str, variable: str) -> None:
    """Raise ImproperlyConfigured if `package`, which `variable` needs, is not installed."""
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{variable} is set, but its package is missing. Install it:"
            " .venv/bin/pip install -r requirements-watch.txt"
        )


def start_sentry(dsn: str, **options: Any) -> None:
    """Send errors to the Sentry server at `dsn`. `options` override those below."""
    need("sentry_sdk", "TSUZURI_SENTRY_DSN")
    import sentry_sdk  # an extra: installed only where Sentry is on
    from sentry_sdk.utils import BadDsn  # an extra

    try:
        sentry_sdk.init(
            **{
                "dsn": dsn,
                "before_send": remove_personal_data,
                "data_collection": {
                    "user_info": False,
                    "http_bodies": [],
                    "stack_frame_variables": False,
                    "database_query_data": False,
                },
                "max_breadcrumbs": 0,
                "server_name": "",
                **options,
            }
        )
    except BadDsn as error:
        raise ImproperlyConfigured(
            f"TSUZURI_SENTRY_DSN is no address of Sentry: {error}."
        ) from None


def remove_personal_data(event: "Event", hint: "Hint") -> "Event":
    """Remove IP addresses, cookies, query strings, names and mail addresses from a Sentry event."""
    event.pop("user", None)
    event.pop("extra", None)
    event.pop("breadcrumbs", None)
    event.pop("server_name", None)
    if request := event.pop("request", None):
        # The path may contain a key; the transaction has its pattern.
        event["request"] = {"method": request.get("method", "")}
    for error in event.get("exception", {}).get("values", []):
        error["value"] = scrubbed(error.get("value") or "")
    if entry := event.pop("logentry", None):
        event["logentry"] = {"message": scrubbed(str(entry.get("formatted") or entry["message"]))}
    if known := request_id.get():
        event.setdefault("tags", {})["request_id"] = known
    return event


def counters_folder(var: Path) -> Path:
    """Return the folder of the metrics counters: in systemd's runtime folder, shared memory, or `var`.

    Counters are mapped into memory, where a full disk would kill the process. So `var` is the last choice.
    """
    if runtime := env.runtime_folder():
        return Path(runtime) / "metrics"
    if os.access(SHARED_MEMORY, os.W_OK):
        digest = hashlib.sha256(str(var.absolute()).encode()).hexdigest()[:12]
        return SHARED_MEMORY / f"tsuzuri-{os.getuid()}-{digest}"
    return var / "metrics"


def metrics_token(token: str, var: Path) -> str:
    """Validate and return the bearer token of /metrics; create the folder of the counters."""
    if not token:
        return ""
    need("prometheus_client", "TSUZURI_METRICS_TOKEN")
    if len(token) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(
            f"TSUZURI_METRICS_TOKEN must have at least {SHORTEST_TOKEN} characters:"
            " it is the only protection of /metrics."
        )
    folder = counters_folder(var)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_ours = folder.stat().st_uid == os.getuid() and not folder.is_symlink()
    except OSError:
        is_ours = False
    if not is_ours:
        raise ImproperlyConfigured(f"The folder of counters {folder} cannot be used: remove it.")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # read by the package when it is imported
    return token
