"""The owner's rules about ads, as a reader of a post meets them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.enums import AdPosition
from blog.models import Ad
from core.models import SiteSettings
from tests.factories import make_category, make_tag, published_page, published_post
from tests.settings_pages import change, errors_of

pytestmark = pytest.mark.django_db

END, NAMED = "おわりの広告", "名指しの広告"
NOTICE, TOLD = "notice-pr", "［PR］"


@pytest.fixture(autouse=True)
def ads(db):
    for name, text, position in [
        ("end", END, AdPosition.END_OF_POST),
        ("tools", NAMED, AdPosition.NAMED),
    ]:
        Ad.objects.create(name=name, text=text, url="https://shop.example/", position=position)


def shown(client, entry):
    """The ads that a reader of `entry` meets."""
    text = client.get(entry.get_absolute_url()).content.decode()
    return {ad for ad in (END, NAMED) if ad in text}


def post_with_ad(**fields):
    return published_post(body="本文\n\n:::ad tools\n:::\n", **fields)


def test_ads_stand_by_position_and_where_their_author_named_them(stranger):
    assert shown(stranger, post_with_ad()) == {END, NAMED}
    assert shown(stranger, published_page(body=":::ad tools\n:::\n")) == {NAMED}


def test_switched_off_there_are_none(administrator_client, stranger):
    change(administrator_client, "ads", ads_enabled=False)
    assert shown(stranger, post_with_ad()) == set()


def test_a_post_can_refuse_ads(stranger):
    assert shown(stranger, post_with_ad(no_ads=True)) == set()


def test_pages_carry_placed_ads_where_the_owner_wants_them(administrator_client, stranger):
    change(administrator_client, "ads", ads_on_pages="on")
    assert shown(stranger, published_page(body="本文")) == {END}


def test_short_texts_carry_named_ads_only(administrator_client, stranger):
    change(administrator_client, "ads", ads_min_characters="50")
    assert shown(stranger, post_with_ad()) == {NAMED}
    assert shown(stranger, published_post(body="長い文。" * 20)) == {END}


def test_new_posts_carry_named_ads_only(administrator_client, stranger):
    change(administrator_client, "ads", ads_after_days="7")
    old = published_post(body="本文", published_at=timezone.now() - timedelta(days=8))
    assert shown(stranger, post_with_ad()) == {NAMED}
    assert shown(stranger, old) == {END}


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
    assert shown(stranger, post_with_ad(category=top)) == set()
    assert shown(stranger, post_with_ad(category=below)) == set()
    assert shown(stranger, post_with_ad(tags=[tag])) == set()
    assert shown(stranger, post_with_ad(category=make_category(slug="newspaper"))) == {END, NAMED}
    change(administrator_client, "ads", ads_excluded_categories=[], ads_excluded_tags="")
    assert shown(stranger, post_with_ad(category=top, tags=[tag])) == {END, NAMED}


def test_a_tag_that_is_not_there_is_refused(administrator_client):
    answer = change(administrator_client, "ads", ads_excluded_tags="ない")
    assert set(errors_of(answer)) == {"ads_excluded_tags"}


def test_the_owner_says_what_stands_above_ads(administrator_client, stranger):
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
    ("rule", "told"),
    [
        ("marked", {"marked"}),
        ("sponsored", {"marked", "named ad", "link"}),
        ("always", {"marked", "named ad", "link", "plain"}),
    ],
)
def test_the_pr_notice_follows_the_rule_on_the_page_and_in_the_feed(
    rule, told, administrator_client, stranger
):
    change(administrator_client, "ads", pr_rule=rule)
    posts = {
        "marked": published_post(body="本文", is_advertising=True),
        "named ad": post_with_ad(),
        "link": published_post(body='<a href="https://shop.example/" rel="sponsored">道具</a>'),
        "plain": published_post(body="本文と[リンク](https://example.com/)"),
    }
    pages = {k: stranger.get(p.get_absolute_url()).content.decode() for k, p in posts.items()}
    assert {name for name, text in pages.items() if NOTICE in text} == told
    feed = stranger.get("/feed/json/").json()
    by_url = {item["url"]: item["content_html"] for item in feed["items"]}
    in_feed = {
        name
        for name, post in posts.items()
        if any(url.endswith(post.get_absolute_url()) and TOLD in by_url[url] for url in by_url)
    }
    assert in_feed == told
