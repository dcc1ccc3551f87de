"""Health for machines: does the process live, and may it be sent readers?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk import heartbeat
from desk.heartbeat import Beat


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; touches nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 while readers can be served, 503 while database or cache are away.

    A silent worker makes the site "degraded", which is still 200: pages and forms work without it,
    and taking the site away from its readers would send no mail either.
    """
    parts = {"database": _database(), "cache": "ok", "worker": "unknown"}
    try:
        parts["worker"] = _worker(heartbeat.last())
    except Exception:  # whatever a driver raises means the same here
        parts["cache"] = "away"
    is_ready = parts["database"] == parts["cache"] == "ok"
    status = "unavailable" if not is_ready else "ready" if parts["worker"] == "ok" else "degraded"
    return JsonResponse({"status": status, **parts}, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # whatever a driver raises means the same here
        return "away"
    return "ok"


def _worker(beat: Beat | None) -> str:
    if beat is None:
        return "never seen"
    return "ok" if beat.is_alive else f"silent for {beat.age:.0f} s"
