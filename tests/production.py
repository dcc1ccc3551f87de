"""A site started as in public, for tests and benchmarks: `serve --production`, nginx in front of it."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).parents[1]
PATIENCE = 120
SECRET_KEY = "f3c9e1d7b5a2084697cdeb13f5a7092d4c6e8b1f3a5d7092b4c6e8"


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """`manage.py serve --production` on a socket in `folder`, with all that it keeps in `folder`/var."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.var = folder / "var"
        self.socket = folder / "web.sock"
        self.log = folder / "site.log"
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings.prod",
            "PYTHONUNBUFFERED": "1",
            "TSUZURI_BASE_URL": "https://localhost",
            "TSUZURI_SECRET_KEY": SECRET_KEY,
            "TSUZURI_MAIL_FROM": "blog@example.jp",
            "TSUZURI_TRUSTED_PROXIES": "1",
            "TSUZURI_VAR": str(self.var),
            "TSUZURI_BIND": f"unix:{self.socket}",
            "TSUZURI_WORKERS": "2",
            **variables,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, listener: socket.socket | None = None) -> None:
        """Start it and wait until it serves; with `listener`, as systemd hands a socket over."""
        handed = [] if listener is None else ["sh", "-c", HAND_OVER, str(listener.fileno())]
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                [*handed, sys.executable, "manage.py", "serve", "--production"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[listener.fileno()] if listener else [],
            )
        self.wait_for("is served at")

    def wait_for(self, words: str, count: int = 1) -> None:
        """Wait until the log holds `words` so many times."""
        deadline = time.monotonic() + PATIENCE
        while self.log.read_text().count(words) < count:
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def exchange(self) -> None:
        """Let the version on the disk take over, and wait until it has."""
        assert self.process
        words = "The new version serves"
        before = self.log.read_text().count(words)
        self.process.send_signal(signal.SIGHUP)
        self.wait_for(words, before + 1)

    def reload(self) -> subprocess.CompletedProcess[str]:
        """Reload it as systemd does."""
        return self.manage("serve", "--production", "--reload")

    def stop(self) -> int:
        """Stop it as systemd does; return its exit code."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the site."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def connection(self) -> HTTPConnection:
        """Return a connection to the site itself, past every proxy."""
        return SocketConnection(self.socket)


# systemd hands over descriptor 3, and says for whom it is. $0 is the descriptor that we hold.
HAND_OVER = 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@" 3<&"$0"'


class SocketConnection(HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=90)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class Proxy:
    """nginx or Caddy with the file of deploy/, changed only in names, ports and paths."""

    def __init__(self, folder: Path, site: Site, name: str) -> None:
        self.http, self.https = free_port(), free_port()
        self.folder, self.site, self.name = folder, site, name
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        command = self._nginx() if self.name == "nginx" else self._caddy()
        with (self.folder / f"{self.name}.log").open("w") as output:
            self.process = subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)},
            )
        deadline = time.monotonic() + PATIENCE
        while not _listens(self.https):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def said(self) -> str:
        """Return what it wrote."""
        return (self.folder / f"{self.name}.log").read_text()

    def stop(self) -> None:
        """Stop it."""
        if self.process:
            self.process.terminate()
            self.process.wait(30)

    def connection(self, source: str = "127.0.0.1") -> HTTPSConnection:
        """Return a connection by https from the address `source`; its certificate is not looked at."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return HTTPSConnection(
            "localhost", self.https, timeout=90, context=trusting, source_address=(source, 0)
        )

    def _ours(self, name: str, changes: dict[str, str]) -> str:
        """Return the text of deploy/`name` with the names and paths of this test."""
        text = (ROOT / "deploy" / name).read_text()
        for old, new in {
            "/var/lib/tsuzuri": str(self.site.var),
            "/run/tsuzuri/web.sock": str(self.site.socket),
            "blog.example.jp": "localhost",
            **changes,
        }.items():
            assert old in text, (name, old)
            text = text.replace(old, new)
        return text

    def _nginx(self) -> list[str]:
        key, certificate = make_certificate(self.folder)
        live = "/etc/letsencrypt/live/localhost"
        ours = self._ours(
            "nginx.conf",
            {
                f"{live}/fullchain.pem": str(certificate),
                f"{live}/privkey.pem": str(key),
                "listen 80;": f"listen 127.0.0.1:{self.http};",
                "listen [::]:80;": "",
                "listen 80 default_server;": f"listen 127.0.0.1:{self.http} default_server;",
                "listen [::]:80 default_server;": "",
                "/var/log/nginx/access.log": str(self.folder / "access.log"),
                "listen 443 ssl": f"listen 127.0.0.1:{self.https} ssl",
                "listen [::]:443 ssl http2 default_server;": "",
                "listen [::]:443 ssl http2;": "",
            },
        )
        paths = "".join(
            f"{kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        whole = self.folder / "nginx.conf"
        whole.write_text(
            f"{user}pid {self.folder}/nginx.pid;\ndaemon off;\nerror_log stderr;\nworker_processes 1;\n"
            "events { worker_connections 256; }\n"
            f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{paths}{ours}\n}}\n"
        )
        return [NGINX, "-c", str(whole), "-p", str(self.folder)]

    def _caddy(self) -> list[str]:
        # Here, as in no public place, it makes the certificate itself.
        site = f"localhost:{self.https} {{\n\ttls internal"
        ours = self._ours("Caddyfile", {"localhost {": site})
        whole = self.folder / "Caddyfile"
        whole.write_text(
            f"{{\n\tadmin off\n\thttp_port {self.http}\n\thttps_port {self.https}\n"
            f"\tskip_install_trust\n}}\n{ours}"
        )
        return [CADDY, "run", "--config", str(whole), "--adapter", "caddyfile"]


def _find(name: str) -> str:
    """Return where a program is; Debian keeps servers out of the search path of ordinary users."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""


NGINX, CADDY = _find("nginx"), _find("caddy")


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate for localhost that it has signed itself; return their files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "key.pem", folder / "certificate.pem"
    files[0].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    files[1].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return files


def fetch(
    connection: HTTPConnection, path: str, method: str = "GET", body: Any = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    """Ask once; return the answer and its body. The connection is closed."""
    with closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Host": "localhost", **named})
        response = connection.getresponse()
        return response, response.read()
