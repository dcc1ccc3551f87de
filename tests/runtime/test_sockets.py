"""Listening sockets: systemd's, or a new one."""

import os
import socket
from contextlib import closing

import pytest

from runtime import sockets


def test_a_socket_that_systemd_hands_over_is_taken(monkeypatch):
    ours = socket.socket()
    monkeypatch.setattr(sockets, "FIRST_DESCRIPTOR", ours.detach())
    monkeypatch.setenv("LISTEN_FDS", "1")
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
    taken = sockets.listen("127.0.0.1:1")
    assert taken.fileno() == sockets.FIRST_DESCRIPTOR
    taken.close()


def test_an_address_in_use_is_refused_in_words_and_a_stale_socket_is_replaced(tmp_path):
    bind = f"unix:{tmp_path}/web.sock"
    first = sockets.listen(bind)
    with pytest.raises(sockets.CannotListen, match="is in use"):
        sockets.listen(bind)
    first.close()
    sockets.listen(bind).close()
    tcp = sockets.listen("127.0.0.1:0")
    with pytest.raises(sockets.CannotListen, match="is in use"):
        sockets.listen(f"127.0.0.1:{tcp.getsockname()[1]}")
    tcp.close()
    sockets.listen("[::1]:0").close()


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:8000", ("::1", 8000)),
        ("blog.example.jp:80", ("blog.example.jp", 80)),
        ("unix:/run/web.sock", "/run/web.sock"),
    ],
)
def test_an_address_is_read(bind, address):
    assert sockets.parse(bind) == address


@pytest.mark.parametrize(
    "bind",
    [
        "nonsense",
        "8000",
        ":8000",
        "a:",
        "a:b",
        "a:65536",
        "a:-1",
        "::1:80",
        "unix:web.sock",
        "a:８０",
    ],
)
def test_what_is_no_address_is_refused(bind):
    with pytest.raises(ValueError, match=bind):
        sockets.parse(bind)


def test_an_address_that_this_machine_does_not_have_is_unusable(tmp_path):
    for bind in ("192.0.2.7:8000", f"unix:{tmp_path}/nowhere/web.sock"):
        with pytest.raises(sockets.CannotListen, match="Cannot listen"):
            sockets.check_usable(bind)
    with closing(sockets.listen("127.0.0.1:0")) as other:
        sockets.check_usable(f"127.0.0.1:{other.getsockname()[1]}")  # mostly by this very site
    with closing(sockets.listen(f"unix:{tmp_path}/web.sock")):
        sockets.check_usable(f"unix:{tmp_path}/web.sock")
