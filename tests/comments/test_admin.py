"""The list of all comments, and canned replies, in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments.models import CannedReply, Comment
from tests.factories import approved_comment, held_comment

pytestmark = pytest.mark.django_db


def test_the_list_decides_through_the_same_functions(
    administrator_client: Client, post: Post
) -> None:
    parent = held_comment(post)
    below = [held_comment(post) for _number in range(2)]
    administrator_client.post(
        "/admin/comments/comment/",
        {"action": "approve_comments", "_selected_action": [parent.pk, below[0].pk]},
    )
    states = dict(Comment.objects.values_list("pk", "state"))
    post.refresh_from_db()
    assert states == {parent.pk: "approved", below[0].pk: "approved", below[1].pk: "held"}
    assert post.comment_count == 2


def test_editing_a_text_in_the_admin_renders_it_again(moderator_client: Client, post: Post) -> None:
    comment = approved_comment(post)
    address = f"/admin/comments/comment/{comment.pk}/change/"
    assert moderator_client.get(address).status_code == 200
    assert moderator_client.post(address, {"comment": "**直した**"}).status_code == 302
    comment.refresh_from_db()
    assert (comment.state, "<strong>直した</strong>" in comment.body_html) == ("approved", True)


def test_not_even_a_superuser_deletes_a_comment_but_out_of_the_trash(
    administrator_client: Client, post: Post
) -> None:
    comment = approved_comment(post)
    User.objects.filter(username="administrator").update(is_superuser=True)
    answer = administrator_client.post(
        f"/admin/comments/comment/{comment.pk}/delete/", {"post": "yes"}
    )
    assert answer.status_code == 403
    assert Comment.objects.get() == comment


def test_moderators_manage_canned_replies(moderator_client: Client) -> None:
    fields = {"title": "お礼", "text": "感謝", "order": "1"}
    moderator_client.post("/admin/comments/cannedreply/add/", fields)
    assert str(CannedReply.objects.get()) == "お礼"
