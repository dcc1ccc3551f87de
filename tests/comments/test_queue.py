"""The queue: what moderators see beside a comment, and what their buttons do."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Author, Post
from comments import moderation
from comments.models import Comment, CommentPolicy
from tests.factories import (
    approved_comment,
    held_comment,
    published_page,
    published_post,
    spam_comment,
)
from tests.settings_pages import change, page

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/queue/"


def shown(client: Client, query: str = "") -> list[int]:
    page = client.get(f"{QUEUE}{query}").content.decode()
    return [int(pk) for pk in re.findall(r'<article class="queue-card" id="comment-(\d+)"', page)]


def decide(client: Client, comment: Comment, verb: str, **fields: str) -> object:
    return client.post(f"{QUEUE}{comment.pk}/{verb}/", fields)


def test_waiting_comments_come_first_and_oldest_first(moderator_client: Client, post: Post) -> None:
    waiting = [held_comment(post) for _number in range(3)]
    approved = approved_comment(post)
    assert shown(moderator_client) == [one.pk for one in waiting]
    assert shown(moderator_client, "?state=approved") == [approved.pk]
    assert shown(moderator_client, "?state=nonsense&page=x") == [one.pk for one in waiting]


def test_an_author_finds_the_comments_on_their_own_posts_and_pages(
    author_client: Client, author: Author, other_author: Author
) -> None:
    own = held_comment(published_post(authors=[author]))
    shared = held_comment(published_post(authors=[other_author, author]))
    held_comment(published_post(authors=[other_author]))
    held_comment(published_page())
    assert shown(author_client) == [own.pk, shared.pk]


def test_an_author_may_approve_on_their_own_post(author_client: Client, author: Author) -> None:
    comment = held_comment(published_post(authors=[author]))
    decide(author_client, comment, "approve")
    assert Comment.objects.get().state == "approved"


@pytest.mark.parametrize(
    ("verb", "state"),
    [("approve", "approved"), ("reject", "rejected"), ("spam", "spam"), ("delete", "removed")],
)
def test_a_button_decides_and_leads_back_to_the_list(
    moderator_client: Client, post: Post, verb: str, state: str
) -> None:
    comment = held_comment(post)
    answer = decide(moderator_client, comment, verb, state="held", page="1")
    assert answer["Location"] == f"{QUEUE}?state=held&page=1"  # type: ignore[index]
    assert Comment.objects.get().state == state


def test_the_script_is_answered_in_facts_and_can_undo(moderator_client: Client, post: Post) -> None:
    comment, _other = held_comment(post, name="花子"), held_comment(post)
    facts = moderator_client.post(
        f"{QUEUE}{comment.pk}/spam/", headers={"accept": "application/json"}
    ).json()
    assert (facts["state"], facts["waiting"]) == ("spam", 1)
    assert "花子" in facts["said"]
    facts = moderator_client.post(
        f"{QUEUE}{comment.pk}/undo/", headers={"accept": "application/json"}
    ).json()
    assert (facts["state"], facts["waiting"]) == ("held", 2)


def test_no_get_decides(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    verbs = ("approve", "reject", "spam", "delete", "undo", "reply")
    found = [moderator_client.get(f"{QUEUE}{comment.pk}/{verb}/").status_code for verb in verbs]
    assert found == [405] * 6
    assert Comment.objects.get().state == "held"


def test_no_decision_without_the_token_of_the_page(moderator_user: User, post: Post) -> None:
    comment = held_comment(post)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator_user, backend=settings.AUTHENTICATION_BACKENDS[0])
    address = f"{QUEUE}{comment.pk}/approve/"
    assert client.post(address).status_code == 403
    assert Comment.objects.get().state == "held"
    page = client.get(QUEUE).content.decode()
    token = re.search(rf'action="{address}".*?name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    client.post(address, {"csrfmiddlewaretoken": token[1]})
    assert Comment.objects.get().state == "approved"


@pytest.mark.parametrize("field", ["state", "page"])
def test_the_way_back_leads_nowhere_else(moderator_client: Client, post: Post, field: str) -> None:
    comment = held_comment(post)
    answer = decide(moderator_client, comment, "approve", **{field: "//evil.example/?x=1&y"})
    assert answer["Location"].startswith(QUEUE)  # type: ignore[index]


def test_a_card_shows_post_parent_and_what_else_the_writer_wrote(
    moderator_client: Client, post: Post
) -> None:
    parent = approved_comment(post, name="花子", text="問いかけ")
    for number in range(2):
        approved_comment(post, name="太郎", email="taro@example.com", text=f"前の{number}")
    approved_comment(post, name="太郎", text="同名の別人")
    held_comment(post, name="太郎", email="taro@example.com", parent=parent)
    page = moderator_client.get(QUEUE).content.decode()
    card = page[page.index("queue-card") :]
    assert post.title in card
    assert "花子" in card
    assert "問いかけ" in card
    assert re.search(r"<span>[^<]*2[^<]*</span>", card)


def test_one_comment_alone_as_the_mail_leads_to_it(moderator_client: Client, post: Post) -> None:
    held_comment(post)
    comment = spam_comment(post)
    assert shown(moderator_client, f"?comment={comment.pk}") == [comment.pk]
    assert shown(moderator_client, "?comment=999999") == []


def test_an_answer_approves_what_it_answers(
    moderator_client: Client, moderator_user: User, post: Post
) -> None:
    User.objects.filter(pk=moderator_user.pk).update(name="司会")
    comment = held_comment(post)
    decide(moderator_client, comment, "reply", text="**ありがとう**ございます")
    comment.refresh_from_db()
    answer = Comment.objects.exclude(pk=comment.pk).get()
    assert (comment.state, answer.state) == ("approved", "approved")
    assert (answer.user_name, answer.user, answer.parent_id) == ("司会", moderator_user, comment.pk)


def test_one_without_a_public_name_answers_in_the_name_of_the_blog(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    decide(moderator_client, comment, "reply", text="承りました")
    assert Comment.objects.exclude(pk=comment.pk).get().user_name == "綴"


@pytest.mark.parametrize("text", ["", "長" * 3001])
def test_an_answer_that_is_refused_keeps_its_text(
    moderator_client: Client, post: Post, text: str
) -> None:
    comment = held_comment(post)
    answer = moderator_client.post(f"{QUEUE}{comment.pk}/reply/", {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "errorlist" in page
    assert text in page
    assert Comment.objects.get().state == "held"


def test_what_cannot_be_answered_offers_no_answer(moderator_client: Client, post: Post) -> None:
    CommentPolicy(max_level=0).save()
    comment = held_comment(post)
    assert "queue-reply" not in moderator_client.get(QUEUE).content.decode()
    assert decide(moderator_client, comment, "reply", text="無理な答え").status_code == 422  # type: ignore[attr-defined]
    assert Comment.objects.get().state == "held"


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_for_any_number(
    moderator_client: Client, post: Post, number: int
) -> None:
    parent = approved_comment(post)
    for _number in range(number):
        held_comment(post, parent=parent)
    with CaptureQueriesContext(connection) as queries:
        moderator_client.get(QUEUE)
    assert len(queries) <= 16


def test_the_queue_is_in_the_index_of_those_who_decide_and_of_nobody_else(
    moderator_client: Client, author_client: Client, reader_client: Client
) -> None:
    assert QUEUE in moderator_client.get("/admin/").content.decode()
    assert QUEUE in author_client.get("/admin/").content.decode()
    assert reader_client.get(QUEUE).status_code in (302, 403)


# The full list
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


def test_mending_a_text_in_the_admin_makes_its_html_anew(
    moderator_client: Client, post: Post
) -> None:
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


def test_editors_set_the_policy(editor_client: Client, moderator_client: Client) -> None:
    fields = {"admission": "open", "order": "newest", "max_level": "2", "page_size": "50"}
    assert moderator_client.post(page("comments"), fields).status_code == 403
    assert change(editor_client, "comments", **fields).status_code == 302
    policy = CommentPolicy.load()
    assert (policy.admission, policy.order, policy.max_level, policy.page_size) == (
        "open",
        "newest",
        2,
        50,
    )


def test_a_decision_about_a_comment_that_is_gone_is_not_found(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    moderation.delete(Comment.objects.all())
    assert decide(moderator_client, comment, "approve").status_code == 404  # type: ignore[attr-defined]
