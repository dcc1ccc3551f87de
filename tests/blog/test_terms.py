"""Admin of terms and authors: blog/admin/terms.py."""

import pytest
from django.urls import reverse

from blog.models import Author, Category
from tests.factories import make_author, make_category, make_tag, published_post

pytestmark = pytest.mark.django_db


def change_url(row):
    return reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk])


def test_a_new_slug_redirects_the_previous_url(editor_client, stranger):
    tag = make_tag(name="猫", slug="old")
    published_post(tags=[tag])
    response = editor_client.post(change_url(tag), {"name": "猫", "slug": "new"})
    assert response.status_code == 302
    response = stranger.get("/tags/old/")
    assert (response.status_code, response["Location"]) == (301, "/tags/new/")


def test_a_new_parent_moves_the_subcategories(editor_client):
    parent, category = make_category(slug="top"), make_category(slug="middle")
    make_category(slug="below", parent=category)
    editor_client.post(
        change_url(category), {"name": category.name, "slug": "middle", "parent": parent.pk}
    )
    assert set(Category.objects.values_list("path", flat=True)) == {
        "top",
        "top/middle",
        "top/middle/below",
    }


def test_authors_change_their_own_profile_only_and_not_its_account(author_client, author):
    other = make_author(name="他人")
    form = author_client.get(change_url(author)).context["adminform"].form
    assert {"name", "slug", "bio"} <= {*form.fields}
    assert "user" not in form.fields
    assert author_client.post(change_url(other), {"name": "改竄"}).status_code == 403
    assert Author.objects.get(pk=other.pk).name == "他人"
