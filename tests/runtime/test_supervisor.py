"""Process supervisor: replacing the server, restarting the worker, reload requests."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from runtime import sockets, supervisor
from runtime.supervisor import Supervisor

ROOT = Path(__file__).parents[2]

# A server that reports that it is ready as gunicorn does, and marks its life by a file.
SERVER = """
import os, pathlib, signal, socket, sys, time
folder = pathlib.Path({folder!r})
if (folder / "unfit").exists():
    sys.exit(3)
socket.socket(fileno=int(sys.argv[-1].removeprefix("fd://"))).getsockname()  # it was handed over
part = folder / f"part-{{os.getpid()}}"
part.write_text(f"{{os.environ['PWD']}} {{os.getcwd()}} {{__file__}}")
part.rename(folder / f"server-{{os.getpid()}}")
def end(*args):
    (folder / f"server-{{os.getpid()}}").unlink()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
os.write(int(os.environ["TSUZURI_READY_FD"]), b"1")
while True:
    time.sleep(0.05)
"""
WORKER = """
import os, pathlib, signal, sys, time
folder = pathlib.Path({folder!r})
with (folder / "workers").open("a") as log:
    log.write("x")
signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
part = folder / f"part-{{os.getpid()}}"
part.write_text(f"{{os.getpid()}} {{__file__}}")
part.rename(folder / "worker-pid")
while not (folder / "no-workers").exists():
    time.sleep(0.05)
sys.exit(5)
"""
PREPARE = """
import pathlib, sys
sys.exit(pathlib.Path({folder!r}, "unfit").exists())
"""


class Release:
    """A release folder: the link `current` leads to `first`, after `change` to `second`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.link = folder / "current"
        for name in ("first", "second"):
            code = folder / name
            code.mkdir()
            for program, text in {"server": SERVER, "worker": WORKER, "prepare": PREPARE}.items():
                (code / f"{program}.py").write_text(
                    textwrap.dedent(text).format(folder=str(folder))
                )
        self.link.symlink_to("first")

    def change(self) -> None:
        self.link.unlink()
        self.link.symlink_to("second")

    def command(self, program: str) -> list[str]:
        return [sys.executable, f"{self.link}/{program}.py"]


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(tmp_path)


@pytest.fixture
def site(tmp_path: Path, release: Release) -> Iterator[Supervisor]:
    """A supervisor of a minimal server and worker."""
    with closing(sockets.listen(f"unix:{tmp_path}/web.sock")) as listener:
        yield Supervisor(
            {
                "listener": listener.fileno(),
                "folder": str(release.link),
                "server": release.command("server"),
                "worker": release.command("worker"),
                "prepare": release.command("prepare"),
                "control": str(tmp_path / "control"),
                "log": "text",
                "announcement": "",
            }
        )


def run_with(site: Supervisor, *steps) -> int:
    """Run the supervisor, and the steps in a thread, then stop it by SIGTERM; return the exit code."""
    # If the supervisor ends too early, the signal of the last step must not kill this process.
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    failed: list[BaseException] = []

    def run_steps() -> None:
        try:
            for step in steps:
                step()
        except BaseException as error:
            failed.append(error)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=run_steps)
    site.announce = thread.start
    try:
        return site.run()
    finally:
        if thread.ident:
            thread.join()
        for number, handler in before.items():
            signal.signal(number, handler)
        if failed:
            raise failed[0]


def wait_until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def send_sighup() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def test_a_new_server_takes_requests_before_the_old_one_is_asked_to_end(site, tmp_path):
    def servers() -> set[str]:
        return {path.name for path in tmp_path.glob("server-*")}

    seen: list[set[str]] = []

    def exchanged() -> bool:
        seen.append(servers())
        return bool(seen[-1]) and not seen[-1] & seen[0]

    code = run_with(
        site, lambda: seen.append(servers()), send_sighup, lambda: wait_until(exchanged)
    )
    assert code == 0
    assert set() not in seen  # at no moment was there none
    assert servers() == set()  # and none is left


def test_a_version_that_is_not_fit_to_serve_changes_nothing(site, tmp_path, caplog):
    with caplog.at_level(logging.INFO, logger="runtime.supervisor"):
        first: list[str] = []
        code = run_with(
            site,
            lambda: first.extend(path.name for path in tmp_path.glob("server-*")),
            (tmp_path / "unfit").touch,
            send_sighup,
            lambda: wait_until(lambda: "The old version goes on" in caplog.text),
            lambda: first.extend(path.name for path in tmp_path.glob("server-*")),
        )
    assert code == 0
    assert first[0] == first[1]


def test_a_server_that_cannot_start_is_an_error(site, tmp_path):
    (tmp_path / "unfit").touch()
    assert run_with(site) == 1


def test_a_server_that_dies_ends_everything_so_that_systemd_starts_it_again(site, tmp_path):
    def kill() -> None:
        (name,) = [path.name for path in tmp_path.glob("server-*")]
        os.kill(int(name.removeprefix("server-")), signal.SIGKILL)
        time.sleep(1)

    assert run_with(site, kill) == 1


def test_a_worker_that_dies_starts_again_after_a_growing_pause(site, tmp_path, monkeypatch, caplog):
    workers = tmp_path / "workers"
    monkeypatch.setattr(supervisor, "INTERVAL", 0.02)
    with caplog.at_level(logging.ERROR, logger="runtime.supervisor"):
        run_with(
            site,
            lambda: wait_until(workers.exists),
            (tmp_path / "no-workers").touch,
            lambda: wait_until(lambda: len(workers.read_text()) == 3),
        )
    pauses = [record.args[1] for record in caplog.records if "worker ended" in record.getMessage()]
    assert pauses[:2] == [1.0, 2.0]


def test_the_end_is_clean_and_no_error(site, tmp_path):
    assert run_with(site, lambda: wait_until((tmp_path / "worker-pid").exists)) == 0
    assert not list(tmp_path.glob("server-*"))
    assert not (tmp_path / "control").exists()
    assert not is_alive(read_worker(tmp_path)[0])


def test_without_a_preparation_a_closed_terminal_ends_the_site(site, tmp_path):
    site.options["prepare"] = []
    assert run_with(site, send_sighup, lambda: time.sleep(1)) == 0


# Releases
def read_worker(tmp_path: Path) -> tuple[int, str]:
    number, _space, file = (tmp_path / "worker-pid").read_text().partition(" ")
    return int(number), file


def is_alive(number: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


def test_processes_stay_in_their_release_when_the_link_moves(site, release, tmp_path):
    def server() -> str:
        (path,) = tmp_path.glob("server-*")
        return path.read_text()

    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    run_with(
        site,
        lambda: wait_until((tmp_path / "worker-pid").exists),
        lambda: assert_equal(server(), f"{first} {first} {first}/server.py"),
        release.change,
        # A worker that dies comes back from the release that serves.
        lambda: os.kill(read_worker(tmp_path)[0], signal.SIGKILL),
        lambda: wait_until(lambda: len((tmp_path / "workers").read_text()) == 2),
        lambda: assert_equal(read_worker(tmp_path)[1], f"{first}/worker.py"),
        lambda: assert_equal(supervisor.request_reload(str(tmp_path / "control")), ""),
        lambda: wait_until(lambda: len(list(tmp_path.glob("server-*"))) == 1),
        lambda: assert_equal(server(), f"{second} {second} {second}/server.py"),
        lambda: wait_until(lambda: read_worker(tmp_path)[1] == f"{second}/worker.py"),
    )


def assert_equal(actual: object, expected: object) -> None:
    assert actual == expected


def test_a_worker_that_dies_after_a_refused_release_comes_back_from_the_old_one(
    site, release, tmp_path
):
    refused: list[str] = []
    run_with(
        site,
        lambda: wait_until((tmp_path / "worker-pid").exists),
        release.change,
        (tmp_path / "unfit").touch,
        lambda: refused.append(supervisor.request_reload(str(tmp_path / "control"))),
        lambda: os.kill(read_worker(tmp_path)[0], signal.SIGKILL),
        lambda: wait_until(lambda: len((tmp_path / "workers").read_text()) == 2),
        lambda: assert_equal(read_worker(tmp_path)[1], f"{tmp_path}/first/worker.py"),
    )
    assert refused == ["The new version is not fit to serve (code 1). The old version goes on."]


def test_a_reload_that_is_asked_for_ends_when_the_new_server_serves(site, tmp_path):
    control = str(tmp_path / "control")
    servers: list[set[str]] = []

    def note() -> None:
        servers.append({path.name for path in tmp_path.glob("server-*")})

    run_with(site, note, lambda: assert_equal(supervisor.request_reload(control), ""), note)
    assert servers[1] - servers[0]
    with pytest.raises(FileNotFoundError):
        supervisor.request_reload(control)


def test_a_site_that_ends_during_a_reload_does_not_report_success(site, tmp_path):
    answers: list[str] = []
    (tmp_path / "first" / "prepare.py").write_text("import time; time.sleep(60)")

    def ask() -> None:
        answers.append(supervisor.request_reload(str(tmp_path / "control")))

    client = threading.Thread(target=ask)
    run_with(site, client.start, lambda: time.sleep(1))
    client.join()
    assert answers == ["The site has ended meanwhile."]


# The process
@pytest.fixture
def process(site, release, tmp_path) -> Iterator["subprocess.Popen[bytes]"]:
    """The supervisor as a process of its own."""
    options = json.dumps({**site.options, "announcement": "It serves."})
    child = subprocess.Popen(
        [sys.executable, "-m", "runtime.supervisor", options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        pass_fds=[site.options["listener"]],
    )
    assert child.stdout
    assert child.stdout.readline() == b"It serves.\n"
    wait_until((tmp_path / "worker-pid").exists)
    yield child
    child.stdout.close()
    child.kill()
    child.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_supervisor_is_small_and_loads_no_django(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    (size,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
    assert size < 25 * 1024


def test_no_module_of_the_supervisor_imports_django():
    code = "import runtime.supervisor, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "runtime.supervisor" in loaded
    assert [name for name in loaded if name.partition(".")[0] in ("django", "gunicorn")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends the children")
def test_server_and_worker_end_with_a_supervisor_that_is_killed(process, tmp_path):
    worker = read_worker(tmp_path)[0]
    process.kill()
    process.wait()
    wait_until(lambda: not list(tmp_path.glob("server-*")))
    wait_until(lambda: not is_alive(worker))


def test_systemd_is_notified(tmp_path, monkeypatch):
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.bind(str(tmp_path / "notify"))
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    supervisor.notify("READY=1")
    assert ear.recv(100) == b"READY=1"
    ear.close()
