"""Months are those of the site's time zone, however the database counts them."""

from collections import defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import Post
from blog.months import LocalMonth, fixed_offset
from tests.factories import published_post

MOMENTS = [
    datetime(2024, 12, 31, 14, 59, 59, tzinfo=UTC),  # the last second of the year in Tokyo
    datetime(2024, 12, 31, 15, 0, tzinfo=UTC),
    datetime(2025, 7, 1, 3, 59, 59, 999999, tzinfo=UTC),  # June in New York, by summer time
    datetime(2025, 7, 1, 4, 0, tzinfo=UTC),
    datetime(2025, 12, 1, 4, 30, tzinfo=UTC),  # November there, by winter time
]


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Asia/Kolkata", "America/New_York", "UTC"])
def test_a_post_belongs_to_the_month_of_the_sites_clock(zone):
    for moment in MOMENTS:
        published_post(published_at=moment)
    with timezone.override(zone):
        counted = Post.objects.annotate(month=LocalMonth("published_at")).order_by("published_at")
        months = list(counted.values_list("month", flat=True))
        local = [timezone.localtime(moment) for moment in MOMENTS]
    assert months == [moment.year * 100 + moment.month for moment in local]


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_the_list_of_a_month_begins_and_ends_by_the_sites_clock(client, settings, zone):
    settings.TIME_ZONE = zone
    for moment in MOMENTS:
        published_post(published_at=moment)
    expected = defaultdict(list)
    for moment in MOMENTS:
        local = timezone.localtime(moment, ZoneInfo(zone))
        expected[f"/archive/{local.year}/{local.month:02}/"].append(moment)
    for address, moments in expected.items():
        posts = client.get(address).context["posts"]
        assert [post.published_at for post in posts] == moments[::-1], address


def test_a_zone_with_summer_time_has_no_fixed_offset():
    zones = ("Asia/Tokyo", "Asia/Kathmandu", "America/New_York", "UTC")
    assert [fixed_offset(zone) for zone in zones] == [540, None, None, 0]
