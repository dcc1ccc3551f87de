"""Rules for ads and the PR notice on public pages: blog/blocks/ads.py, blog/disclosure.py."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.ads import reduce_html
from blog.enums import AdPosition
from blog.models import Ad
from core.models import SiteSettings
from tests.factories import make_category, make_tag, published_page, published_post
from tests.settings_pages import change

pytestmark = pytest.mark.django_db

END, NAMED = "おわりの広告", "名指しの広告"
NOTICE_CLASS, NOTICE_TEXT = "notice-pr", "［PR］"


@pytest.fixture(autouse=True)
def ads(db):
    for name, text, position in [
        ("end", END, AdPosition.END_OF_POST),
        ("tools", NAMED, AdPosition.NAMED),
    ]:
        Ad.objects.create(name=name, text=text, url="https://shop.example/", position=position)


def visible_ads(client, entry):
    """Texts of the ads on the page of `entry`."""
    text = client.get(entry.get_absolute_url()).content.decode()
    return {ad for ad in (END, NAMED) if ad in text}


def post_with_ad(**fields):
    return published_post(body="本文\n\n:::ad tools\n:::\n", **fields)


def test_ads_are_shown_by_position_and_by_name(stranger):
    assert visible_ads(stranger, post_with_ad()) == {END, NAMED}
    assert visible_ads(stranger, published_page(body=":::ad tools\n:::\n")) == {NAMED}


def test_switched_off_there_are_none(administrator_client, stranger):
    change(administrator_client, "ads", ads_enabled=False)
    assert visible_ads(stranger, post_with_ad()) == set()


def test_a_post_can_refuse_ads(stranger):
    assert visible_ads(stranger, post_with_ad(no_ads=True)) == set()


def test_pages_carry_placed_ads_where_the_owner_wants_them(administrator_client, stranger):
    change(administrator_client, "ads", ads_on_pages="on")
    assert visible_ads(stranger, published_page(body="本文")) == {END}


def test_short_texts_carry_named_ads_only(administrator_client, stranger):
    change(administrator_client, "ads", ads_min_characters="50")
    assert visible_ads(stranger, post_with_ad()) == {NAMED}
    assert visible_ads(stranger, published_post(body="長い文。" * 20)) == {END}


def test_new_posts_carry_named_ads_only(administrator_client, stranger):
    change(administrator_client, "ads", ads_after_days="7")
    old = published_post(body="本文", published_at=timezone.now() - timedelta(days=8))
    assert visible_ads(stranger, post_with_ad()) == {NAMED}
    assert visible_ads(stranger, old) == {END}


def test_categories_with_those_below_and_tags_are_excluded(administrator_client, stranger):
    top = make_category(slug="news")
    below = make_category(slug="local", parent=top)
    tag = make_tag(name="闘病", slug="illness")
    change(
        administrator_client,
        "ads",
        ads_excluded_categories=[top.pk],
        ads_excluded_tags="闘病",
    )
    assert visible_ads(stranger, post_with_ad(category=top)) == set()
    assert visible_ads(stranger, post_with_ad(category=below)) == set()
    assert visible_ads(stranger, post_with_ad(tags=[tag])) == set()
    assert visible_ads(stranger, post_with_ad(category=make_category(slug="newspaper"))) == {
        END,
        NAMED,
    }
    change(administrator_client, "ads", ads_excluded_categories=[], ads_excluded_tags="")
    assert visible_ads(stranger, post_with_ad(category=top, tags=[tag])) == {END, NAMED}


def test_the_owner_sets_the_label_of_ads(administrator_client, stranger):
    change(administrator_client, "ads", ads_label="広告（当店の提携先）")
    text = stranger.get(post_with_ad().get_absolute_url()).content.decode()
    assert text.count('<p class="ad-label">広告（当店の提携先）</p>') == 2


def test_the_rules_cost_no_query(administrator_client, stranger, django_assert_num_queries):
    category, other = make_category(slug="c"), make_category(slug="d")
    address = post_with_ad(category=category, tags=[make_tag(), make_tag()]).get_absolute_url()
    SiteSettings().save()
    with CaptureQueriesContext(connection) as before:
        stranger.get(address)
    asked = len(before)
    change(
        administrator_client,
        "ads",
        ads_min_characters="1",
        ads_excluded_categories=[other.pk],
        pr_rule="sponsored",
    )
    with django_assert_num_queries(asked):
        stranger.get(address)


# PR notice
@pytest.mark.parametrize(
    ("rule", "with_notice"),
    [
        ("marked", {"marked"}),
        ("sponsored", {"marked", "named ad", "link"}),
        ("always", {"marked", "named ad", "link", "plain"}),
    ],
)
def test_the_pr_notice_follows_the_rule_on_the_page_and_in_the_feed(
    rule, with_notice, administrator_client, stranger
):
    change(administrator_client, "ads", pr_rule=rule)
    posts = {
        "marked": published_post(body="本文", is_advertising=True),
        "named ad": post_with_ad(),
        "link": published_post(body='<a href="https://shop.example/" rel="sponsored">道具</a>'),
        "plain": published_post(body="本文と[リンク](https://example.com/)"),
    }
    pages = {k: stranger.get(p.get_absolute_url()).content.decode() for k, p in posts.items()}
    assert {name for name, text in pages.items() if NOTICE_CLASS in text} == with_notice
    feed = stranger.get("/feed/json/").json()
    by_url = {item["url"]: item["content_html"] for item in feed["items"]}
    in_feed = {
        name
        for name, post in posts.items()
        if any(
            url.endswith(post.get_absolute_url()) and NOTICE_TEXT in by_url[url] for url in by_url
        )
    }
    assert in_feed == with_notice


def test_a_new_site_looks_at_links_and_named_ads(stranger):
    post = published_post(body='<a href="https://shop.example/" rel="sponsored">道具</a>')
    for address in (post.get_absolute_url(), post_with_ad().get_absolute_url()):
        assert NOTICE_CLASS in stranger.get(address).content.decode()


# Pasted HTML
def test_pasted_html_is_reduced_to_its_first_link_and_its_text():
    ad = reduce_html('<div><a href="//shop.example/a?x=1">とても <b>良い</b>道具</a></div>')
    assert (ad.text, ad.url, ad.dropped) == ("とても 良い道具", "https://shop.example/a?x=1", [])


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://third.example/a.png" width="300" alt="絵">',
        '<img src="https://third.example/a.gif" width="1" height="1">',
        "<script>document.write('x')</script>",
        '<iframe src="https://third.example/">枠</iframe>',
        '<a href="https://other.example/">もう一つ</a>',
        '<form action="https://third.example/"></form>',
    ],
)
def test_each_kind_of_removed_markup_gives_one_notice(html):
    ad = reduce_html(f'<a href="https://shop.example/">道具</a>{html}')
    assert ad.url == "https://shop.example/"
    assert len(ad.dropped) == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative/", "data:text/html,x", ""])
def test_only_http_links_are_used(url):
    assert reduce_html(f'<a href="{url}">道具</a>').url == ""
