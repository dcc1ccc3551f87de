"""Months are those of the site's time zone, however the database counts them."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.models import Post
from blog.navigation.archive_months import LocalMonth, fixed_offset
from tests.factories import published_post

MOMENTS = [
    datetime(2024, 12, 31, 14, 59, 59, tzinfo=UTC),  # the last second of the year in Tokyo
    datetime(2024, 12, 31, 15, 0, tzinfo=UTC),
    datetime(2025, 7, 1, 3, 59, 59, 999999, tzinfo=UTC),  # June in New York, by summer time
    datetime(2025, 7, 1, 4, 0, tzinfo=UTC),
    datetime(2025, 12, 1, 4, 30, tzinfo=UTC),  # November there, by winter time
]
OLD = [
    datetime(1000, 2, 1, 12, 0, tzinfo=UTC),
    datetime(1887, 5, 31, 14, 50, tzinfo=UTC),  # June in Tokyo, by local mean time (+09:18:59)
    datetime(1899, 12, 31, 14, 59, 59, tzinfo=UTC),
    datetime(1899, 12, 31, 15, 0, tzinfo=UTC),
    datetime(1950, 6, 30, 14, 30, tzinfo=UTC),  # July in Tokyo, by the summer time of that year
    datetime(1970, 1, 1, 0, 0, tzinfo=UTC),
]
MOMENTS = [*OLD, *MOMENTS]


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


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Asia/Kolkata", "America/New_York"])
def test_every_month_that_is_listed_can_be_opened(client, settings, zone):
    settings.TIME_ZONE = zone
    for moment in MOMENTS:
        published_post(published_at=moment)
    links = re.findall(r'href="(/archive/[^"]+)"', client.get("/").content.decode())
    local = {timezone.localtime(moment, ZoneInfo(zone)) for moment in MOMENTS}
    assert {f"/archive/{at.year}/{at.month}/" for at in local} == set(links)
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.django_db
def test_an_offset_in_a_page_has_no_seconds(client):
    moment = datetime(1887, 5, 31, 14, 50, tzinfo=UTC)
    Post.objects.filter(pk=published_post(slug="old", published_at=moment).pk).update(
        updated_at=moment
    )
    text = client.get("/posts/old/").content.decode()
    assert 'datetime="1887-05-31T14:50:00+00:00"' in text
    assert 'content="1887-05-31T14:50:00+00:00"' in text
    assert '"datePublished":"1887-05-31T14:50:00+00:00"' in text
    assert "+09:18" not in text
