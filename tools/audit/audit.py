"""Runs the Nu HTML checker and Lighthouse on the demo content: `make audit`.

The Nu HTML checker reads every public page (0 errors), Lighthouse the post page as on a phone
(at least 99 for performance, 100 for the rest; the median of three runs). Needs Java and Node.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VNU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
LIGHTHOUSE = HERE / "node_modules/.bin/lighthouse"
POST = "/posts/deepseek-shock/"
STARTS = ("/", POST, "/search/?q=AI", "/account/login/", "/no-such-page/")
WANTED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
PAGES = 300  # a crawl that finds more is in an endless loop
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"


def main() -> int:
    """Return 0 if both pass."""
    refuse_without("java", "npm", "node")
    install()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "var") as url:
        pages = crawl(url)
        errors = check_html(pages, Path(folder))
        scores = measure(url + POST, Path(folder))
    print(f"Nu HTML checker: {len(pages)} pages, {len(errors)} errors", *errors, sep="\n  ")
    print(
        *(f"Lighthouse {name}: {scores[name]} (wanted: {WANTED[name]})" for name in WANTED),
        sep="\n",
    )
    return int(bool(errors) or any(scores[name] < WANTED[name] for name in WANTED))


def refuse_without(*programs: str) -> None:
    """Exit with a message if a program is missing."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        sys.exit(f"make audit needs {', '.join(missing)}.")


def install() -> None:
    """Install the packages of package-lock.json, if missing."""
    stamp, lock = HERE / "node_modules/.installed", HERE / "package-lock.json"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        subprocess.run(["npm", "ci", "--no-progress"], cwd=HERE, check=True)
        stamp.write_bytes(lock.read_bytes())


@contextmanager
def serving(var: Path) -> Iterator[str]:
    """Serve a new blog with demo content; yield its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TSUZURI_VAR": str(var)})
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if server.poll() is not None:
                sys.exit("The server did not start.")
            try:
                urlopen(f"{url}/healthz", timeout=1).close()  # noqa: S310 (our own server)
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


class Links(HTMLParser):
    """Collects the targets of a page's links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def crawl(url: str) -> dict[str, str]:
    """Return the HTML of every public page, by path."""
    waiting, seen = list(STARTS), set(STARTS)
    pages: dict[str, str] = {}
    while waiting:
        path = waiting.pop(0)
        page = fetch(url + path)
        if page is None:
            continue
        pages[path] = page
        for target in Links(page).found:
            parts = urlsplit(urldefrag(urljoin(url + path, target)).url)
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            if f"{parts.scheme}://{parts.netloc}" == url and found not in seen:
                seen.add(found)
                waiting.append(found)
        if len(seen) > PAGES:
            sys.exit(f"More than {PAGES} pages: {sorted(seen)[-20:]}")
    return pages


def fetch(url: str) -> str | None:
    """Return the page at `url` (also an error page), or None if it is no HTML."""
    try:
        response = urlopen(url, timeout=20)  # noqa: S310 (our own server)
    except HTTPError as error:
        response = error
    with response:
        is_html = response.headers.get_content_type() == "text/html"
        return response.read().decode() if is_html else None


def check_html(pages: dict[str, str], folder: Path) -> list[str]:
    """Return the errors of the Nu checker, one line each."""
    names = {}
    for number, (path, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(page, encoding="utf-8")
        names[file.as_uri()] = path
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always"]
    files = [str(folder / f"{number}.html") for number in range(len(pages))]
    output = subprocess.run([*command, *files], capture_output=True, check=True).stderr
    messages = json.loads(output)["messages"]
    return [
        f"{names.get(message['url'], message['url'])}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] == "error"
    ]


def measure(url: str, folder: Path) -> dict[str, int]:
    """Return Lighthouse's scores of a page as on a phone: the median of some runs."""
    report = folder / "report.json"
    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    runs = []
    options = ["--quiet", "--output=json", f"--output-path={report}"]
    command = [str(LIGHTHOUSE), url, *options, f"--chrome-flags={CHROMIUM_FLAGS}"]
    for _ in range(RUNS):
        subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, check=True)
        runs.append(json.loads(report.read_text())["categories"])
    return {
        name: round(100 * statistics.median(run[name]["score"] or 0 for run in runs))
        for name in WANTED
    }


if __name__ == "__main__":
    sys.exit(main())
