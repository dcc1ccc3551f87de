"""Index entries, their positions, and searches without results: search/models.py."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from search.enums import Kind
from search.models import IndexEntry, ZeroResultQuery, position_of, range_of


def test_positions_sort_by_kind_then_age_then_key():
    now = timezone.now()
    newer, older = now, now - timedelta(seconds=2)
    places = [
        position_of(Kind.POST, older, 9),
        position_of(Kind.POST, newer, 1),
        position_of(Kind.POST, newer, 2),
        position_of(Kind.PAGE, older, 1),
        position_of(Kind.IMAGE, newer.replace(year=9998), (1 << 28) - 1),
    ]
    assert places == sorted(places)
    assert places[-1] < 2**63
    assert position_of(Kind.POST, now.replace(year=1800), 0) == 0


def test_the_positions_of_a_kind_are_within_its_range():
    moments = [timezone.now().replace(year=year) for year in (1800, 2026, 9998)]
    for kind in Kind:
        low, high = range_of(kind)
        positions = [position_of(kind, moment, key) for moment in moments for key in (0, 2**28 - 1)]
        assert all(low <= position <= high for position in positions)
        assert range_of(kind + 1)[0] == high + 1


@pytest.mark.django_db
def test_an_object_has_one_entry_of_its_kind():
    entry = IndexEntry.objects.create(position=1, kind=Kind.POST, object_id=7)
    IndexEntry.objects.create(position=2, kind=Kind.PAGE, object_id=7)
    assert [str(one) for one in IndexEntry.objects.of_kind(Kind.POST)] == [str(entry)] == ["post 7"]
    with pytest.raises(IntegrityError):
        IndexEntry.objects.create(position=3, kind=Kind.POST, object_id=7)


@pytest.mark.django_db
def test_searches_without_results_are_listed_by_frequency_then_day():
    for query, count, day in [("b", 1, 1), ("often", 9, 1), ("a", 1, 1), ("recent", 1, 2)]:
        ZeroResultQuery.objects.create(query=query, count=count, last_on=date(2026, 1, day))
    assert [str(row) for row in ZeroResultQuery.objects.all()] == ["often", "recent", "a", "b"]
