"""Programs that run together start and stop together."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from desk.supervision import run_together

SLEEP = "import time; time.sleep(60)"
# Writes a file when it is asked to stop, so that a test can see that it was asked.
POLITE = """
import signal, sys, time, pathlib
def stop(*args): pathlib.Path(sys.argv[1], "stopped").touch(); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
pathlib.Path(sys.argv[1], "started").touch()
time.sleep(60)
"""


def _run(*programs: list[str], is_ready: bool = True, when_ready: object = None) -> int:
    return run_together(
        [[sys.executable, "-c", *program] for program in programs],
        environment=dict(os.environ),
        is_ready=lambda: is_ready,
        when_ready=when_ready or (lambda: None),  # type: ignore[arg-type]
    )


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 10
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not appear"
        time.sleep(0.02)


def test_when_one_ends_the_others_stop_and_its_code_is_returned(tmp_path: Path) -> None:
    waiting = f"import pathlib, sys, time\nwhile not pathlib.Path({str(tmp_path)!r}, 'started').exists(): time.sleep(0.02)\nsys.exit(7)"
    assert _run([POLITE, str(tmp_path)], [waiting]) == 7
    assert (tmp_path / "stopped").exists()


def test_one_that_ends_without_an_error_is_an_error_all_the_same() -> None:
    assert _run([SLEEP], ["pass"]) == 1


def test_one_that_is_killed_is_reported_as_a_shell_does() -> None:
    assert _run([SLEEP], ["import os; os.kill(os.getpid(), 9)"]) == 128 + 9


def test_a_signal_stops_all_and_is_no_error(tmp_path: Path) -> None:
    def interrupt() -> None:
        _wait_for(tmp_path / "started")
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=interrupt).start()
    assert _run([POLITE, str(tmp_path)]) == 0
    assert (tmp_path / "stopped").exists()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_readiness_is_announced_once() -> None:
    announced: list[bool] = []
    assert _run(["import time; time.sleep(1)"], when_ready=lambda: announced.append(True)) == 1
    assert announced == [True]
    assert _run(["pass"], is_ready=False, when_ready=lambda: announced.append(True)) == 1
    assert announced == [True]
