"""The examples in deploy/ name nothing that is not there, and what can be tried here is tried.

nginx.conf and Caddyfile run in test_production.py.
"""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.test_settings import COMPLETE, start

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def _settings(text: str) -> dict[str, str]:
    """The variables that an environment file sets."""
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(shlex.split(row)[0].split("=", 1) for row in rows)


def test_every_variable_of_the_examples_is_documented():
    manual = (ROOT / "docs/operations.md").read_text()
    for path in DEPLOY.iterdir():
        for name in re.findall(r"\b(?:TSUZURI_[A-Z_]+|DATABASE_URL|REDIS_URL)\b", path.read_text()):
            assert f"| `{name}` |" in manual or name == "TSUZURI_ENV", (path.name, name)


def test_the_settings_file_starts_a_site_once_the_secret_is_in_it(tmp_path):
    text = (DEPLOY / "tsuzuri.env.example").read_text()
    variables = _settings(text.replace("blog.example.jp", "blog.tsuzuri.jp"))
    refused = start(tmp_path, "check", "--deploy", **{**variables, "TSUZURI_VAR": str(tmp_path)})
    assert "TSUZURI_SECRET_KEY is not set" in refused.stderr
    variables |= {
        "TSUZURI_SECRET_KEY": COMPLETE["TSUZURI_SECRET_KEY"],
        "TSUZURI_VAR": str(tmp_path),
    }
    clean = start(tmp_path, "check", "--deploy", "--fail-level", "DEBUG", **variables)
    assert "no issues (0 silenced)" in clean.stdout, clean.stderr


def test_the_shell_reads_the_settings_file_as_systemd_does(tmp_path):
    example = DEPLOY / "tsuzuri.env.example"
    command = f"set -a; . {example}; env"
    printed = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=True
    ).stdout
    for name, value in _settings(example.read_text()).items():
        assert f"{name}={value}" in printed.splitlines()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_understands_the_units(tmp_path):
    for name in ("tsuzuri.service", "tsuzuri.socket"):
        text = (DEPLOY / name).read_text()
        # What only a server has: its user, its folder and its programs.
        text = text.replace("/srv/tsuzuri/current/.venv/bin/python", sys.executable)
        text = re.sub(r"^(User|Group|SocketUser|SocketGroup)=.*", r"\1=root", text, flags=re.M)
        (tmp_path / name).write_text(text)
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in result.stderr.splitlines() if "tsuzuri." in line]
    assert ours == []


def test_the_unit_runs_commands_that_exist():
    unit = (DEPLOY / "tsuzuri.service").read_text()
    commands = re.findall(r"^Exec\w+=(.*manage\.py.*)", unit, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        name, *options = command.partition("manage.py ")[2].split()
        told = subprocess.run(
            [sys.executable, "manage.py", name, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert all(option in told for option in options), command


# No engine builds the image in the tests: these look at what its steps name.
def _steps() -> list[list[str]]:
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_copies_and_runs_what_is_in_the_repository():
    steps = _steps()
    assert steps[0][0] == "FROM"
    assert re.fullmatch(r"python:3\.(1[1-9])-slim-bookworm", steps[0][1])
    for step in steps:
        if step[0] == "COPY":
            assert all((ROOT / source).exists() for source in step[1:-1]), step
        if step[0] in ("CMD", "HEALTHCHECK"):
            named = re.findall(r'"([\w./]+\.py)"', " ".join(step))
            assert named, step
            assert all((ROOT / name).exists() for name in named), step
    installed = [
        word for step in steps if step[0] == "RUN" for word in step if word.endswith(".txt")
    ]
    assert installed
    assert all((ROOT / name).exists() for name in installed)
    assert [step[1] for step in steps if step[0] == "USER"] == ["tsuzuri"]


def test_nothing_private_gets_into_the_image():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var", "deploy/tsuzuri.env"} <= set(ignored)


def test_the_service_leaves_only_public_files_readable(tmp_path):
    """Under the unit's umask the proxy reads style sheets, and nobody else the database."""
    code = "from desk import preparing; preparing.prepare()"
    result = subprocess.run(
        ["sh", "-c", 'umask 0077; exec "$@"', "sh", sys.executable, "manage.py", "shell", "-c", code],
        cwd=ROOT,
        env={**COMPLETE, "PATH": "/usr/bin:/bin", "TSUZURI_VAR": str(tmp_path / "var"),
             "DJANGO_SETTINGS_MODULE": "config.settings.prod"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    var = tmp_path / "var"
    assert (var / "db.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (var / "static").stat().st_mode & 0o777 == 0o755
    for path in (var / "static").rglob("*"):
        assert path.stat().st_mode & (0o755 if path.is_dir() else 0o644) == (
            0o755 if path.is_dir() else 0o644
        ), path
