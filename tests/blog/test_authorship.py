"""Authors of entries, and the transfer of entries to another author: blog/authorship.py."""

import pytest

from audit.models import Event
from blog import authorship
from blog.models import Author, PostAuthor
from blog.signals import entry_changed
from tests.factories import draft_post, make_author, make_user, published_post

pytestmark = pytest.mark.django_db


def author_names(post):
    return [row.author.name for row in PostAuthor.objects.filter(post=post).order_by("order")]


def test_a_user_gets_one_author_profile_without_their_username():
    user = make_user("login-name", name="海野なみ")
    author = authorship.signing_author(user)
    assert author == authorship.signing_author(user)
    assert author.name == "海野なみ"
    assert "login-name" not in author.slug


def test_only_a_change_of_the_authors_is_logged():
    first, second = make_author(name="海野"), make_author(name="山野")
    post = draft_post(authors=[first])
    for is_logged in (True, False):
        Event.objects.all().delete()  # otherwise a new event is merged with a recent one
        authorship.sign(post, [second, first])
        assert author_names(post) == ["山野", "海野"]
        assert Event.objects.exists() == is_logged


def test_a_transfer_replaces_the_author_on_all_entries_and_redirects(client):
    author, successor = (
        make_author(name="海野", slug="umino"),
        make_author(name="山野", slug="yamano"),
    )
    other = make_author(name="川野")
    shared = published_post(slug="shared", authors=[author, other, successor])
    draft = draft_post(slug="draft", authors=[author])
    sent = []

    def receive(sender, url, **kwargs):
        sent.append(url)

    entry_changed.connect(receive)
    try:
        assert authorship.transfer(author, successor) == 2
    finally:
        entry_changed.disconnect(receive)
    assert author_names(shared) == ["川野", "山野"]
    assert author_names(draft) == ["山野"]
    assert sent == [shared.get_absolute_url()]
    assert not Author.objects.filter(slug="umino").exists()
    response = client.get("/authors/umino/")
    assert (response.status_code, response["Location"]) == (301, "/authors/yamano/")
