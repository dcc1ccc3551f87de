"""Gunicorn's settings in production: gunicorn -c config/gunicorn.py config.wsgi

`manage.py serve --production` starts it this way. The command line overrides each setting.
"""

import gc
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import get_resolver

from config import env, logging
from core import resource_limits
from runtime.supervisor import READY_VARIABLE

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

bind = env.text("TSUZURI_BIND", "127.0.0.1:8000")
workers = env.integer("TSUZURI_WORKERS", resource_limits.processes(), minimum=1)
threads = env.integer("TSUZURI_THREADS", 4, minimum=1)
worker_class = "gthread"
preload_app = True  # workers share the memory of modules loaded before the fork
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 10_000  # a worker whose memory has grown is replaced …
max_requests_jitter = 1_000  # … but not all at once
accesslog = None  # the site logs its requests itself, without readers' IP addresses
errorlog = "-"
logconfig_dict = logging.configuration(
    public=env.text("DJANGO_SETTINGS_MODULE").endswith(".prod")
)  # the same format as the site's
# Its default is one file per user: two blogs would conflict, and a read-only home directory fails.
control_socket_disable = True
limit_request_line = (
    8190  # so that the site answers a long Japanese search, instead of an error of gunicorn
)
# Trusted proxies for X-Forwarded-* are set by TSUZURI_TRUSTED_PROXIES, not by gunicorn.
_has_proxy = env.integer("TSUZURI_TRUSTED_PROXIES", 0) > 0
forwarded_allow_ips = "*" if _has_proxy else ""
# gunicorn trusts every peer of a unix socket, so without a proxy no header is trusted.
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"} if _has_proxy else {}
forwarder_headers = ""  # no proxy sets SCRIPT_NAME or PATH_INFO


def on_starting(server: "Arbiter") -> None:
    """Keep the path of an inherited socket: gunicorn would delete it on exit."""
    server.systemd = any(isinstance(address, int) for address in server.cfg.address)


def when_ready(server: "Arbiter") -> None:
    """Load before the fork what the first request would load: URL patterns and static files."""
    list(get_resolver().url_patterns)
    _ = staticfiles_storage.hashed_files if hasattr(staticfiles_storage, "hashed_files") else None
    # Garbage collection of a worker ignores frozen objects, so their memory pages stay shared.
    gc.collect()
    gc.freeze()


def post_worker_init(worker: "Worker") -> None:
    """Notify the supervisor that requests are accepted, if it has started this server."""
    if descriptor := os.environ.get(READY_VARIABLE):
        with suppress(BrokenPipeError):  # it waits for the first worker only
            os.write(int(descriptor), b"1")
