"""Gunicorn's settings in production: gunicorn -c config/gunicorn.py config.wsgi

`manage.py serve --production` starts it so. Each line may be overruled on the command line.
"""

from typing import Any

from gunicorn.systemd import sd_notify

from config import env, logs
from core import machine

bind = env.text("TSUZURI_BIND", "127.0.0.1:8000")
workers = env.integer("TSUZURI_WORKERS", machine.processes(), minimum=1)
threads = env.integer("TSUZURI_THREADS", 4, minimum=1)
worker_class = "gthread"
preload_app = True  # workers share the memory of what is loaded before they fork
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 10_000  # a worker that has grown is replaced …
max_requests_jitter = 1_000  # … but not all at once
accesslog = None  # the site logs its requests itself, without the addresses of readers
errorlog = "-"
logconfig_dict = logs.configuration(
    public=env.text("DJANGO_SETTINGS_MODULE").endswith(".prod")
)  # the same lines as the site's
# Its default place is one file per user, where two blogs would clash and a read-only home fails.
control_socket_disable = True
# Who may set X-Forwarded-*: settings decide (TSUZURI_TRUSTED_PROXIES), not gunicorn.
forwarded_allow_ips = "*" if env.integer("TSUZURI_TRUSTED_PROXIES", 0) else "127.0.0.1"


def on_starting(server: Any) -> None:
    """A socket that somebody else has opened is theirs: gunicorn must not remove its path."""
    server.systemd = any(isinstance(address, int) for address in server.cfg.address)


def when_ready(server: Any) -> None:
    """Load before the fork what the first request would load, so that no worker starts cold."""
    from django.contrib.staticfiles.storage import (
        staticfiles_storage,  # settings are ready only now
    )
    from django.urls import get_resolver

    list(get_resolver().url_patterns)
    _ = staticfiles_storage.hashed_files if hasattr(staticfiles_storage, "hashed_files") else None


def post_worker_init(worker: Any) -> None:
    """Tell whoever started the server, systemd or our own supervisor, that requests are taken."""
    sd_notify("STATUS=A worker takes requests", worker.log)
