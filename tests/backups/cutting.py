"""Runs a command of a site again and again and kills it each time at another call of ours.

`python -m tests.backups.cutting SEED KILLS SINCE COMMAND …` prints, for each run, a line of JSON: what
is found after it. Half of the kills fall into what happens from the first call of the function SINCE
on. The last run is not killed.
"""

import json
import os
import random
import signal
import sys
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - apps are loaded first
from django.db import connection  # noqa: E402

from backups import restore, verify  # noqa: E402
from backups.errors import Refused  # noqa: E402
from backups.progress import Progress  # noqa: E402
from tests.backups import asked  # noqa: E402


class Fuse:
    """A profiling function that counts what modules of backups do, and dies at the chosen event."""

    def __init__(self, end: int, since: str) -> None:
        self.end, self.since = end, since
        self.count = self.begun = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if not frame.f_globals.get("__name__", "").startswith("backups."):
            return
        self.count += 1
        if frame.f_code.co_name == self.since and not self.begun:
            self.begun = self.count
        if self.count == self.end:
            os.kill(os.getpid(), signal.SIGKILL)


def silently(arguments: list[str]) -> None:
    """Call a command of manage.py."""
    call_command(*arguments, verbosity=0, stdout=StringIO())


def run(arguments: list[str], end: int = 0, since: str = "") -> list[int]:
    """Run the command in a process of its own; return how many events there were, and before `since`.

    Both are 0 where it was killed.
    """
    reading_end, writing_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        fuse = Fuse(end, since)
        sys.setprofile(fuse)
        try:
            silently(arguments)
        finally:
            sys.setprofile(None)
        os.write(writing_end, json.dumps([fuse.count, fuse.begun]).encode())
        os._exit(0)
    os.close(writing_end)
    _pid, status = os.waitpid(pid, 0)
    with os.fdopen(reading_end) as said:
        text = said.read()
    assert os.WIFSIGNALED(status) if end and not text else status == 0, status
    return json.loads(text) if text else [0, 0]


def found(arguments: list[str]) -> dict[str, Any]:
    """What is there after a run, before and after the next start."""
    state = {"comments": len(asked.comments()), "problems": asked.problems()}
    before = asked.files()
    recovered = restore.finish_interrupted()
    state |= {"recovered": recovered, "before": before, "files": asked.files()}
    if arguments[0] == "backup":
        state["backup"] = kind_of_file(arguments[2])
    connection.close()
    return state


def kind_of_file(path: str) -> str:
    """Whether a backup is there, and whole."""
    if not os.path.exists(path):
        return "none"
    try:
        verify.inspect(Path(path), passphrase="", progress=Progress(is_shown=False))
    except Refused as refused:
        return str(refused)
    finally:
        os.unlink(path)
    return "whole"


def main(seed: str, kills: str, since: str, *arguments: str) -> None:
    """Run, report, put everything back by the command that follows `--`, and so on."""
    rng = random.Random(seed)
    place = arguments.index("--") if "--" in arguments else len(arguments)
    command, back = list(arguments[:place]), list(arguments[place + 1 :])
    connection.close()
    count, begun = run(command, since=since)
    assert begun, f"{since} was never called"
    print(json.dumps(found(command)), flush=True)
    killed = 0
    for number in range(int(kills)):
        if back:
            silently(back)
        connection.close()
        # A run may need a few calls fewer than the one that was counted, and end before its end.
        killed += run(command, end=rng.randint(begun if number % 2 else 1, count)) == [0, 0]
        print(json.dumps(found(command)), flush=True)
    assert 2 * killed > int(kills), f"only {killed} of {kills} were killed"


if __name__ == "__main__":
    main(*sys.argv[1:])
