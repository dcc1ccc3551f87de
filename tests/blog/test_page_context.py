"""Page context: one prepared query, built once and run with new values for every page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Author, Post, ProfileLink
from blog.navigation import page_context
from blog.navigation.page_context import PageContext
from tests.factories import (
    draft_post,
    expired_post,
    make_category,
    make_tag,
    published_page,
    published_post,
    scheduled_post,
)

pytestmark = pytest.mark.django_db


def test_a_moment_later_the_frame_is_that_of_a_moment_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = timezone.now()
    published_page(title="来た頁", published_at=now - timedelta(hours=1))
    published_page(title="来る頁", published_at=now + timedelta(hours=1))
    assert [page.name for page in PageContext.load().pages] == ["来た頁"]
    monkeypatch.setattr(page_context.timezone, "now", lambda: now + timedelta(hours=2))
    assert {page.name for page in PageContext.load().pages} == {"来た頁", "来る頁"}


@pytest.mark.parametrize("make", [published_post, published_page])
def test_every_entry_has_the_profiles_of_those_who_sign_it(
    make: Callable[..., Post], author: Author, other_author: Author
) -> None:
    for one in (author, other_author):
        ProfileLink.objects.create(
            author=one, service="github", url=f"https://x.example/{one.slug}"
        )
    entries = [make(authors=[one]) for one in (author, other_author)]
    found = [[profile.url for profile in PageContext.load(one).author_profiles] for one in entries]
    assert found == [["https://x.example/hajime"], ["https://x.example/musubi"]]
    assert PageContext.load().author_profiles == []


def test_every_post_has_its_own_tags() -> None:
    posts = [published_post(tags=[make_tag(name=name)]) for name in ("春", "秋")]
    found = [[tag.name for tag in PageContext.load(post).tags] for post in posts]
    assert found == [["春"], ["秋"]]


def test_months_are_those_of_the_time_zone_in_force() -> None:
    published_post(published_at=datetime(2026, 1, 31, 20, tzinfo=UTC))
    found = {}
    for zone in ("Asia/Tokyo", "UTC"):
        with timezone.override(zone):
            found[zone] = [month.date.month for month in PageContext.load().months]
    assert found == {"Asia/Tokyo": [2], "UTC": [1]}


def test_a_category_without_public_posts_is_in_no_menu(client: Client) -> None:
    hidden = make_category(name="極秘の計画")
    draft_post(category=hidden)
    scheduled_post(category=hidden)
    expired_post(category=hidden)
    published_post(category=make_category(name="暮らし"))
    assert [(category.name, category.count) for category in PageContext.load().categories] == [
        ("暮らし", 1)
    ]
    page = client.get("/").content.decode()
    assert "暮らし" in page
    assert "極秘の計画" not in page
