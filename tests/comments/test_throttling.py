"""Rate limits of comments, and slow mode."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from blog.models import Post
from comments.identity import Identity
from comments.models import Ban, Comment, CommentPolicy, SlowMode
from tests.comments.conftest import form_url
from tests.comments.readers import submit
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


def test_a_heated_post_becomes_slow_and_a_moderator_lifts_it(
    post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    CommentPolicy(admission="open", slow_mode_threshold=3).save()

    def attempt(number: int, client: Client) -> int:
        address = f"192.0.2.{number}"
        hidden = hidden_fields(client.get(form_url(post)).content.decode())
        fields = {**hidden, "name": "人", "comment": f"感想{number}", "post": "1"}
        return client.post(form_url(post), fields, REMOTE_ADDR=address).status_code

    assert [attempt(number, Client()) for number in range(4)] == [302] * 4
    guest = Client()
    assert [attempt(number, guest) for number in (10, 11)] == [302, 429]
    SlowMode.objects.update(lifted_until=timezone.now() + timedelta(hours=1))
    assert attempt(12, guest) == 302


def test_a_writer_is_slowed_down_by_the_browser_not_by_the_network(
    stranger: Client, post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    write(stranger, post)
    Ban.objects.create(kind="writer", value=Comment.objects.get().writer_key, effect="slow")
    texts = ["二つ目の感想", "三つ目の感想"]
    assert [write(stranger, post, comment=text).status_code for text in texts] == [302, 429]
    assert write(Client(), post, comment="別の人の感想").status_code == 302


def test_a_network_may_write_five_comments_a_minute(post: Post) -> None:
    for number in range(5):
        submit(post, text=f"感想{number}", writer=Identity(network="192.0.2.1"))
    with pytest.raises(ValidationError) as refusal:
        submit(post, text="もう一つ", writer=Identity(network="192.0.2.1"))
    assert refusal.value.code == "flood"
    assert submit(post, text="よそから", writer=Identity(network="192.0.2.2"))
