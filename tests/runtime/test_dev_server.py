"""Development server: URL, allowed hosts and port of `manage.py serve`."""

import socket
from contextlib import closing
from typing import Any

import pytest
from django.core.management import CommandError

from runtime import dev_server


def test_a_busy_port_is_refused_with_another_one_named() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use.*PORT={port + 1}"):
            dev_server.listen("127.0.0.1", port)


def test_the_address_of_the_site_follows_host_and_port(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    monkeypatch.delenv("TSUZURI_BASE_URL", raising=False)
    monkeypatch.setattr(dev_server, "host_names", lambda: ["desk.local", "192.0.2.7"])

    def said(host: str, port: int) -> tuple[str, str]:
        environment = dev_server.environment(host, port)
        return environment["TSUZURI_BASE_URL"], environment["TSUZURI_ALLOWED_HOSTS"]

    assert said("127.0.0.1", 9000) == ("http://127.0.0.1:9000", "localhost,127.0.0.1")
    assert said("0.0.0.0", 80) == (
        "http://127.0.0.1:80",
        "localhost,127.0.0.1,desk.local,192.0.2.7",
    )
    assert said("192.0.2.9", 8000) == ("http://192.0.2.9:8000", "localhost,127.0.0.1,192.0.2.9")
    assert said("::1", 8000)[0] == "http://[::1]:8000"
    monkeypatch.setenv("TSUZURI_BASE_URL", "https://blog.example.jp")
    assert said("127.0.0.1", 9000)[0] == "https://blog.example.jp"


@pytest.mark.parametrize("port", [0, 65_536, 99_999])
def test_a_number_that_is_no_port_is_refused_in_words(port: int) -> None:
    with pytest.raises(CommandError, match="no port"):
        dev_server.listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match=r"Cannot listen on 192\.0\.2\.7:8000"):
        dev_server.listen("192.0.2.7", 8000)


def test_the_socket_listens_before_anything_is_prepared() -> None:
    with (
        closing(dev_server.listen("127.0.0.1", _free_port())) as listener,
        closing(socket.create_connection(listener.getsockname(), timeout=5)),
    ):
        pass


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
