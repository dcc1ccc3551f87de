"""Fixtures of browser tests: a real Chromium and a real server with the site's Content-Security-Policy.

A page made by these fixtures fails its test on any error in the console, any script that throws, any
violation of the Content-Security-Policy and any request to another host. Tests here need no marker:
they get `browser` and a database whose changes the server sees.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from accounts.models import User
from demo import images
from images import uploads
from tests.browser.reader import Reader

HERE = Path(__file__).parent
#: The shell draws no window around a page, which costs more than most pages.
SHELL = shutil.which("chromium-headless-shell") or ""
CHROMIUM = SHELL or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
# The browser uses the last of two lists of features, so Playwright's list is repeated in ours. Our additions
# disable two internal pages below the address bar of every window, a third of the cost of a window.
FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
)
FLAGS = [
    f"--disable-features={FEATURES}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Host names other than the test server's are not resolved.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
OWN_SCHEMES = ("data", "blob", "about")
# A long timeout: expectations need not be fast, because machines are busy at times.
expect.set_options(timeout=20_000)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}
DEVICES: dict[str, dict[str, Any]] = {
    "desk": {},
    "phone": PHONE,
    "desk-no-scripts": NO_SCRIPTS,
    "phone-no-scripts": {**PHONE, **NO_SCRIPTS},
}


def on(*names: str) -> pytest.MarkDecorator:
    """Run a test that uses `device` with some of DEVICES only: others have the same pages, or tests."""
    return pytest.mark.parametrize("device", [DEVICES[name] for name in names], ids=names)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@dataclass
class Faults:
    """Faults in the pages of a test. `forgive` accepts those that a test provokes on purpose."""

    host: str
    found: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, pattern: str) -> None:
        """Accept faults that match the regular expression, such as r"status of 404"."""
        self.forgiven.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        """Collect the faults of every page of `context`."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.expose_binding("reportViolation", lambda _source, text: self.found.append(text))
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (event) => window.reportViolation("
            "`policy: ${event.violatedDirective} ${event.blockedURI} in ${event.documentURI}`))"
        )

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.requests.append(request.url)
        if parts.netloc != self.host and parts.scheme not in OWN_SCHEMES:
            self.found.append(f"request to another host: {request.url}")

    def assert_none(self) -> None:
        """Fail with all faults that were not forgiven."""
        left = [
            fault
            for fault in self.found
            if not any(re.search(pattern, fault) for pattern in self.forgiven)
        ]
        assert not left, "\n".join(left)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    if not CHROMIUM:
        pytest.skip("no Chromium: install it (on Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site_url(live_server: Any, settings: Any) -> str:
    """The URL of the running site, which is also its configured origin."""
    settings.BASE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def faults(site_url: str) -> Iterator[Faults]:
    """Faults in this test's pages; checked at its end."""
    faults = Faults(urlsplit(site_url).netloc)
    yield faults
    faults.assert_none()


@pytest.fixture
def new_context(
    chromium: Browser, site_url: str, faults: Faults
) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser profile with its own cookies, watched for faults.

    Its arguments are Playwright's (viewport, color_scheme, java_script_enabled …).
    """
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        defaults = {
            "base_url": site_url,
            "locale": "ja-JP",
            "timezone_id": "Asia/Tokyo",
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
        }
        context = chromium.new_context(**{**defaults, **options})
        context.set_default_timeout(10_000)
        faults.watch(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state("load")
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Return a function that opens a page in a new profile; arguments as for `new_context`.

    `user` signs that person in.
    """

    def make(*, user: User | None = None, **options: Any) -> Page:
        context = new_context(**options)
        if user is not None:
            sign_in(context, user)
        return context.new_page()

    return make


def sign_in(context: BrowserContext, user: User) -> None:
    """Give the profile a session of `user`, without going through the sign-in page."""
    client = Client()
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "httpOnly": True}
    context.add_cookies([{**cookie, "domain": "localhost", "path": "/"}])  # type: ignore[list-item]


_drawn: dict[str, bytes] = {}
_encoded: dict[tuple[str, tuple[int, int]], bytes] = {}


@pytest.fixture
def pictures_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw and encode the demo's images once per run, because it takes ten seconds."""
    draw, encode = images.draw_jpegs, uploads.encode

    def drawn(names: Iterable[str]) -> dict[str, bytes]:
        names = list(names)
        _drawn.update(draw(name for name in names if name not in _drawn))
        return {name: _drawn[name] for name in names}

    def encoded(pixels: Image.Image, size: tuple[int, int]) -> bytes:
        key = (sha256(pixels.tobytes()).hexdigest(), size)
        if key not in _encoded:
            _encoded[key] = encode(pixels, size)
        return _encoded[key]

    monkeypatch.setattr(images, "draw_jpegs", drawn)
    monkeypatch.setattr(uploads, "encode", encoded)


@pytest.fixture
def demo(site_url: str, settings: Any, pictures_made_once: None) -> None:
    """The demo content, as after installation."""
    settings.DEMO = True
    call_command("load_demo", stdout=StringIO())
    call_command("rebuild_search", verbosity=0, stdout=StringIO())


@pytest.fixture(params=DEVICES.values(), ids=DEVICES)
def device(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each of DEVICES, as options for `new_page`."""
    options: dict[str, Any] = request.param
    return options


@pytest.fixture
def reader(
    new_page: Callable[..., Page], device: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Reader:
    """A visitor with that device, without the minimum time on forms."""
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)
    return Reader(new_page(**device), device.get("java_script_enabled", True))


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a visitor who reads Japanese."""
    return new_page()


@pytest.fixture
def page_without_javascript(new_page: Callable[..., Page]) -> Page:
    """The same, without JavaScript."""
    return new_page(java_script_enabled=False)
