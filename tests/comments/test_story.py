"""The whole story without a browser: a reader writes, a moderator approves, readers see it."""

import re

import pytest
from django.test import Client

from accounts.models import User
from comments import moderation
from comments.models import Comment
from tests.factories import published_post

pytestmark = pytest.mark.django_db


def test_a_reader_comments_and_sees_it_once_a_moderator_has_approved(
    stranger: Client, moderator_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published_post()
    form_url = f"/comments/form/blog.post/{post.pk}/"
    page = stranger.get(form_url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)
    answer = stranger.post(
        form_url,
        {**hidden, "name": "通りすがり", "comment": "よい**記事**です。", "post": "1"},
        follow=True,
    )
    assert "モデレーター" in answer.content.decode() or "moderator" in answer.content.decode()
    assert "<strong>記事</strong>" in answer.content.decode()
    assert "よい" not in stranger.get(post.get_absolute_url()).content.decode()
    moderation.approve(Comment.objects.get(), by=moderator_user)
    shown = stranger.get(post.get_absolute_url()).content.decode()
    assert "よい<strong>記事</strong>です。" in shown
