"""Queries that are compiled once: core/prepared_queries.py."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import QuerySet

from core.models import SiteSettings
from core.prepared_queries import PreparedRow


@pytest.fixture
def compiled() -> list[QuerySet[SiteSettings]]:
    """The querysets that were made for `row`."""
    return []


@pytest.fixture
def row(compiled: list[QuerySet[SiteSettings]]) -> PreparedRow[SiteSettings]:
    def make() -> QuerySet[SiteSettings]:
        rows = SiteSettings.objects.select_related("blog_settings__logo").filter(pk=1)
        compiled.append(rows)
        return rows

    return PreparedRow(make)


@pytest.mark.django_db
def test_each_run_reads_the_row_again_in_one_query(
    row: PreparedRow[SiteSettings],
    compiled: list[QuerySet[SiteSettings]],
    django_assert_num_queries: Callable[..., object],
) -> None:
    assert row.get() is None
    site = SiteSettings.objects.create(pk=1, name="前の名")
    first = row.get()
    SiteSettings.objects.filter(pk=site.pk).update(name="後の名")
    with django_assert_num_queries(1):
        second = row.get()
    assert first is not None and second is not None  # noqa: PT018
    assert (first.name, second.name) == ("前の名", "後の名")
    assert len(compiled) == 1


@pytest.mark.django_db(transaction=True)
def test_each_thread_has_its_own_connection(
    row: PreparedRow[SiteSettings], compiled: list[QuerySet[SiteSettings]]
) -> None:
    SiteSettings.objects.get_or_create(pk=1)

    def read() -> bool:
        try:
            return row.get() is not None
        finally:
            connection.close()

    assert row.get() is not None
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(read).result()
    assert len(compiled) == 2
