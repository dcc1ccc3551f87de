"""Memory of eight parallel uploads of the worst accepted file of each format, in production mode."""

import json
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from images.decoding import MAX_BYTES
from tests.images.samples import encoded
from tests.production import Site

#: What decoding may add to the memory of the idle site, in MiB.
LIMIT = 800
UPLOADS = 8
SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from accounts.models import User
user = User.objects.create_superuser("loader", "loader@example.jp", "x")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print("COOKIES " + settings.SESSION_COOKIE_NAME + "=" + session.session_key + "; "
      + settings.CSRF_COOKIE_NAME + "=" + "a" * 32)
"""

WORST: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded(Image.new("CMYK", (9600, 7800)), "JPEG", progressive=True),
    "mpo": lambda: encoded(
        Image.new("RGB", (10_000, 10_000)),
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (4000, 3000))],
        progressive=True,
    ),
    "png": lambda: encoded(Image.new("RGBA", (8000, 5000)), "PNG"),
    "webp": lambda: encoded(Image.new("RGBA", (7000, 5700)), "WEBP", lossless=True),
    "avif": lambda: encoded(Image.new("RGBA", (6300, 6300)), "AVIF", speed=10),
    "gif": lambda: encoded(Image.new("P", (6300, 6300)), "GIF", transparency=0),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("memory"))
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def cookies(site: Site) -> str:
    said = site.manage("shell", "-c", SIGN_IN)
    (line,) = [line for line in said.stdout.splitlines() if line.startswith("COOKIES ")]
    return line.removeprefix("COOKIES ")


def padded(data: bytes, kind: str) -> bytes:
    """The file as large as is accepted: bytes that decoders skip follow the picture."""
    room = MAX_BYTES - len(data)
    if kind == "avif":
        return data + struct.pack(">I4s", room, b"free") + bytes(room - 8)
    return data + bytes(room)


def processes(root: int) -> list[int]:
    """A process and all that come from it."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def memory(root: int) -> float:
    """MiB of a process tree, shared pages counted once (PSS)."""
    total = 0
    for pid in processes(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


class Peak:
    """The most memory that a site had while the block ran."""

    def __init__(self, root: int) -> None:
        self.root, self.most, self.stop = root, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self) -> None:
        while not self.stop.is_set():
            self.most = max(self.most, memory(self.root))
            time.sleep(0.02)

    def __enter__(self) -> "Peak":
        self.thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.stop.set()
        self.thread.join()


def send(site: Site, cookies: str, data: bytes) -> tuple[int, dict[str, str]]:
    """Upload as the write screen does; return status and answer."""
    head = b'--B\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n'
    connection = site.connection()
    connection.timeout = 300
    headers = {
        "Content-Type": "multipart/form-data; boundary=B",
        "Cookie": cookies,
        "X-CSRFToken": "a" * 32,
        "Origin": "https://localhost",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.1",
    }
    connection.request("POST", "/admin/markdownx/upload/", head + data + b"\r\n--B--\r\n", headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    is_json = "json" in response.headers["Content-Type"]
    return response.status, json.loads(body) if is_json else {"error": body.decode()[:300]}


@pytest.mark.long
@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="needs Linux's PSS")
def test_eight_uploads_at_once_of_each_format_stay_in_bounds(site: Site, cookies: str) -> None:
    """Uploads whose turn does not come in time are refused; none may fail in another way."""
    assert site.process
    small = encoded(Image.new("RGB", (600, 400)), "PNG")
    with ThreadPoolExecutor(UPLOADS) as pool:
        warm = list(pool.map(lambda n: send(site, cookies, small + bytes(n)), range(2 * UPLOADS)))
    assert {status for status, _answer in warm} == {200}, warm
    idle = memory(site.process.pid)
    added = {}
    for kind, make in WORST.items():
        data = padded(make(), kind)
        with Peak(site.process.pid) as peak, ThreadPoolExecutor(UPLOADS) as pool:
            answers = list(pool.map(lambda n, data=data: send(site, cookies, data), range(UPLOADS)))
        added[kind] = round(peak.most - idle)
        statuses = [status for status, _answer in answers]
        assert 200 in statuses, (kind, answers)
        refused = [answer["error"] for status, answer in answers if status != 200]
        assert all("しばらく" in error for error in refused), refused
        print(
            kind,
            added[kind],
            "MiB;",
            statuses.count(200),
            "taken;",
            round(memory(site.process.pid) - idle),
            "MiB kept",
        )
    assert max(added.values()) <= LIMIT, (round(idle), added)
