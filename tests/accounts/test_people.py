"""Admin of users: administrators manage them, and no user can extend their own permissions."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/user/"


def change_url(user: User) -> str:
    return f"{LIST}{user.pk}/change/"


def form_data(user: User, **fields):
    return {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "language": "",
        "is_active": "on",
        "groups": list(user.groups.values_list("pk", flat=True)),
        **fields,
    }


def group_pk(name: str) -> int:
    return Group.objects.get(name=name).pk


@pytest.fixture
def root():
    return make_user("root", is_staff=True, is_superuser=True)


def test_an_administrator_adds_a_user_and_assigns_roles(administrator_client):
    response = administrator_client.post(
        f"{LIST}add/",
        {
            "username": "ｈａｎａｋｏ",
            "email": "Hanako@Example.com",
            "name": "花子",
            "language": "",
            "usable_password": "false",
        },
    )
    hanako = User.objects.get(username="hanako")
    assert response.headers["Location"] == change_url(hanako)
    assert (hanako.email, hanako.is_staff, hanako.has_usable_password()) == (
        "hanako@example.com",
        False,
        False,
    )
    data = form_data(hanako, groups=[group_pk("author"), group_pk("moderator")])
    administrator_client.post(change_url(hanako), data)
    hanako.refresh_from_db()
    assert set(hanako.groups.values_list("name", flat=True)) == {"author", "moderator"}
    assert hanako.is_staff
    administrator_client.post(change_url(hanako), form_data(hanako, groups=[]))
    hanako.refresh_from_db()
    assert not hanako.is_staff


@pytest.mark.parametrize("fields", [{"username": "TARO"}, {"email": "TARO@example.com"}])
def test_two_people_cannot_share_a_name_or_an_address(administrator_client, fields):
    make_user("taro")
    other = make_user("other")
    response = administrator_client.post(change_url(other), form_data(other, **fields))
    assert response.status_code == 200
    other.refresh_from_db()
    assert (other.username, other.email) == ("other", "other@example.com")


def test_an_administrator_cannot_become_a_superuser(administrator_client, administrator_user):
    everything = list(Permission.objects.values_list("pk", flat=True))
    data = form_data(
        administrator_user, is_superuser="on", is_staff="on", user_permissions=everything
    )
    assert administrator_client.post(change_url(administrator_user), data).status_code == 302
    administrator_user.refresh_from_db()
    assert not administrator_user.is_superuser
    assert administrator_user.user_permissions.count() == 0
    page = administrator_client.get(change_url(administrator_user)).content.decode()
    assert "is_superuser" not in page
    assert "user_permissions" not in page


def test_an_administrator_cannot_hand_out_groups_that_are_no_roles(
    administrator_client, administrator_user
):
    other = Group.objects.create(name="owners")
    data = form_data(administrator_user, groups=[group_pk("administrator"), other.pk])
    assert administrator_client.post(change_url(administrator_user), data).status_code == 200
    assert set(administrator_user.groups.values_list("name", flat=True)) == {"administrator"}


def test_a_group_that_is_no_role_survives_a_change_by_an_administrator(administrator_client):
    taro = make_user("taro")
    taro.groups.add(Group.objects.create(name="owners"))
    administrator_client.post(change_url(taro), form_data(taro, name="太郎"))
    assert set(taro.groups.values_list("name", flat=True)) == {"owners"}
    # … and what was offered for one person is not offered for the next.
    other = make_user("other")
    assert "owners" not in administrator_client.get(change_url(other)).content.decode()


def test_an_administrator_cannot_touch_a_superuser(administrator_client, root):
    data = form_data(root, email="attacker@example.com")
    assert administrator_client.post(change_url(root), data).status_code == 403
    new = {"password1": "neue-passphrase-93", "password2": "neue-passphrase-93"}
    for action, payload in (("password", new), ("delete", {"post": "yes"})):
        assert administrator_client.post(f"{LIST}{root.pk}/{action}/", payload).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"}
    administrator_client.post(LIST, selected)
    before = root.password
    root.refresh_from_db()
    assert (root.email, root.password) == ("root@example.com", before)


def test_users_cannot_delete_themselves_in_the_admin(administrator_client, administrator_user):
    address = f"{LIST}{administrator_user.pk}/delete/"
    assert administrator_client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["author", "editor", "moderator"])
def test_other_roles_do_not_see_people(client_of, role):
    client = client_of(make_user(role=role))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403


def test_a_superuser_makes_another(client_of, root):
    taro = make_user("taro")
    client_of(root).post(change_url(taro), form_data(taro, is_superuser="on"))
    taro.refresh_from_db()
    assert taro.is_superuser
    assert taro.is_staff


def test_no_page_shows_anything_of_a_password(client_of, root):
    taro = make_user("taro")
    page = client_of(root).get(change_url(taro)).content.decode()
    algorithm, *parts = taro.password.split("$")
    assert algorithm not in page
    assert not any(part in page for part in parts)


def test_roles_are_offered_by_their_names(administrator_client, administrator_user):
    administrator_user.language = "en"
    administrator_user.save()
    page = administrator_client.get(change_url(administrator_user)).content.decode()
    for name in ("Author", "Editor", "Moderator", "Administrator"):
        assert name in page
