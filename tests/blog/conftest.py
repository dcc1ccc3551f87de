"""Fixtures of the feed tests."""

import pytest

from blog.models import Post
from tests.blog.feeds import FORMATS
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_series,
    make_tag,
    published_post,
)


@pytest.fixture
def full_post() -> Post:
    """A post that fills every element of a feed."""
    return published_post(
        title="猫 & 犬 <二匹>「話」",
        body='はじめに。\n\n[別の記事](/posts/x/) と [下](#z)\n\n`href="/code"`\n',
        excerpt="あらすじ & 要点",
        authors=[
            make_author(name="海野なみ", slug="nami"),
            make_author(name="山野みね", slug="mine"),
        ],
        category=make_category(name="生き物"),
        tags=[make_tag(name="猫"), make_tag(name="犬")],
        cover=make_image(alt="二匹"),
    )


@pytest.fixture
def feed_urls(full_post: Post) -> list[str]:
    """Every feed that `full_post` is in."""
    series = make_series(slug="pets")
    Post.objects.filter(pk=full_post.pk).update(series=series)
    bases = [
        "/",
        full_post.category.get_absolute_url(),
        full_post.tags.first().get_absolute_url(),
        series.get_absolute_url(),
        "/authors/nami/",
    ]
    return [f"{base}feed/{kind}" for base in bases for kind in FORMATS]
