"""Servers for the tests of the HTTP client."""

from collections.abc import Iterator

import pytest

from tests.outside_hosts import OutsideHosts, RawServer, running_server


@pytest.fixture
def site(outside_hosts: OutsideHosts) -> Iterator[RawServer]:
    """The server of http://site.example.com, on a public address."""
    with running_server() as server:
        outside_hosts.add("site.example.com", server.port)
        yield server


@pytest.fixture
def canary() -> Iterator[RawServer]:
    """A server of this machine's own, which must see no request."""
    with running_server() as server:
        yield server
