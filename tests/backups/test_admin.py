"""Backups in the admin: who may request and download them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from audit.enums import Verb
from audit.models import Event
from backups.models import Backup, State
from tests.backups.rows import good
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("own_folder")


LIST = "/admin/backups/backup/"


@pytest.mark.django_db
def test_an_administrator_asks_for_a_backup_and_a_get_does_not(administrator_client, client_of):
    assert administrator_client.get(LIST + "now/").status_code == 405
    assert not Backup.objects.exists()
    administrator_client.post(LIST + "now/")
    asked = Backup.objects.get()
    assert (asked.state, asked.requested_by.username) == (State.ASKED, "administrator")
    page = administrator_client.get(LIST).content.decode()
    assert "ワーカーを待っています" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor_client", "moderator_client", "reader_client", "stranger"])
def test_other_roles_may_not_see_or_request_backups(role, request):
    client = request.getfixturevalue(role)
    row = good(timezone.now())
    for method, address in (
        ("get", LIST),
        ("get", f"{LIST}{row.pk}/change/"),
        ("post", LIST + "now/"),
        ("post", f"{LIST}{row.pk}/download/"),
    ):
        assert getattr(client, method)(address).status_code in (302, 403)
    assert Backup.objects.count() == 1


@pytest.mark.django_db
def test_a_superuser_takes_a_backup_away_and_the_log_says_so(client_of):
    client = client_of(make_user("owner", role="administrator", is_superuser=True))
    row = good(datetime(2026, 3, 1, 4, tzinfo=UTC))
    assert client.get(f"{LIST}{row.pk}/download/").status_code == 405
    assert "download/" in client.get(f"{LIST}{row.pk}/change/").content.decode()
    response = client.post(f"{LIST}{row.pk}/download/")
    assert b"".join(response.streaming_content) == b"x"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"] == 'attachment; filename="tsuzuri-20260301T040000Z.tar"'
    event = Event.objects.get(verb=Verb.BACKUP_DOWNLOADED)
    assert (event.actor_name, event.target_title) == ("owner", row.file_name)
    row.path.unlink()
    assert client.post(f"{LIST}{row.pk}/download/").status_code == 404


@pytest.mark.django_db
def test_an_administrator_who_is_no_superuser_gets_no_file(administrator_client):
    row = good(timezone.now())
    assert administrator_client.get(LIST).status_code == 200
    assert "download/" not in administrator_client.get(f"{LIST}{row.pk}/change/").content.decode()
    assert administrator_client.post(f"{LIST}{row.pk}/download/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_many_rows(
    rows, administrator_client, django_assert_num_queries
):
    for number in range(rows):
        good(timezone.now() - timedelta(hours=number))
    administrator_client.get(LIST)
    with django_assert_num_queries(10):
        administrator_client.get(LIST)
