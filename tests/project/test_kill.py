"""A power cut at any time: acknowledged data exists, and all data is consistent."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite

SETUP = """
import django; django.setup()
from runtime import prepare
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from comments.models import CommentPolicy
policy = CommentPolicy.load()
policy.admission = "open"
policy.save()
"""


@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.long)])
def test_a_killed_blog_keeps_what_it_acknowledged(tmp_path: Path, kills: int) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.endswith("_URL")},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TSUZURI_VAR": str(tmp_path / "var"),
    }
    subprocess.run(
        [sys.executable, "-c", SETUP], cwd=settings.BASE_DIR, env=environment, check=True
    )
    rng = random.Random(20260101)
    known = tmp_path / "acknowledged.json"
    acknowledged: list[Any] = []
    for run in range(kills + 1):  # the last one checks what the last kill left
        known.write_text(json.dumps(acknowledged))
        statements = rng.randint(50, 400) if run % 2 else 0
        arguments = [str(run), str(statements), str(known)]
        problems, *facts = _killed(arguments, environment, rng.uniform(0, 1))
        assert problems == [], f"after kill {run}"
        acknowledged += facts
    assert {fact[0] for fact in acknowledged} == {"post", "image", "comment"}


def _killed(arguments: list[str], environment: dict[str, str], seconds: float) -> list[Any]:
    """Run the writer until it is killed; return the lines it printed.

    Unless it is to die between two statements of its own, it is killed so many seconds after its report.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.project.writer", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        killer = Timer(60 if arguments[1] != "0" else seconds, process.kill)
        killer.start()
        lines += process.stdout.readlines()
        killer.cancel()
    assert process.returncode == -signal.SIGKILL, "the writer ended by itself"
    return [json.loads(line) for line in lines if line.endswith("\n")]
