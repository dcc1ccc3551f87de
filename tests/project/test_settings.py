"""Production starts if complete, or names the missing variable and the reason."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


COMPLETE = {
    "TSUZURI_BASE_URL": "https://blog.example.jp",
    "TSUZURI_SECRET_KEY": "f3c9e1d7b5a2084697cdeb13f5a7092d4c6e8b1f3a5d7092b4c6e8",
    "TSUZURI_MAIL_FROM": "綴 <blog@example.jp>",
}


def start(tmp_path: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with production settings and only these variables."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings.prod",
            "TSUZURI_VAR": str(tmp_path),
            "PYTHONDONTWRITEBYTECODE": "1",
            **variables,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_complete_production_passes_djangos_own_check(tmp_path):
    result = start(tmp_path, "check", "--deploy", "--fail-level", "DEBUG", **COMPLETE)
    assert result.returncode == 0, result.stderr
    assert "no issues (2 silenced)" in result.stdout


REFUSED = [
    ("TSUZURI_BASE_URL", "", "TSUZURI_BASE_URL is not set. It is the address in feeds"),
    (
        "TSUZURI_BASE_URL",
        "http://blog.example.jp",
        "TSUZURI_BASE_URL must be the site's address such as https",
    ),
    ("TSUZURI_SECRET_KEY", "", "TSUZURI_SECRET_KEY is not set. It signs sessions"),
    ("TSUZURI_SECRET_KEY", "short", "TSUZURI_SECRET_KEY is too short or too regular"),
    ("TSUZURI_SECRET_KEY", "ab" * 40, "TSUZURI_SECRET_KEY is too short or too regular"),
    ("TSUZURI_MAIL_FROM", "", "TSUZURI_MAIL_FROM is not set. It is the sender"),
    ("TSUZURI_MAIL_FROM", "nobody", "TSUZURI_MAIL_FROM must be a mail address"),
    ("TSUZURI_TIME_ZONE", "Asia/Edo", "TSUZURI_TIME_ZONE must be a time zone such as Asia/Tokyo"),
    ("DATABASE_URL", "mysql://x/y", "DATABASE_URL must begin with sqlite:// or postgresql://"),
    ("REDIS_URL", "nonsense", "REDIS_URL must be the address of a Redis"),
    ("TSUZURI_BIND", "nonsense", "TSUZURI_BIND must be host:port"),
    ("TSUZURI_THREADS", "0", "TSUZURI_THREADS must be at least 1"),
    ("TSUZURI_SMTP_PORT", "smtp", "TSUZURI_SMTP_PORT must be a whole number"),
    ("TSUZURI_SSL_REDIRECT", "perhaps", "TSUZURI_SSL_REDIRECT must be one of 1/0"),
    ("TSUZURI_TRUSTED_PROXIES", "-1", "TSUZURI_TRUSTED_PROXIES must be at least 0"),
]


@pytest.mark.parametrize(
    ("name", "value", "message"), REFUSED, ids=lambda value: value[:24] or "empty"
)
def test_production_refuses_to_start_and_names_the_variable(tmp_path, name, value, message):
    result = start(tmp_path, "check", **{**COMPLETE, name: value})
    assert result.returncode != 0
    assert message in result.stderr.splitlines()[-1]
    assert COMPLETE["TSUZURI_SECRET_KEY"] not in result.stderr


SHOW = """
import json
from django.conf import settings as s
from django.test import Client
import os; os.makedirs(s.STATIC_ROOT, exist_ok=True)
c = Client(headers={"host": "blog.example.jp"})
plain = c.get("/healthz/../x")
print(json.dumps({
  "debug": s.DEBUG, "demo": s.DEMO, "hosts": s.ALLOWED_HOSTS,
  "secure": [s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE],
  "redirect": [plain.status_code, plain.headers["Location"], plain.headers.get("Content-Security-Policy", "")],
}))
"""


def test_production_is_https_only_and_without_demo_or_debugging(tmp_path):
    result = start(tmp_path, "shell", "-v", "0", "-c", SHOW, **COMPLETE)
    assert result.returncode == 0, result.stderr
    facts = json.loads(result.stdout.splitlines()[-1])
    assert (facts["debug"], facts["demo"], facts["hosts"]) == (False, False, ["blog.example.jp"])
    assert facts["secure"] == [True, True, True]
    status, location, policy = facts["redirect"]
    assert status == 301
    assert location.startswith("https://blog.example.jp/")
    assert "upgrade-insecure-requests" in policy
    assert "unsafe" not in policy


def test_every_variable_is_documented_and_every_documented_one_is_read():
    sources = [*ROOT.glob("config/**/*.py"), *ROOT.glob("runtime/**/*.py")]
    pattern = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"|environ(?:\.get\(|\[)\s*"([A-Z_]+)"')
    read = {
        name
        for source in sources
        for match in pattern.finditer(source.read_text())
        for name in match.groups()
        if name
    }
    table = (ROOT / "docs/operations.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    of_tests = {"DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER", "TSUZURI_TEST_NAME"}
    # Variables of systemd and the Prometheus client are not for site administrators.
    spoken = {
        *("NOTIFY_SOCKET", "LISTEN_PID", "LISTEN_FDS"),
        *("PROMETHEUS_MULTIPROC_DIR", "RUNTIME_DIRECTORY"),
    }
    assert read - of_tests - spoken <= documented
    assert {name for name in documented if name.startswith("TSUZURI_")} <= read
