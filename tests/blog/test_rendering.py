"""Derived fields of entries: blog/rendering.py."""

import pytest

from blog.models import BlogSettings, Post
from blog.rendering import DERIVED_FIELDS, derive, render_source
from core.markdown import RENDERER_VERSION
from tests.factories import draft_post

pytestmark = pytest.mark.django_db


def test_deriving_sets_the_derived_fields_without_saving():
    post = draft_post(title="題", body="初め")
    stored = Post.objects.values(*DERIVED_FIELDS).get()
    post.title, post.body = "新しい題", "## 見出し\n\n:::ai\n本文\n:::\n"
    derive(post, blog_settings=BlogSettings.load())
    assert "見出し" in post.body_html
    assert "本文" in post.body_text
    assert [heading.text for heading in post.toc_entries] == ["見出し"]
    assert post.has_ai_section
    assert post.renderer_version == RENDERER_VERSION
    assert Post.objects.values(*DERIVED_FIELDS).get() == stored


@pytest.mark.parametrize(
    ("of_site", "of_entry", "breaks"),
    [(True, None, True), (False, None, False), (True, False, False), (False, True, True)],
)
def test_an_entry_overrides_the_line_breaks_of_the_site(of_site, of_entry, breaks):
    document = render_source(
        "一行目\n二行目",
        blog_settings=BlogSettings(hard_breaks=of_site),
        language="ja",
        hard_breaks=of_entry,
    )
    assert ("<br" in document.html) == breaks
