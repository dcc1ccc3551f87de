"""Counts lost requests while the site is restarted under load: `python -m benchmarks.restart`.

Starts a production site (SQLite unless DATABASE_URL and REDIS_URL are set), behind nginx if it is installed. Several
readers send requests without a pause while it is reloaded (SIGHUP) or restarted with its socket held, as systemd
does. Every request must get a complete page.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from runtime import sockets
from tests.production import NGINX, Proxy, Site

PATHS = ("/", "/feed/", "/search/?q=%E7%B6%B4", "/readyz", "/no-such-page/")
EXPECTED = {"/no-such-page/": 404}


@dataclass
class Load:
    """Readers that send requests until they are stopped. Half use keep-alive, half do not."""

    site: Site
    proxy: Proxy | None
    readers: int
    answered: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    longest: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start the readers."""
        for number in range(self.readers):
            self._threads.append(threading.Thread(target=self._read, args=(number,)))
            self._threads[-1].start()

    def stop(self) -> None:
        """Wait until every reader has finished its request."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _connection(self) -> HTTPConnection:
        return self.proxy.connection() if self.proxy else self.site.connection()

    def _read(self, number: int) -> None:
        keeps = number % 2 == 0 and self.proxy is not None
        connection = self._connection()
        turn = number
        while not self._stop.is_set():
            path = PATHS[turn % len(PATHS)]
            turn += 1
            begun = time.monotonic()
            try:
                connection.request("GET", path, headers=HEADERS)
                response = connection.getresponse()
                body = response.read()
                if response.status != EXPECTED.get(path, 200) or not body:
                    self.lost.append(f"{path}: {response.status}")
                self.answered[path] += 1
            except Exception as error:
                self.lost.append(f"{path}: {error!r}")
                keeps_now = False
            else:
                keeps_now = keeps
            self.longest = max(self.longest, time.monotonic() - begun)
            if not keeps_now:
                connection.close()
                connection = self._connection()
        connection.close()


HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}


def measure(folder: Path, *, restarts: int, readers: int, way: str, with_proxy: bool) -> Load:
    """Run the site under load, restart it that many times, and return the readers' results."""
    site = Site(folder)
    listener = sockets.listen(f"unix:{site.socket}")
    proxy = Proxy(folder, site, "nginx") if with_proxy else None
    load = Load(site, proxy, readers)
    with closing(listener):
        site.start(listener)
        try:
            if proxy:
                proxy.start()
            load.start()
            for _number in range(restarts):
                time.sleep(1)
                if way == "reload":
                    site.exchange()
                else:
                    site.stop()
                    site.log.write_text("")
                    site.start(listener)
            time.sleep(1)
        finally:
            load.stop()
            if proxy:
                proxy.stop()
            site.stop()
    return load


def main() -> int:
    """Print the counts; return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--way", choices=["reload", "restart"], default="reload")
    parser.add_argument("--direct", action="store_true", help="without nginx")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load = measure(
            Path(folder),
            restarts=options.restarts,
            readers=options.readers,
            way=options.way,
            with_proxy=bool(NGINX) and not options.direct,
        )
    print(
        f"{load.answered.total()} requests by {options.readers} readers during {options.restarts}"
        f" {options.way}s: {len(load.lost)} lost, the longest took {load.longest:.1f} s."
    )
    for line, count in Counter(load.lost).most_common(10):
        print(f"  {count} × {line}")
    return int(bool(load.lost))


if __name__ == "__main__":
    sys.exit(main())
