"""Liveness and readiness probes: /healthz and /readyz."""

import os
import tempfile

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from runtime import heartbeat
from runtime.heartbeat import Beat

READ_ONLY = "cannot be written"
BLOCK = 65_536  # bytes


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Liveness probe: 200 while the process answers. Reads neither database nor cache."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Readiness probe: 200 while pages are served, 503 while the database does not answer.

    Without a cache, a worker or a writable disk the status is "degraded", which is still 200:
    pages are served, and taking the site out of rotation would not repair its forms.
    """
    parts = {"database": _database(), "cache": "ok", "storage": _storage(), "worker": "unknown"}
    try:
        parts["worker"] = _worker(heartbeat.last())
    except Exception:  # any error of a driver means that the cache is away
        parts["cache"] = "away"
    is_ready = parts["database"] in ("ok", READ_ONLY)
    is_complete = all(state == "ok" for state in parts.values())
    status = "unavailable" if not is_ready else "ready" if is_complete else "degraded"
    return JsonResponse({"status": status, **parts}, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT 1")
                can_write = os.access(connection.settings_dict["NAME"], os.W_OK)
            else:
                cursor.execute("SHOW transaction_read_only")
                can_write = cursor.fetchone()[0] == "off"
    except Exception:  # any error of a driver means that the database is away
        return "away"
    return "ok" if can_write else READ_ONLY


def _storage() -> str:
    """Try to write BLOCK bytes to the folder of the site's data."""
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as probe:
            probe.write(bytes(BLOCK))
            probe.flush()
    except OSError:
        return READ_ONLY
    return "ok"


def _worker(beat: Beat | None) -> str:
    if beat is None:
        return "never seen"
    return "ok" if beat.is_alive else f"silent for {beat.age:.0f} s"
