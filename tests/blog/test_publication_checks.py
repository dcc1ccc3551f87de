"""Hints before publishing: blog/publication_checks.py, blog/internal_links.py, and the preview that shows them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog import publishing
from blog.models import Ad, BlogSettings, Post, Redirect
from blog.publication_checks import publication_notices
from blog.rendering import derive
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_settings,
    make_tag,
    published_page,
    published_post,
    scheduled_post,
    trashed_post,
)

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/markdownx/preview/"


@pytest.fixture
def codes(author_client):
    """Return a function that previews a text as an author: the code and the line of each notice."""

    def preview(body, **fields):
        answer = author_client.post(PREVIEW, {"content": body, "kind": "post", **fields}).json()
        return [(notice["code"], notice["line"]) for notice in answer["notices"]]

    return preview


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_unknown_ads_speakers_and_cards_are_named_with_their_line(codes):
    body = "文章。\n\n:::ad 綴り間違い\n\n:::ふきだし 知らない人\nやあ。\n:::\n\n:::card /posts/nothing/"
    assert set(codes(body, is_advertising="on")) == {
        ("missing_ad", 3),
        ("missing_speaker", 5),
        ("missing_card", 9),
    }


def test_an_ad_without_the_pr_notice_is_reported_as_the_rule_of_the_site_says(codes):
    Ad.objects.create(name="本", text="本", url="https://example.com/")
    bodies = [":::ad 本", "[本](https://px.a8.net/x)"]
    make_settings(pr_rule=BlogSettings.PRRule.MARKED)
    assert [codes(body) for body in bodies] == [[("no_pr_notice", None)]] * 2
    assert [codes(body, is_advertising="on") for body in bodies] == [[], []]
    BlogSettings.objects.update(pr_rule=BlogSettings.PRRule.SPONSORED)
    assert [codes(body) for body in bodies] == [[], []]
    assert codes("広告のない文。") == []


def test_a_publication_time_that_has_passed_is_reported(codes):
    now = timezone.now()
    past, future = local(now - timedelta(hours=2)), local(now + timedelta(hours=2))
    assert codes("文", go_live_at=past) == [("past_date", None)]
    assert codes("文", go_live_at=future) == []
    assert codes("文", go_live_at="2026-") == []


def test_the_same_title_is_reported_without_telling_of_drafts_of_others(codes, author):
    other = make_author()
    published_post(title="公開の題", authors=[other])
    own = draft_post(title="自分の題", authors=[author])
    draft_post(title="人の題", authors=[other])
    trashed_post(title="捨てた題", authors=[author])
    published_page(title="固定の題")
    titles = ["公開の題", "自分の題", "人の題", "捨てた題", "固定の題", "新しい題", ""]
    assert [title for title in titles if codes("文", title=title)] == ["公開の題", "自分の題"]
    assert codes("文", title="公開の題") == [("same_title", None)]
    assert codes("文", title="自分の題", pk=own.pk) == []
    assert codes("文", title="固定の題", kind="page") == [("same_title", None)]


def test_links_to_what_readers_cannot_open_are_reported_with_their_line(codes, author, settings):
    published_post(slug="京都")
    published_page(slug="about")
    make_tag(slug="旅")
    make_category(slug="food")
    draft_post(slug="draft", authors=[author])
    scheduled_post(slug="tomorrow", authors=[author])
    trashed_post(slug="trashed")
    good = [
        *(
            "/posts/京都/",
            "/posts/%E4%BA%AC%E9%83%BD/",
            "/posts/京都",
            "/about/",
            "/",
            "/search/?q=a",
        ),
        *("/tags/旅/", "/categories/food/", "/tags/旅/feed/", "/media/a.webp", "/archive/2025/1/"),
        *(f"{settings.BASE_URL}/posts/京都/", "https://example.com/posts/draft/", "mailto:a@b.jp"),
    ]
    bad = [
        *("/posts/draft/", "/posts/tomorrow/", "/posts/trashed/", "/posts/nothing/", "/nothing/"),
        *("/tags/none/", "/categories/food/none/", "/authors/nobody/", "/a/b/c/"),
        f"{settings.BASE_URL}/posts/draft/",
    ]
    assert codes("\n\n".join(f"[語]({url})" for url in good)) == []
    found = codes("\n\n".join(f"[語]({url})" for url in bad))
    assert found == [("broken_link", 2 * number + 1) for number in range(len(bad))]


def test_a_link_that_is_redirected_is_not_reported(codes):
    post = published_post(slug="old")
    post.slug = "new"
    publishing.save(post, fields=["slug"])
    Redirect.objects.create(path="/2019/*", target="/posts/new/")
    Redirect.objects.create(path="/gone/", kind=Redirect.Kind.GONE)
    assert codes("[a](/posts/old/)\n\n[b](/2019/05/x.html)\n\n[c](/gone/)") == [("broken_link", 5)]


def test_anchors_without_a_heading_are_reported(codes):
    published_post(slug="other", body="## 手順\n\n文")
    good = "## はじめに\n\n注((脚注))。[a](#はじめに) [b](#h-はじめに) [c](#comments) [d](/posts/other/#h-手順)"
    assert codes(good) == []
    bad = "[a](#おわりに)\n\n[b](/posts/other/#h-準備)\n\n[c](/posts/nothing/#h-準備)"
    assert codes(bad) == [("broken_link", 5), ("broken_anchor", 1), ("broken_anchor", 3)]


def test_hints_are_on_the_page_without_javascript_and_prevent_nothing(author_client, author):
    post = draft_post(authors=[author], body="[a](/posts/nothing/)")
    url = reverse("admin:blog_post_change", args=[post.pk])
    assert (
        "/posts/nothing/" in author_client.get(url).content.decode().split("data-notices-list")[1]
    )
    publishing.publish(post)
    assert Post.objects.published().count() == 1


def test_the_checks_cost_a_query_for_each_kind_of_page_however_many_links_there_are(
    author_user, django_assert_num_queries
):
    author_user.has_perm("blog.change_post")  # loads the permissions
    settings = BlogSettings.load()
    published_post(slug="other", body="## 手順")
    for count in (1, 15):
        links = [
            f"[a](/posts/a{n}/) [b](/b{n}/) [c](/tags/c{n}/) [d](/posts/other/#h-{n})"
            for n in range(count)
        ]
        entry = Post(title="題", body="\n".join(links))
        derive(entry, blog_settings=settings)
        # title, posts, pages, tags, previous paths, redirects, headings
        with django_assert_num_queries(7):
            notices = publication_notices(entry, blog_settings=settings, user=author_user)
        assert len(notices) == 4 * count
    entry = Post(title="題", body="リンクのない文。")
    derive(entry, blog_settings=settings)
    with django_assert_num_queries(1):
        publication_notices(entry, blog_settings=settings, user=author_user)
