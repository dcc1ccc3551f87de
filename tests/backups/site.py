"""Separate sites for tests, run as subprocesses with their own folder and database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

SECRET = "a secret for sites of tests only, long enough for every check of its length"
BEGIN = """
import django; django.setup()
from django.core.management import call_command
from runtime import prepare
prepare.migrate()
call_command("createcachetable", verbosity=0)
from comments.models import CommentPolicy
policy = CommentPolicy.load()
policy.admission = "open"
policy.save()
"""


class Site:
    """A folder, a database and the environment that names both."""

    def __init__(self, var: Path, database_url: str = "", **variables: str) -> None:
        self.var = var
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("TSUZURI_") and not name.endswith("_URL")
        }
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "TSUZURI_VAR": str(var),
            "TSUZURI_SECRET_KEY": SECRET,
            "PYTHONWARNINGS": "ignore",
            **({"DATABASE_URL": database_url} if database_url else {}),
            **variables,
        }

    def begin(self) -> None:
        """Make its database, with two posts and pictures, where everybody may comment at once."""
        self.python(BEGIN)
        self.ask("write")

    def ask(self, *questions: str) -> list[Any]:
        """Return the answers of tests/backups/asked.py, all of one moment and one process."""
        answers: list[Any] = json.loads(self.python("-m", "tests.backups.asked", *questions))
        return answers

    def manage(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py; what it says is text."""
        return self._run([sys.executable, "manage.py", *arguments], **options)

    def refused(self, *arguments: str, **options: Any) -> str:
        """Run a command that must fail; return what it says."""
        done = self.manage(*arguments, check=False, **options)
        assert done.returncode != 0, done.stdout
        return done.stderr

    def python(self, *arguments: str, **options: Any) -> str:
        """Run a program text with arguments, or `-m` a module; return what it prints."""
        command = [sys.executable, *(() if arguments[0] == "-m" else ("-c",)), *arguments]
        return self._run(command, **options).stdout

    def start(self, *arguments: str, **options: Any) -> "subprocess.Popen[str]":
        """Start a Python program in the site's environment."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            **{"cwd": settings.BASE_DIR, "env": self.environment, "text": True, **options},
        )

    def backup(self, name: str, *arguments: str) -> Path:
        """Make a backup beside the site's folder."""
        path = self.var.parent / name
        self.manage("backup", "--output", str(path), *arguments)
        return path

    def _run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        options = {"check": True, "stdin": subprocess.DEVNULL, **options}
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            **{**options, "check": False},
        )
        assert not options["check"] or done.returncode == 0, done.stderr
        return done


class Server:
    """Databases of the kind that the tests run on. An SQLite file needs none to be made."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.is_file = "sqlite3" in facts["ENGINE"]

    @contextmanager
    def database(self, name: str, *, like: str = "") -> Iterator[str]:
        """Yield the URL of a new database, a copy of the one called `like` if that is named."""
        if self.is_file:
            yield ""
            return
        template = f" TEMPLATE {self._name(like)}" if like else ""
        self._run(f"DROP DATABASE IF EXISTS {self._name(name)} WITH (FORCE)")
        self._run(f"CREATE DATABASE {self._name(name)}{template}")
        try:
            yield self._url(self._name(name))
        finally:
            self._run(f"DROP DATABASE IF EXISTS {self._name(name)} WITH (FORCE)")

    def _name(self, name: str) -> str:
        return f"tsuzuri_{settings.RUN}_{name}"

    def _url(self, name: str) -> str:
        login = self.facts["USER"] + (f":{word}" if (word := self.facts["PASSWORD"]) else "")
        return f"postgresql://{login}@{self.facts['HOST']}:{self.facts['PORT'] or 5432}/{name}"

    def _run(self, statement: str) -> None:
        command = ["psql", "--no-psqlrc", "--quiet", "--command", statement, self._url("postgres")]
        subprocess.run(
            command, check=True, env={**os.environ, "PGOPTIONS": "-c client_min_messages=error"}
        )
