"""Follow box: blog/feeds/follow_links.py."""

import pytest
from lxml import html as lxml_html

from blog.enums import ProfileService
from blog.feeds import follow_links
from blog.models import Post, ProfileLink
from blog.navigation.page_context import PageContext
from tests.factories import make_author, make_image, published_post

pytestmark = pytest.mark.django_db


def listed(post: Post) -> list[tuple[str, str, str, str]]:
    """Service, address, rel and owner of every profile in the box of `post`."""
    row = Post.objects.with_authors().get(pk=post.pk)
    channels = follow_links.channels(PageContext.load(row), row)
    return [
        (c.service, c.url, c.rel, c.owner) for c in channels if c.service not in ("rss", "feedly")
    ]


def test_a_new_blog_can_be_followed_by_its_feed():
    first, second = follow_links.channels(PageContext.load())
    assert (first.service, first.url) == ("rss", "/feed/guide/")
    assert (second.service, second.url) == (
        "feedly",
        "https://feedly.com/i/subscription/feed%2Fhttp%3A%2F%2Ftestserver%2Ffeed%2F",
    )


def test_profiles_of_the_site_come_before_those_of_its_authors():
    author = make_author(name="海野")
    post = published_post(authors=[author])
    ProfileLink.objects.create(author=author, service="x", url="https://x.com/umino")
    ProfileLink.objects.create(service="note", url="https://note.com/site", order=2)
    ProfileLink.objects.create(service="bluesky", url="https://bsky.app/profile/site", order=1)
    ProfileLink.objects.create(author=make_author(), service="x", url="https://x.com/nobody")
    assert listed(post) == [
        ("bluesky", "https://bsky.app/profile/site", "me noopener", ""),
        ("note", "https://note.com/site", "me noopener", ""),
        ("x", "https://x.com/umino", "me noopener", "海野"),
    ]


def test_of_two_authors_neither_is_the_page():
    authors = [make_author(name="二"), make_author(name="一")]
    for author in reversed(authors):
        ProfileLink.objects.create(author=author, service="x", url=f"https://x.com/{author.slug}")
    assert [(rel, owner) for _, _, rel, owner in listed(published_post(authors=authors))] == [
        ("noopener", "二"),
        ("noopener", "一"),
    ]


def test_a_url_is_in_the_box_once():
    author = make_author()
    for owner in (None, author):
        ProfileLink.objects.create(author=owner, service="x", url="https://x.com/same")
    assert [owner for *_, owner in listed(published_post(authors=[author]))] == [""]


def test_every_service_has_a_label_and_a_picture(client):
    for order, service in enumerate(ProfileService.values):
        url = f"https://{service}.example/me"
        ProfileLink.objects.create(service=service, url=url, order=order)
    tree = lxml_html.fromstring(client.get(published_post().get_absolute_url()).content)
    items = tree.xpath("//ul[@class='follow-list']//a")
    labels = ["RSS", "feedly", *(str(label) for label in ProfileService.labels)]
    assert [item.text_content().strip() for item in items] == labels
    assert [len(item.xpath("./*[local-name()='svg']")) for item in items] == [1] * len(labels)


@pytest.mark.parametrize("with_cover", [True, False])
def test_the_box_shows_the_cover_of_the_post(client, with_cover):
    post = published_post(cover=make_image() if with_cover else None)
    tree = lxml_html.fromstring(client.get(post.get_absolute_url()).content)
    (picture,) = tree.xpath("//*[@class='follow-picture']/*")
    assert picture.tag == ("img" if with_cover else "span")
    assert picture.get("alt") == ("" if with_cover else None)


def test_the_box_costs_no_query_of_its_own(django_assert_num_queries):
    author = make_author()
    ProfileLink.objects.create(author=author, service="x", url="https://x.com/umino")
    post = Post.objects.with_authors().get(pk=published_post(authors=[author]).pk)
    page_context = PageContext.load(post)
    with django_assert_num_queries(0):
        assert len(follow_links.channels(page_context, post)) == 3
