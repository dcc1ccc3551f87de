"""Optional watchers, off unless a variable names them: errors to Sentry, numbers for Prometheus.

Their packages are in requirements-watch.txt. What they are told holds nobody's data.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from core.logs import request_id, scrubbed

SHORTEST_TOKEN = 32


def need(package: str, variable: str) -> None:
    """Raise ImproperlyConfigured where `variable` asks for a package that is not installed."""
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"{variable} is set, but its package is missing. Install it:"
            " .venv/bin/pip install -r requirements-watch.txt"
        )


def start_sentry(dsn: str, **options: Any) -> None:
    """Send errors to the Sentry at `dsn`. `options` overrule those below."""
    need("sentry_sdk", "TSUZURI_SENTRY_DSN")
    import sentry_sdk  # an extra, which only those who name it need
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            **{
                "dsn": dsn,
                "before_send": without_people,
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


def without_people(event: Any, hint: Any) -> Any:
    """Take out of an event what could be somebody's: addresses, cookies, queries, names, mails."""
    for name in ("user", "extra", "breadcrumbs", "server_name"):
        event.pop(name, None)
    if request := event.pop("request", None):
        # The path may hold a key; the transaction names its pattern.
        event["request"] = {"method": request.get("method", "")}
    for error in event.get("exception", {}).get("values", []):
        error["value"] = scrubbed(error.get("value") or "")
    if entry := event.pop("logentry", None):
        event["logentry"] = {"message": scrubbed(entry.get("formatted") or entry["message"])}
    if known := request_id.get():
        event.setdefault("tags", {})["request_id"] = known
    return event


def metrics_token(token: str, folder: Path) -> str:
    """Return the token that opens /metrics, having made ready what the processes count in."""
    if not token:
        return ""
    need("prometheus_client", "TSUZURI_METRICS_TOKEN")
    if len(token) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(
            f"TSUZURI_METRICS_TOKEN must have at least {SHORTEST_TOKEN} characters:"
            " it is all that stands before /metrics."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # read by the package when it is imported
    return token
