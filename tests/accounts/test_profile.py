"""Profile form: display name."""

import pytest

pytestmark = pytest.mark.django_db

PAGE = "/account/profile/"


def test_a_reader_changes_their_name(reader_client, reader_user):
    response = reader_client.post(PAGE, {"name": "　むすび　"}, follow=True)
    assert "プロフィールを保存しました。" in response.content.decode()
    reader_user.refresh_from_db()
    assert reader_user.name == "むすび"


def test_a_name_that_is_too_long_is_refused_and_kept_in_the_form(reader_client, reader_user):
    long = "長" * 81
    response = reader_client.post(PAGE, {"name": long})
    assert response.context["form"].has_error("name", "max_length")
    assert long in response.content.decode()
    reader_user.refresh_from_db()
    assert reader_user.name == ""


def test_nothing_but_name_and_picture_can_be_changed_here(reader_client, reader_user):
    reader_client.post(PAGE, {"name": "むすび", "email": "other@example.com", "is_superuser": "on"})
    reader_user.refresh_from_db()
    assert (reader_user.email, reader_user.is_superuser) == ("reader@example.com", False)


def test_an_author_finds_the_way_to_their_public_face(author_client, author):
    page = author_client.get(PAGE).content.decode()
    assert f'href="/admin/blog/author/{author.pk}/change/"' in page


def test_a_reader_without_posts_is_shown_no_such_way(reader_client):
    assert "/admin/" not in reader_client.get(PAGE).content.decode()
