"""Expired entries, publishing them and their status in the admin: blog/models/entry.py."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from blog import publishing
from blog.enums import Status
from blog.models import Post
from tests.blog.test_entries import ADD, LIST, admin_url, save
from tests.factories import draft_post, expired_post

pytestmark = pytest.mark.django_db


def expiry_year(post):
    return f"{timezone.localtime(post.expire_at):%Y年}"


@pytest.mark.parametrize(
    ("button", "after"),
    [("_publish", "the worker"), ("_publish", "nothing"), ("_continue", "the worker")],
)
def test_publishing_what_has_expired_is_refused_with_the_reason(button, after, editor_client):
    post = expired_post()
    if after == "the worker":
        publishing.expire_due()
    status = Post.objects.get().status
    response = save(editor_client, admin_url("change", post), button, status="published", body="後")
    form = response.context["adminform"].form
    assert set(form.errors) == {"expire_at"}
    assert expiry_year(post) in str(form.errors["expire_at"])
    assert form["body"].value() == "後"
    assert Post.objects.get().status == status


def test_a_new_post_that_has_expired_is_not_published(editor_client):
    past = f"{timezone.localtime() - timedelta(days=1):%Y-%m-%dT%H:%M}"
    response = save(editor_client, ADD, "_publish", title="題", expire_at=past)
    assert set(response.context["adminform"].form.errors) == {"expire_at"}
    save(editor_client, ADD, "_continue", title="題", expire_at=past)
    assert Post.objects.get().status == Status.DRAFT


def test_publishing_with_a_new_expiry_or_none_is_allowed(editor_client):
    post = expired_post()
    publishing.expire_due()
    save(editor_client, admin_url("change", post), "_publish", expire_at="")
    assert Post.objects.get().is_published


def test_an_expired_text_can_still_be_changed(editor_client):
    post = expired_post()
    save(editor_client, admin_url("change", post), body="後から")
    assert Post.objects.get().body == "後から"


def test_the_list_publishes_nothing_expired_and_says_which(editor_client):
    post, other = expired_post(title="終わった告知"), draft_post()
    publishing.expire_due()
    data = {"action": "publish", "_selected_action": [post.pk, other.pk], "index": 0}
    page = editor_client.post(LIST, data, follow=True).content.decode()
    (said,) = re.findall(r'class="error">(.*?)</li>', page)
    assert "終わった告知" in said
    assert expiry_year(post) in said
    assert Post.objects.get(pk=post.pk).status == Status.DRAFT
    assert Post.objects.get(pk=other.pk).status == Status.PUBLISHED


def test_the_list_shows_what_readers_see(editor_client):
    expired_post()
    page = editor_client.get(LIST).content.decode()
    assert "state-expired" in page
    assert "state-published" not in page
    screen = editor_client.get(admin_url("change", Post.objects.get())).content.decode()
    assert "state-expired" in screen
    assert "state-published" not in screen
