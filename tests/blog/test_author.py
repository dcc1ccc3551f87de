"""Author profiles and profile links: blog/models/author.py."""

import pytest
from django.core.exceptions import ValidationError

from blog.models import Author, ProfileLink
from tests.factories import make_author, make_image, make_user

pytestmark = pytest.mark.django_db


def test_an_author_outlives_their_account_and_their_picture():
    user, avatar = make_user("login-name"), make_image()
    author = make_author(user=user, avatar=avatar, slug="umino")
    avatar.delete()
    user.delete()
    author.refresh_from_db()
    assert (author.user, author.avatar, author.slug) == (None, None, "umino")


@pytest.mark.parametrize("slug", ["a/b", "", "a b", ".."])
def test_a_slug_that_breaks_the_address_is_refused(slug):
    with pytest.raises(ValidationError) as refused:
        Author(name="海野", slug=slug).full_clean()
    assert set(refused.value.message_dict) == {"slug"}


def test_profiles_are_deleted_with_their_author_and_those_of_the_site_are_not():
    author = make_author()
    ProfileLink.objects.create(author=author, service="bluesky", url="https://a.example/")
    site = ProfileLink.objects.create(service="bluesky", url="https://b.example/", order=2)
    first = ProfileLink.objects.create(service="mastodon", url="https://c.example/", order=1)
    author.delete()
    assert list(ProfileLink.objects.all()) == [first, site]
    assert str(first) == "Mastodon: https://c.example/"
