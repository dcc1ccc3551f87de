"""Lists of the newest posts use an index instead of a sort: blog/querysets.py."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def many_posts():
    now = timezone.now()
    Post.objects.bulk_create(
        Post(
            slug=f"p{number}", title="題", status="published",
            published_at=now - timedelta(hours=number + 1),
        )
        for number in range(2_000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_the_newest_posts_are_read_in_the_order_of_an_index():
    plan = Post.objects.published().for_card().newest_first()[:12].explain()
    assert "post_newest_first" in plan
    assert "SORT" not in plan.upper()
    assert "TEMP B-TREE" not in plan


def test_pinned_posts_are_not_searched_among_all_posts(client):
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    (sql,) = [query["sql"] for query in asked if "home_place" in query["sql"].partition("WHERE")[2]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{sql}")
        plan = str(cursor.fetchall())
    assert "post_newest_first" not in plan
