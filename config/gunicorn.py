"""Gunicorn's settings in production: gunicorn -c config/gunicorn.py config.wsgi

Each line may be overruled on the command line.
"""

import multiprocessing

from config import env

bind = env.text("TSUZURI_BIND", "127.0.0.1:8000")
workers = env.integer("TSUZURI_WORKERS", min(2 * multiprocessing.cpu_count() + 1, 9), minimum=1)
threads = env.integer("TSUZURI_THREADS", 4, minimum=1)
worker_class = "gthread"
preload_app = True  # workers share the memory of what is loaded before they fork
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 10_000  # a worker that has grown is replaced …
max_requests_jitter = 1_000  # … but not all at once
accesslog = None  # the proxy keeps one; addresses of readers need not be kept twice
errorlog = "-"
# Its default place is one file per user, where two blogs would clash and a read-only home fails.
control_socket_disable = True
# Who may set X-Forwarded-*: settings decide (TSUZURI_TRUSTED_PROXIES), not gunicorn.
forwarded_allow_ips = "*" if env.integer("TSUZURI_TRUSTED_PROXIES", 0) else "127.0.0.1"
