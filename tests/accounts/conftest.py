"""Fixtures of several files of tests about accounts."""

import pytest

from tests.factories import PASSWORD, make_user


@pytest.fixture
def request_reset(client, worker):
    """A function that requests a password reset and runs the tasks."""

    def post_address(email):
        with worker():
            return client.post("/account/password/reset/", {"email": email})

    return post_address


@pytest.fixture
def reauthenticated_client(client):
    """A client that has signed in by the form and just confirmed its password."""
    make_user("fresh", email="fresh@example.org")
    response = client.post("/account/login/", {"login": "fresh", "password": PASSWORD})
    assert response.status_code == 302
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client
