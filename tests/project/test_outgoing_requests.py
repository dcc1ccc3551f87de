"""core.http_client is the only way out: other code that could open a connection is listed with its reason."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: Modules that open connections, or fetch URLs.
CONNECTING = {
    *("aiohttp", "asyncio", "boto3", "botocore", "ftplib", "http.client", "httplib2", "httpx"),
    *(
        "imaplib",
        "multiprocessing.connection",
        "niquests",
        "nntplib",
        "paramiko",
        "poplib",
        "pycurl",
    ),
    *("requests", "sentry_sdk", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "treq"),
    *("urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client"),
}
#: Calls that open connections, whatever module they are imported from.
CALLS = {"create_connection", "open_connection", "open_unix_connection", "urlopen", "urlretrieve"}
#: Programs that fetch URLs, as arguments of subprocess.
PROGRAMS = {"curl", "nc", "ncat", "netcat", "ssh", "telnet", "wget"}

REASONS = {
    # The guarded client
    "core/http_client.py": "type of the response",
    "core/http_connection.py": "opens connections to checked addresses",
    "core/http_target.py": "looks up names and checks the addresses",
    # Hosts that the operator names in the environment
    "config/monitoring.py": "Sentry's SDK sends to TSUZURI_SENTRY_DSN",
    "mail/email_backend.py": "sends email to EMAIL_HOST",
    "mail/smtp_responses.py": "reads the exceptions of smtplib",
    # This machine
    "backups/storage.py": "name of the machine",
    "runtime/dev_server.py": "this machine's address in the local network; a datagram socket, nothing is sent",
    "runtime/heartbeat.py": "name of the machine",
    "runtime/maintenance.py": "answers on a listening socket",
    "runtime/production.py": "type of the listening socket",
    "runtime/sockets.py": "listening sockets, and a probe of a Unix socket",
    "runtime/supervisor.py": "Unix sockets of the supervisor and of systemd",
    "deploy/healthcheck.py": "asks the site's own /healthz on loopback",
    # Tools, which are no part of the site
    "benchmarks/restart.py": "asks the site that it started",
    "tools/audit/audit.py": "asks the site that it started",
}


def ways_out(source: str) -> set[str]:
    """Return the modules, calls and programs in `source` that can open a connection."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {match for name in names if (match := connecting(name.name))}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found |= {
                    match
                    for name in names
                    if (match := connecting(module) or connecting(f"{module}.{name.name}"))
                }
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in CALLS:
                found.add(name)
            case ast.Constant(value=str(text)):
                # import_module("requests"), ["curl", url], "wget …" for a shell
                word = text.strip().partition(" ")[0].rpartition("/")[2]
                if word in PROGRAMS or text in CONNECTING - {"socket"}:
                    found.add(text)
    return found


def connecting(module: str) -> str:
    """Return `module` if it or its parent is one of CONNECTING, else ""."""
    parents = [module.rsplit(".", count)[0] for count in range(module.count(".") + 1)]
    return module if CONNECTING & {module, *parents} else ""


def test_no_other_code_opens_connections() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [path for path in output.splitlines() if not path.startswith("tests/")]
    assert len(paths) > 300
    found = {path for path in paths if ways_out((ROOT / path).read_text())}
    assert found == set(REASONS)


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "import os, httpx as web",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen as load",
        "from http import client",
        "import http.client",
        "from http.client import HTTPSConnection",
        "import urllib3.util",
        "def later():\n    import socket",
        "from socket import create_connection",
        "asyncio.open_connection('example.com', 80)",
        "opened = opener.urlopen",
        "importlib.import_module('urllib.request')",
        "subprocess.run(['curl', url])",
        "subprocess.run(['/usr/bin/wget', url])",
        "os.system('curl -s example.com')",
    ],
)
def test_a_way_out_is_found(source: str) -> None:
    assert ways_out(source)


@pytest.mark.parametrize(
    "source",
    [
        "from http import HTTPStatus",
        "from urllib.parse import urlsplit",
        "from django.http import HttpRequest",
        "from core import http_client",
        "from . import socket",
        "title = 'The curl of a leaf'",
    ],
)
def test_other_code_is_not(source: str) -> None:
    assert not ways_out(source)
