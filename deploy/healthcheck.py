"""Exits with 0 while the site in this container answers. The request uses its configured host name."""

import os
import sys
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

name = urlsplit(os.environ.get("TSUZURI_BASE_URL", "")).netloc
port = os.environ.get("TSUZURI_BIND", "127.0.0.1:8000").rpartition(":")[2]
request = Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": name})
try:
    urlopen(request, timeout=3).close()  # noqa: S310 (our own server)
except OSError as error:
    sys.exit(str(error))
