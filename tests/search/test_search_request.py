"""Scopes as SQL, and rows as hits: search/search_request.py."""

import pytest
from django.db import connection
from django.db.models import F, Value

from blog.models import Post
from search.search_request import Hit, hits, scope_sql
from tests.factories import draft_post, published_post


def test_a_row_without_category_or_year_is_a_hit_with_empty_values():
    assert hits([(5, 1, None, None), (4, 2, "a/b", 2026)]) == [
        Hit(5, 1, "", 0),
        Hit(4, 2, "a/b", 2026),
    ]


@pytest.mark.django_db
def test_a_scope_is_a_query_of_its_rows_without_order_and_with_parameters():
    post = published_post(title="'; DROP TABLE blog_post; --")
    draft_post(title=post.title)
    scope = (
        Post.objects.published()
        .filter(title=post.title)
        .order_by("title")
        .values(object_key=F("pk"), label=Value("x"), number=Value(1))
    )
    sql, params = scope_sql(scope)
    assert "ORDER BY" not in sql
    assert post.title not in sql
    assert post.title in params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({sql}) AS scope", params)
        assert [row[0] for row in cursor.fetchall()] == [post.pk]
