"""How the first administrator comes in, and that nobody does after them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import first_steps, tokens
from accounts.models import FirstStep, User
from tests.factories import make_user
from tests.mail_links import all_rows

pytestmark = pytest.mark.django_db

NEW = {
    "name": "持ち主",
    "username": "owner",
    "email": "Owner@Example.com",
    "password": "a sentence that nobody guesses",
}


def path() -> str:
    link = first_steps.make_link()
    assert link.startswith(settings.BASE_URL)
    return link.removeprefix(settings.BASE_URL)


def test_the_link_leads_to_a_form_that_makes_a_superuser(client):
    link = path()
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
    link = path()
    client.post(link, NEW)
    User.objects.all().delete()  # not even when nobody is left
    again = client.post(link, {**NEW, "username": "second"})
    assert again.status_code == 404
    assert not User.objects.exists()


def test_opening_the_link_changes_nothing(client):
    link = path()
    before = all_rows()
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert all_rows() == before


def test_the_link_is_dead_as_soon_as_there_is_a_superuser(client):
    link = path()
    make_user("boss", is_superuser=True)
    before = all_rows()
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 404
    assert first_steps.make_link() is None
    assert all_rows() == before


def test_the_link_is_dead_after_a_day(client):
    link = path()
    FirstStep.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link, NEW).status_code == 404
    assert not User.objects.exists()


def test_a_newer_link_replaces_the_older(client):
    old, new = path(), path()
    assert FirstStep.objects.count() == 1
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_only_a_digest_is_kept_and_it_opens_nothing(client):
    token = path().split("/")[-2]
    step = FirstStep.objects.get()
    assert token not in str(FirstStep.objects.values().get())
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
def test_a_mistake_is_told_and_the_link_still_works(client, field, value):
    make_user("taken")
    link = path()
    response = client.post(link, {**NEW, field: value})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert client.post(link, NEW).status_code == 302


def test_two_who_press_at_once_make_one_account():
    path()
    first, second = FirstStep.objects.get(), FirstStep.objects.get()
    first_steps.take(first, **NEW)
    with pytest.raises(tokens.SpentError):
        first_steps.take(second, **{**NEW, "username": "second", "email": "b@example.com"})
    assert User.objects.count() == 1


# Commands
def test_a_command_prints_a_new_link(client):
    out = StringIO()
    call_command("first_admin", stdout=out, stderr=StringIO())
    link = out.getvalue().strip()
    assert client.get(link.removeprefix(settings.BASE_URL)).status_code == 200


def test_the_command_refuses_where_there_is_a_superuser():
    make_user("boss", is_superuser=True)
    with pytest.raises(CommandError, match="superuser already"):
        call_command("first_admin")


def test_createsuperuser_makes_somebody_who_may_do_everything(client, monkeypatch):
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


def test_there_is_no_account_that_nobody_made():
    assert not User.objects.exists()
