"""What stands around a page: one statement, built once and filled anew for every page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog import frame
from blog.frame import Frame
from blog.models import Author, Post, ProfileLink
from tests.factories import make_tag, published_page, published_post

pytestmark = pytest.mark.django_db


def test_a_moment_later_the_frame_is_that_of_a_moment_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = timezone.now()
    published_page(title="来た頁", published_at=now - timedelta(hours=1))
    published_page(title="来る頁", published_at=now + timedelta(hours=1))
    assert [page.name for page in Frame.load().pages] == ["来た頁"]
    monkeypatch.setattr(frame.timezone, "now", lambda: now + timedelta(hours=2))
    assert {page.name for page in Frame.load().pages} == {"来た頁", "来る頁"}


@pytest.mark.parametrize("make", [published_post, published_page])
def test_every_entry_has_the_profiles_of_those_who_sign_it(
    make: Callable[..., Post], author: Author, other_author: Author
) -> None:
    for one in (author, other_author):
        ProfileLink.objects.create(
            author=one, service="github", url=f"https://x.example/{one.slug}"
        )
    entries = [make(authors=[one]) for one in (author, other_author)]
    found = [[profile.url for profile in Frame.load(one).author_profiles] for one in entries]
    assert found == [["https://x.example/hajime"], ["https://x.example/musubi"]]
    assert Frame.load().author_profiles == []


def test_every_post_has_its_own_tags() -> None:
    posts = [published_post(tags=[make_tag(name=name)]) for name in ("春", "秋")]
    found = [[tag.name for tag in Frame.load(post).tags] for post in posts]
    assert found == [["春"], ["秋"]]


def test_months_are_those_of_the_time_zone_in_force() -> None:
    published_post(published_at=datetime(2026, 1, 31, 20, tzinfo=UTC))
    found = {}
    for zone in ("Asia/Tokyo", "UTC"):
        with timezone.override(zone):
            found[zone] = [month.date.month for month in Frame.load().months]
    assert found == {"Asia/Tokyo": [2], "UTC": [1]}
