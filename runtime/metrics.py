"""Prometheus metrics: requests by route and status, queued tasks, mails, the worker's heartbeat.

Off unless TSUZURI_METRICS_TOKEN is set: without it neither the package nor this module's counters are
loaded. The web server's processes share their counters in files (prometheus_client's multiprocess mode).
"""

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from mail.models import OutgoingMail
from runtime import heartbeat

if TYPE_CHECKING:
    from prometheus_client import Metric
    from prometheus_client.core import GaugeMetricFamily

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds


class MetricsMiddleware:
    """Counts requests by route name, method and status, and measures their duration by route name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from prometheus_client import (
            Counter,
            Histogram,
        )  # an extra: installed only where metrics are on

        self.get_response = get_response
        self.requests = Counter(
            "tsuzuri_requests", "Requests answered", ["method", "route", "status"]
        )
        self.seconds = Histogram(
            "tsuzuri_request_seconds", "Time to answer", ["route"], buckets=BUCKETS
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.monotonic()
        response = self.get_response(request)
        match = request.resolver_match
        route = match.view_name if match else "none"
        method = request.method if request.method in KNOWN_METHODS else "other"
        self.requests.labels(method, route, response.status_code).inc()
        self.seconds.labels(route).observe(time.monotonic() - begun)
        return response


KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Render the metrics for a request with the bearer token; 404 for any other."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(sent, settings.METRICS_TOKEN):
        raise Http404
    from prometheus_client import (  # an extra
        CONTENT_TYPE_LATEST,
        CollectorRegistry,
        generate_latest,
    )
    from prometheus_client.multiprocess import MultiProcessCollector  # an extra

    registry = CollectorRegistry()
    MultiProcessCollector(registry, os.environ["PROMETHEUS_MULTIPROC_DIR"])  # type: ignore[no-untyped-call]
    registry.register(SiteCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class SiteCollector:
    """Collector of values that are read from database and cache when metrics are requested."""

    def collect(self) -> "Iterator[Metric]":
        """Yield each metric, and whether database and cache could be read."""
        from prometheus_client.core import GaugeMetricFamily  # an extra

        for name, title, read in (
            ("tsuzuri_database_up", "Whether the database answers", self._database_metrics),
            ("tsuzuri_cache_up", "Whether the cache answers", self._cache_metrics),
        ):
            try:
                metrics = list(read())
            except Exception:  # any error of a driver means that the server is down
                metrics, is_up = [], 0
            else:
                is_up = 1
            yield GaugeMetricFamily(name, title, value=is_up)
            yield from metrics

    def _database_metrics(self) -> "Iterator[GaugeMetricFamily]":
        from prometheus_client.core import GaugeMetricFamily  # an extra

        yield GaugeMetricFamily(
            "tsuzuri_tasks_waiting", "Queued tasks", value=DBTaskResult.objects.ready().count()
        )
        mails = GaugeMetricFamily("tsuzuri_mails", "Mails by state", labels=["state"])
        states = OutgoingMail.objects.values_list("state").annotate(Count("pk")).order_by()
        for state, count in states:
            mails.add_metric([state], count)
        yield mails

    def _cache_metrics(self) -> "Iterator[GaugeMetricFamily]":
        from prometheus_client.core import GaugeMetricFamily  # an extra

        if beat := heartbeat.last():
            yield GaugeMetricFamily(
                "tsuzuri_worker_heartbeat_age_seconds", "Since the worker's beat", value=beat.age
            )
