"""Firefox and WebKit for tests, controlled through their own protocols.

Firefox is driven by Marionette (JSON over a socket), WebKitGTK by WebDriver (JSON over HTTP) on a display
of its own. Neither needs a package beside the engine; both run without a window to look at.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

PATIENCE_SECONDS = 60
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), "")
WEBKIT = shutil.which("WebKitWebDriver") or ""
DISPLAY = shutil.which("Xvfb") or ""
MINI_BROWSER = next(map(str, Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser")), "")
# What a new profile would fetch or show automatically.
PREFERENCES: dict[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "intl.accept_languages": "ja",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}


# Scripts for Firefox that run in the privileged context
SET_SIZE = """
const style = gBrowser.selectedBrowser.style;
for (const [name, value] of [["width", arguments[0]], ["height", arguments[1]]])
  for (const which of [name, `min-${name}`, `max-${name}`]) style.setProperty(which, `${value}px`);
"""
CONSOLE_ERRORS = """
const found = Services.console.getMessageArray().filter(
  (message) =>
    message instanceof Ci.nsIScriptError &&
    (message.flags & Ci.nsIScriptError.warningFlag) === 0 &&
    /^https?:/.test(message.sourceName));
Services.console.reset();
return found.map((message) => `${message.sourceName}: ${message.errorMessage}`);
"""
MODULE_ERRORS = """
const scripts = [...document.querySelectorAll("script[type=module]")];
const results = await Promise.allSettled(scripts.map(({ src }) => import(src)));
return results.flatMap(({ reason }, at) => (reason ? [`${scripts[at].src}: ${reason}`] : []));
"""
READER_VIEW = """
const { ReaderMode } = ChromeUtils.importESModule("moz-src:///toolkit/components/reader/ReaderMode.sys.mjs");
const page = new DOMParser().parseFromString(arguments[0], "text/html");
return ReaderMode.parseDocument(page).then((article) => article && {
  title: article.title, byline: article.byline, language: article.lang, text: article.textContent });
"""


class EngineError(Exception):
    """The browser refused a command, or a script in the page threw."""


class Engine(Protocol):
    """One browser with one page."""

    def open(self, url: str) -> None:
        """Load the page; return when its `load` event is over."""

    def run(self, script: str) -> object:
        """Return the result of the script (`return …`), as JSON."""

    def resize(self, width: int, height: int) -> None:
        """Set the size of the viewport in CSS pixels."""

    def picture(self) -> bytes:
        """Return a PNG of the viewport."""

    def click(self, selector: str) -> None:
        """Click on an element, as a person does."""

    def set_cookie(self, name: str, value: str) -> None:
        """Set a cookie for the host of the current page."""

    def errors(self) -> list[str]:
        """Return the script errors of the page; in Firefox all console messages."""


class Marionette:
    """Firefox, by the Marionette protocol."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._receive()
        self._send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})

    def _receive(self) -> list[object] | dict[str, object]:
        length = b""
        while (character := self._stream.read(1)) != b":":
            if not character:
                raise EngineError("Firefox has closed the connection.")
            length += character
        message: list[object] | dict[str, object] = json.loads(self._stream.read(int(length)))
        return message

    def _send(self, command: str, parameters: dict[str, object]) -> object:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        answer = self._receive()
        assert isinstance(answer, list)
        _type, _number, error, result = answer
        if error:
            raise EngineError(f"{command}: {error}")
        return result.get("value", result) if isinstance(result, dict) else result

    def open(self, url: str) -> None:
        self._send("WebDriver:Navigate", {"url": url})

    def run(self, script: str) -> object:
        return self._send("WebDriver:ExecuteScript", {"script": script, "args": []})

    def resize(self, width: int, height: int) -> None:
        # A window of Firefox is at least 500 px wide; the page in it may be narrower.
        self._run_inside(SET_SIZE, [width, height])

    def click(self, selector: str) -> None:
        found = self._send("WebDriver:FindElement", {"using": "css selector", "value": selector})
        assert isinstance(found, dict)
        (key,) = found.values()
        self._send("WebDriver:ElementClick", {"id": key})

    def set_cookie(self, name: str, value: str) -> None:
        self._send("WebDriver:AddCookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    def errors(self) -> list[str]:
        found = self._run_inside(CONSOLE_ERRORS, [])
        assert isinstance(found, list)
        return [str(text) for text in found]

    def reader_view(self, html: str) -> dict[str, str]:
        """Return the content of the reader view of a page: title, byline, language and text."""
        article = self._run_inside(READER_VIEW, [html])
        assert isinstance(article, dict)
        return article

    def _run_inside(self, script: str, arguments: list[object]) -> object:
        """Run a script in the privileged context."""
        self._send("Marionette:SetContext", {"value": "chrome"})
        result = self._send("WebDriver:ExecuteScript", {"script": script, "args": arguments})
        self._send("Marionette:SetContext", {"value": "content"})
        return result

    def picture(self) -> bytes:
        return b64decode(str(self._send("WebDriver:TakeScreenshot", {"full": False})))

    def close(self) -> None:
        """Close the connection; the caller ends the process."""
        self._stream.close()
        self._socket.close()


class WebDriver:
    """WebKitGTK, by WebDriver."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._path = "/session"
        session = self._send("POST", "", {"capabilities": {"alwaysMatch": {}}})
        assert isinstance(session, dict)
        self._path = f"/session/{session['sessionId']}"

    def _send(self, method: str, path: str, body: dict[str, object] | None = None) -> object:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        text = None if body is None else json.dumps(body)
        connection.request(method, self._path + path, text, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())["value"]
        connection.close()
        if response.status != 200:
            raise EngineError(f"{method} {path}: {answer}")
        return answer

    def open(self, url: str) -> None:
        self._send("POST", "/url", {"url": url})

    def run(self, script: str) -> object:
        return self._send("POST", "/execute/sync", {"script": script, "args": []})

    def resize(self, width: int, height: int) -> None:
        self._send("POST", "/window/rect", {"width": width, "height": height})
        frame = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        assert isinstance(frame, list)
        width, height = width + int(frame[0]), height + int(frame[1])
        self._send("POST", "/window/rect", {"width": width, "height": height})

    def click(self, selector: str) -> None:
        found = self._send("POST", "/element", {"using": "css selector", "value": selector})
        assert isinstance(found, dict)
        (key,) = found.values()
        self.run(f"document.querySelector({selector!r}).scrollIntoView({{behavior: 'instant'}})")
        self._send("POST", f"/element/{key}/click", {})

    def set_cookie(self, name: str, value: str) -> None:
        self._send("POST", "/cookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    def errors(self) -> list[str]:
        # The console cannot be read; importing a failed module again raises the same error.
        found = self.run(MODULE_ERRORS)
        assert isinstance(found, list)
        return [str(text) for text in found]

    def picture(self) -> bytes:
        return b64decode(str(self._send("GET", "/screenshot")))

    def close(self) -> None:
        """End the session, which closes the browser."""
        self._send("DELETE", "")


@contextmanager
def firefox() -> Iterator[Engine]:
    """A headless Firefox with a new profile."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port = _free_port()
        _write_preferences(Path(folder), {**PREFERENCES, "marionette.port": port})
        command = [
            FIREFOX,
            "--headless",
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            folder,
        ]
        with _process([*command, "about:blank"], {"HOME": folder}):
            _wait_for(port)
            engine = Marionette(port)
            yield engine
            engine.close()


@contextmanager
def webkit() -> Iterator[Engine]:
    """WebKitGTK's MiniBrowser on a virtual display."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, _display() as display:
        port = _free_port()
        environment = {
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "HOME": folder,
            "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": folder,
            "XDG_RUNTIME_DIR": folder,
        }
        _let_windows_be_narrow(Path(folder))
        with _process([WEBKIT, f"--port={port}"], environment):
            _wait_for(port)
            engine = WebDriver(port)
            yield engine
            engine.close()


#: How to start each engine; None if it is not installed.
ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]] | None] = {
    "firefox": firefox if FIREFOX else None,
    "webkit": webkit if WEBKIT and DISPLAY and MINI_BROWSER else None,
}


def _write_preferences(folder: Path, preferences: dict[str, bool | int | str]) -> None:
    lines = [
        f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in preferences.items()
    ]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")


def _let_windows_be_narrow(folder: Path) -> None:
    """Remove the minimum width of the toolbar, which keeps a window wider than a phone."""
    style = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; } image { -gtk-icon-transform: scale(0); }"
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0" / "gtk.css").write_text(style, encoding="utf-8")


@contextmanager
def _display() -> Iterator[str]:
    """The name of a new X display."""
    read, write = os.pipe()
    command = [
        DISPLAY,
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ]
    process = subprocess.Popen(
        command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as lines:
            yield f":{lines.readline().strip()}"
    finally:
        _end(process)


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    """Wait until a server listens there."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
