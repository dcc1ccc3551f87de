"""The examples in deploy/ name only files, commands and variables that exist.

nginx.conf and Caddyfile run in test_production.py.
"""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from tests.project.test_settings import COMPLETE, start

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def _settings(text: str) -> dict[str, str]:
    """Return the variables that an environment file sets."""
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(shlex.split(row)[0].split("=", 1) for row in rows)


def test_every_variable_of_the_examples_is_documented():
    manual = (ROOT / "docs/operations.md").read_text()
    for path in filter(Path.is_file, DEPLOY.iterdir()):
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
    assert "no issues (2 silenced)" in clean.stdout, clean.stderr


@pytest.fixture(scope="module")
def manage():
    """The program tsuzuri-manage, as a module."""
    loader = SourceFileLoader("tsuzuri_manage", str(DEPLOY / "tsuzuri-manage"))
    spec = spec_from_loader(loader.name, loader)
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_command_reads_the_example_as_it_is_meant(manage):
    example = (DEPLOY / "tsuzuri.env.example").read_text()
    assert manage.read(example) == _settings(example)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=a;touch /tmp/x", "a;touch /tmp/x"),
        ("A=pa$$w0rd&x", "pa$$w0rd&x"),
        ('A="pa$HOME w0rd"', "pa$HOME w0rd"),
        ("A='pa$HOME w0rd'", "pa$HOME w0rd"),
        ("A=`id`$(id)", "`id`$(id)"),
        ("A=a b # c ", "a b # c"),
        (r"A=a\ b\\c", r"a b\c"),
        (r'A="a\"b\$c\d"', r'a"b$c\d'),
        (r"A='a\b'", r"a\b"),
        ("A=x'y'", "x'y'"),
        ("A= \t a ", "a"),
        ("A=", ""),
        ("A=a=b", "a=b"),
        ("A='one\ntwo'", "one\ntwo"),
        ("A=one\\\ntwo", "onetwo"),
        (" A = a", "a"),
        ("A=綴 <blog@example.jp>", "綴 <blog@example.jp>"),
    ],
)
def test_no_value_of_the_settings_file_is_run_or_expanded(manage, line, value):
    # The result of systemd 252 for the same lines (EnvironmentFile= in systemd.exec).
    text = f"# a comment; rm -rf /\n; another\nnonsense\n{line}\nB=b\n"
    assert manage.read(text) == {"A": value, "B": "b"}


def test_the_command_says_who_must_run_it(tmp_path):
    done = subprocess.run(
        [DEPLOY / "tsuzuri-manage", "doctor"],
        env={"PATH": "/usr/bin:/bin", "TSUZURI_ENV": str(tmp_path / "missing")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "run this command as root" in done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_understands_the_units(tmp_path):
    for name in ("tsuzuri.service", "tsuzuri.socket"):
        text = (DEPLOY / name).read_text()
        # Only on a server: its user, its folder and its programs.
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
        help_text = subprocess.run(
            [sys.executable, "manage.py", name, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert all(option in help_text for option in options), command


# The tests do not build the image: they check what its steps name.
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
    assert {".git", ".venv", "var", "deploy/tsuzuri.env", "deploy/.env"} <= set(ignored)


def _services() -> dict[str, str]:
    """The lines of each service in the compose file, without comments."""
    text = re.sub(r"\s+#.*", "", (DEPLOY / "compose.yaml").read_text())
    services = re.search(r"^services:\n(.*?)^volumes:", text, re.DOTALL | re.MULTILINE)[1]
    parts = re.split(r"^  (\w+):\n", services, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_only_the_site_gets_the_volume_with_database_and_backups():
    services = _services()
    assert [name for name, lines in services.items() if "- data:" in lines] == ["site"]


def test_database_and_cache_are_started_on_request_and_are_open_to_no_network_outside():
    services = _services()
    optional = {name for name, lines in services.items() if "profiles: [servers]" in lines}
    assert optional == {"postgres", "redis"}
    assert [name for name, lines in services.items() if "ports:" in lines] == ["caddy"]
    text = (DEPLOY / "compose.yaml").read_text()
    for name, host in (("DATABASE_URL", "postgres"), ("REDIS_URL", "redis")):
        assert re.search(rf"{name}=\w+://\S*\b{host}:\d+/", text), name


def test_the_service_leaves_only_public_files_readable(tmp_path):
    """With the unit's umask the proxy can read style sheets, but not the database."""
    code = "from runtime import prepare; prepare.prepare()"
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
