"""Settings take effect on public pages: blog/site_settings.py, blog/settings_forms.py."""

import re

import pytest
from django_tasks_db.models import DBTaskResult

from blog import publishing
from blog.models import ProfileLink
from tests.factories import draft_post, make_image, make_tag, published_post
from tests.settings_pages import change

pytestmark = pytest.mark.django_db


def text_of(client, path="/"):
    return client.get(path).content.decode()


@pytest.fixture
def post(author):
    """A post with something related, whose author and site have profiles."""
    ProfileLink.objects.create(service="bluesky", url="https://bsky.app/profile/site.example")
    ProfileLink.objects.create(
        service="mastodon", url="https://mastodon.example/@hajime", author=author
    )
    tag = make_tag()
    published_post(title="近い話", tags=[tag])
    return published_post(body="## 一\n\n## 二\n\n## 三\n", tags=[tag], authors=[author])


# Reading
def test_posts_a_page(editor_client, stranger):
    for number in range(3):
        published_post(title=f"記事{number}")
    change(editor_client, "reading", posts_per_page="2")
    assert len(stranger.get("/").context["posts"]) == 2


@pytest.mark.parametrize(
    ("slug", "field", "mark"),
    [
        ("reading", "author_box", 'class="author-box'),
        ("reading", "related_posts", 'id="related-title"'),
        ("contents", "toc_enabled", "data-toc"),
        ("sharing", "follow_box", 'id="follow-title"'),
    ],
)
def test_what_is_switched_off_is_gone(slug, field, mark, editor_client, stranger, post):
    assert mark in text_of(stranger, post.get_absolute_url())
    change(editor_client, slug, **{field: False})
    assert mark not in text_of(stranger, post.get_absolute_url())


def test_the_table_of_contents_needs_as_many_headings_as_the_owner_says(
    editor_client, stranger, post
):
    change(editor_client, "contents", toc_threshold="4")
    assert "data-toc" not in text_of(stranger, post.get_absolute_url())


def test_the_number_of_versions(editor_client):
    post = draft_post(body="一")
    change(editor_client, "reading", revisions_kept="5")
    for number in range(9):
        post.body = str(number)
        publishing.save(post, fields=["body"])
    assert post.revisions.count() == 6  # and the last one of this day before


def test_reading_speed(editor_client, stranger):
    post = published_post(body="字" * 1000)
    change(editor_client, "reading", reading_speed="100")
    assert "10分" in text_of(stranger, post.get_absolute_url())


def test_line_breaks_change_in_texts_that_are_there_already(
    editor_client, stranger, django_capture_on_commit_callbacks
):
    post = published_post(body="一行目\n二行目")
    assert "一行目<br" in text_of(stranger, post.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        change(editor_client, "reading", hard_breaks=False)
    [queued] = DBTaskResult.objects.filter(task_path="blog.tasks.rebuild_html")
    queued.task.call()
    assert "一行目二行目" in text_of(stranger, post.get_absolute_url())


def test_a_sidebar_and_the_typeface_of_headings(editor_client, stranger):
    assert "page-aside" not in text_of(stranger)
    change(editor_client, "appearance", layout="sidebar", heading_font="sans")
    assert "page-aside" in text_of(stranger)
    assert 'data-heading="sans"' in text_of(stranger)


# Comments
def test_the_comment_policy_decides_about_the_form(editor_client, stranger):
    post = published_post()
    form = f"/comments/form/blog.post/{post.pk}/"
    assert form in text_of(stranger, post.get_absolute_url())
    change(editor_client, "comments", admission="closed", words="")
    assert form not in text_of(stranger, post.get_absolute_url())


# Follow and share
def follow_links(client, post):
    box = text_of(client, post.get_absolute_url()).split('class="follow-list"')[1].split("</ul>")[0]
    return [row.split('"')[0] for row in box.split('href="')[1:]]


def test_the_follow_box_has_the_owners_words_and_ways_in_their_order(editor_client, stranger, post):
    assert len(follow_links(stranger, post)) == 4
    change(
        editor_client,
        "sharing",
        follow_text="土曜の朝に、また。",
        follow_channels=["authors", "site", ""],
    )
    assert follow_links(stranger, post) == [
        "https://mastodon.example/@hajime",
        "https://bsky.app/profile/site.example",
    ]
    words = re.sub("<[^>]+>", "", text_of(stranger, post.get_absolute_url()))
    assert "土曜の朝に、また。" in words


def test_without_a_way_to_follow_there_is_no_box(editor_client, stranger, post):
    change(editor_client, "sharing", follow_channels=[""])
    assert 'id="follow-title"' not in text_of(stranger, post.get_absolute_url())


def test_share_buttons_are_the_owners(editor_client, stranger, post):
    change(editor_client, "sharing", share_targets=["line"])
    share = (
        text_of(stranger, post.get_absolute_url()).split("data-share ")[1].split("</section>")[0]
    )
    assert "social-plugins.line.me" in share
    assert "x.com" not in share


# Identity, privacy
def test_the_picture_for_link_previews(administrator_client, stranger):
    cover = make_image(alt="表紙")
    change(administrator_client, "identity", default_cover=cover.key)
    assert 'property="og:image" content="http' in text_of(stranger)
    assert cover.url in text_of(stranger)


def test_search_engines_can_be_asked_to_stay_away(administrator_client, stranger):
    change(administrator_client, "seo", noindex="on")
    assert '<meta name="robots" content="noindex">' in text_of(stranger)
    assert "Disallow: /\n" in text_of(stranger, "/robots.txt")


def test_name_tagline_and_language(administrator_client, stranger):
    change(administrator_client, "identity", name="Thread", tagline="Bound", language="en")
    home = text_of(stranger)
    assert '<html lang="en"' in home
    assert "<title>Thread | Bound</title>" in home


def test_robots_and_ads_txt_follow_the_settings(administrator_client, stranger, post):
    header = "Referrer-Policy"
    assert stranger.get("/").headers[header] == "strict-origin-when-cross-origin"
    change(administrator_client, "privacy", referrer_policy="same-origin")
    for path in ["/", post.get_absolute_url(), "/search/", "/nothing-here/"]:
        assert stranger.get(path).headers[header] == "same-origin"
    assert stranger.get("/healthz").headers[header] == "strict-origin-when-cross-origin"
