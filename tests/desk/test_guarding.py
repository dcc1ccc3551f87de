"""What keeps a public site running: a server that can be exchanged, a worker that comes back."""

import logging
import os
import signal
import socket
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from desk import guarding, listening
from desk.guarding import Guard

# A server that says it is ready as gunicorn does, notes its life, and ends when asked.
SERVER = """
import os, pathlib, signal, socket, sys, time
folder = pathlib.Path({folder!r})
if (folder / "unfit").exists():
    sys.exit(3)
socket.socket(fileno=int(sys.argv[-1].removeprefix("fd://"))).getsockname()  # it was handed over
speaker = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
speaker.sendto(b"STATUS=A worker takes requests", os.environ["NOTIFY_SOCKET"])
(folder / f"server-{{os.getpid()}}").touch()
def end(*args):
    (folder / f"server-{{os.getpid()}}").unlink()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
while True:
    time.sleep(0.05)
"""
WORKER = """
import os, pathlib, signal, sys, time
folder = pathlib.Path({folder!r})
with (folder / "workers").open("a") as log:
    log.write("x")
signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
(folder / "worker-pid").write_text(str(os.getpid()))
while not (folder / "no-workers").exists():
    time.sleep(0.05)
sys.exit(5)
"""


@pytest.fixture
def guard(tmp_path: Path) -> Guard:
    """A guard over a small server and a small worker."""

    def program(code: str) -> list[str]:
        return [sys.executable, "-c", textwrap.dedent(code).format(folder=str(tmp_path))]

    prepare = "import pathlib, sys; sys.exit(pathlib.Path({folder!r}, 'unfit').exists())"
    return Guard(
        listener=listening.take(f"unix:{tmp_path}/web.sock"),
        folder=tmp_path,
        server=program(SERVER),
        worker=program(WORKER),
        prepare=program(prepare),
    )


def during(guard: Guard, *steps) -> int:
    """Run the guard here and the steps beside it, the last of which is the end; return its code."""
    # A guard that ends too early must not leave the signal of the last step to this process.
    wishes = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: None) for number in wishes}
    failed: list[BaseException] = []

    def act() -> None:
        try:
            for step in steps:
                step()
        except BaseException as error:
            failed.append(error)
        os.kill(os.getpid(), signal.SIGTERM)

    beside = threading.Thread(target=act)
    guard.when_ready = beside.start
    try:
        return guard.run()
    finally:
        beside.join()
        guard.listener.close()
        for number, handler in before.items():
            signal.signal(number, handler)
        if failed:
            raise failed[0]


def until(met) -> None:
    deadline = time.monotonic() + 30
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def hang_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def test_a_new_server_takes_requests_before_the_old_one_is_asked_to_end(guard, tmp_path):
    def servers() -> set[str]:
        return {path.name for path in tmp_path.glob("server-*")}

    seen: list[set[str]] = []

    def exchanged() -> bool:
        seen.append(servers())
        return bool(seen[-1]) and not seen[-1] & seen[0]

    code = during(guard, lambda: seen.append(servers()), hang_up, lambda: until(exchanged))
    assert code == 0
    assert set() not in seen  # at no moment was there none
    assert servers() == set()  # and none is left


def test_a_version_that_is_not_fit_to_serve_changes_nothing(guard, tmp_path, caplog):
    with caplog.at_level(logging.INFO, logger="desk.guarding"):
        first: list[str] = []
        code = during(
            guard,
            lambda: first.extend(path.name for path in tmp_path.glob("server-*")),
            (tmp_path / "unfit").touch,
            hang_up,
            lambda: until(lambda: "the old one goes on" in caplog.text),
            lambda: first.extend(path.name for path in tmp_path.glob("server-*")),
        )
    assert code == 0
    assert first[0] == first[1]


def test_a_server_that_cannot_start_is_an_error(guard, tmp_path):
    (tmp_path / "unfit").touch()
    before = signal.getsignal(signal.SIGTERM)
    assert guard.run() == 1
    assert signal.getsignal(signal.SIGTERM) is before
    guard.listener.close()


def test_a_server_that_dies_ends_everything_so_that_systemd_starts_it_again(guard, tmp_path):
    def kill() -> None:
        (name,) = [path.name for path in tmp_path.glob("server-*")]
        os.kill(int(name.removeprefix("server-")), signal.SIGKILL)
        time.sleep(1)

    assert during(guard, kill) == 1


def test_a_worker_that_dies_starts_again_after_a_growing_pause(
    guard, tmp_path, monkeypatch, caplog
):
    workers = tmp_path / "workers"
    monkeypatch.setattr(guarding, "LOOK", 0.02)
    with caplog.at_level(logging.ERROR, logger="desk.guarding"):
        during(
            guard,
            lambda: until(workers.exists),
            (tmp_path / "no-workers").touch,
            lambda: until(lambda: len(workers.read_text()) == 3),
        )
    pauses = [record.args[1] for record in caplog.records if "worker ended" in record.getMessage()]
    assert pauses[:2] == [1.0, 2.0]


# The socket
def test_a_socket_that_systemd_hands_over_is_taken(monkeypatch):
    ours = socket.socket()
    monkeypatch.setattr(listening, "FIRST", ours.detach())
    monkeypatch.setenv("LISTEN_FDS", "1")
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
    taken = listening.take("127.0.0.1:1")
    assert taken.fileno() == listening.FIRST
    taken.close()


def test_an_address_in_use_is_refused_in_words_and_a_stale_socket_is_replaced(tmp_path):
    bind = f"unix:{tmp_path}/web.sock"
    first = listening.take(bind)
    with pytest.raises(listening.CannotListen, match="is in use"):
        listening.take(bind)
    first.close()
    listening.take(bind).close()
    tcp = listening.take("127.0.0.1:0")
    with pytest.raises(listening.CannotListen, match="is in use"):
        listening.take(f"127.0.0.1:{tcp.getsockname()[1]}")
    tcp.close()
    listening.take("[::1]:0").close()


def test_systemd_is_told(tmp_path, monkeypatch):
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.bind(str(tmp_path / "notify"))
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    guarding.notify("READY=1")
    assert ear.recv(100) == b"READY=1"
    ear.close()
