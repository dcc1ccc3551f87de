"""Rows of redirects and of paths that were not found: blog/models/redirect.py."""

from datetime import date

import pytest
from django.db import IntegrityError

from blog.models import NotFoundPath, Redirect, RevisionSnapshot
from tests.factories import published_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "is_prefix"),
    [("/old/*", True), ("/*", True), ("/old/", False), ("/old*", False), ("/old/*/", False)],
)
def test_a_rule_matches_a_prefix_only_with_a_star_at_the_end(path, is_prefix):
    assert Redirect(path=path).is_prefix is is_prefix


def test_a_path_has_one_rule():
    Redirect.objects.create(path="/old/")
    with pytest.raises(IntegrityError):
        Redirect.objects.create(path="/old/", kind=Redirect.Kind.GONE)


def test_a_rule_points_at_the_object_of_its_target():
    post = published_post()
    Redirect.objects.create(path="/old/", target=post.get_absolute_url(), row=post)
    assert Redirect.objects.get().row == post
    post.revisions.all().delete()
    RevisionSnapshot.objects.all().delete()
    type(post)._base_manager.filter(pk=post.pk)._raw_delete("default")
    assert Redirect.objects.get().row is None


def test_the_report_begins_with_links_of_this_site_then_the_most_frequent():
    day = date(2026, 1, 1)
    for path, count, is_internal in [
        ("/b/", 1, False),
        ("/a/", 1, False),
        ("/often/", 9, False),
        ("/linked/", 2, True),
    ]:
        NotFoundPath.objects.create(
            path=path, count=count, is_internal=is_internal, first_on=day, last_on=day
        )
    assert [str(row) for row in NotFoundPath.objects.all()] == ["/linked/", "/often/", "/a/", "/b/"]
