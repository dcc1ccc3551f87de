"""Account of the first administrator: the link works once, and never after that."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import initial_admin, tokens
from accounts.models import InitialAdminLink, User
from tests.factories import make_user
from tests.mail_links import all_rows

pytestmark = pytest.mark.django_db

NEW = {
    "name": "持ち主",
    "username": "owner",
    "email": "Owner@Example.com",
    "password": "a sentence that nobody guesses",
}


def link_path() -> str:
    link = initial_admin.create_link()
    assert link.startswith(settings.BASE_URL)
    return link.removeprefix(settings.BASE_URL)


def test_the_link_leads_to_a_form_that_makes_a_superuser(client):
    link = link_path()
    assert client.get(link).status_code == 200
    response = client.post(link, NEW)
    assert response.url == "/account/protect/"
    owner = User.objects.get()
    assert (owner.username, owner.email, owner.name) == ("owner", "owner@example.com", "持ち主")
    assert (owner.is_superuser, owner.is_staff, owner.is_active) == (True, True, True)
    assert owner.check_password(NEW["password"])
    assert client.get("/account/protect/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_the_link_works_once(client):
    link = link_path()
    client.post(link, NEW)
    User.objects.all().delete()  # not even without any account
    again = client.post(link, {**NEW, "username": "second"})
    assert again.status_code == 404
    assert not User.objects.exists()


def test_opening_the_link_changes_nothing(client):
    link = link_path()
    before = all_rows()
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert all_rows() == before


def test_the_link_is_dead_as_soon_as_there_is_a_superuser(client):
    link = link_path()
    make_user("boss", is_superuser=True)
    before = all_rows()
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 404
    assert initial_admin.create_link() is None
    assert all_rows() == before


def test_the_link_is_dead_after_a_day(client):
    link = link_path()
    InitialAdminLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link, NEW).status_code == 404
    assert not User.objects.exists()


def test_a_newer_link_replaces_the_older(client):
    old, new = link_path(), link_path()
    assert InitialAdminLink.objects.count() == 1
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_only_a_digest_is_kept_and_it_opens_nothing(client):
    token = link_path().split("/")[-2]
    step = InitialAdminLink.objects.get()
    assert token not in str(InitialAdminLink.objects.values().get())
    assert client.get(f"/account/first/{step.digest}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "password"),
        ("email", "taken@example.com"),
        ("email", ""),
        ("username", "Taken"),
    ],
)
def test_an_invalid_form_shows_the_error_and_the_link_still_works(client, field, value):
    make_user("taken")
    link = link_path()
    response = client.post(link, {**NEW, field: value})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert client.post(link, NEW).status_code == 302


def test_two_who_press_at_once_make_one_account():
    link_path()
    first, second = InitialAdminLink.objects.get(), InitialAdminLink.objects.get()
    initial_admin.create_administrator(first, **NEW)
    with pytest.raises(tokens.InvalidLinkError):
        initial_admin.create_administrator(
            second, **{**NEW, "username": "second", "email": "b@example.com"}
        )
    assert User.objects.count() == 1


# Commands
def test_a_command_prints_a_new_link(client):
    out = StringIO()
    call_command("initial_admin", stdout=out, stderr=StringIO())
    link = out.getvalue().strip()
    assert client.get(link.removeprefix(settings.BASE_URL)).status_code == 200


def test_the_command_refuses_where_there_is_a_superuser():
    make_user("boss", is_superuser=True)
    with pytest.raises(CommandError, match="superuser already"):
        call_command("initial_admin")


def test_createsuperuser_creates_an_administrator(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW["password"])
    call_command(
        "createsuperuser", interactive=False, username="boss", email="Boss@Example.com", verbosity=0
    )
    boss = User.objects.get()
    assert (boss.email, boss.is_staff, boss.is_superuser) == ("boss@example.com", True, True)
    client.post("/account/login/", {"login": "boss@example.com", "password": NEW["password"]})
    assert client.get("/admin/accounts/user/").status_code == 200


@pytest.mark.parametrize("taken", [{"email": "OWNER@example.com"}, {"username": "OWNER"}])
def test_createsuperuser_says_what_is_taken(monkeypatch, taken):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW["password"])
    make_user("owner")
    fields = {"username": "boss", "email": "boss@example.com", **taken}
    with pytest.raises(CommandError, match="Another account has"):
        call_command("createsuperuser", interactive=False, verbosity=0, **fields)


def test_there_is_no_default_account():
    assert not User.objects.exists()


def test_a_second_start_leaves_the_link_of_the_first_alone() -> None:
    first = initial_admin.startup_message()
    digest = InitialAdminLink.objects.get().digest
    assert settings.BASE_URL in first
    assert "initial_admin" in initial_admin.startup_message()
    assert InitialAdminLink.objects.get().digest == digest
    make_user("owner", is_superuser=True)
    assert initial_admin.startup_message() == ""
