"""The reader's own comments: state for the script, list, edit, delete."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments import identity, moderation, reactions
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from tests.comments.readers import sent, state_of
from tests.factories import (
    approved_comment,
    held_comment,
    published_post,
)

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]
# Queries of the two pages, with those for the session and the user.
MINE, STATE = 6, 9


def test_only_the_guest_sees_their_held_comment(stranger: Client, post: Post, write: Write) -> None:
    first = approved_comment(post)
    mine = sent(write, stranger, post, reply_to=str(first.pk), comment="**待って**います")
    (held,) = state_of(stranger, post, first)["held"]
    assert (held["pk"], held["parent"]) == (mine.pk, first.pk)
    assert "<strong>待って</strong>" in held["html"]
    assert state_of(Client(), post, first)["held"] == []


def test_own_pages_are_not_cached(stranger: Client, post: Post) -> None:
    response = stranger.get(f"/comments/my/state/blog.post/{post.pk}/")
    assert response["Cache-Control"] == "private, no-store"


def test_own_comments_are_listed_with_what_became_of_them(
    stranger: Client, post: Post, write: Write
) -> None:
    mine = sent(write, stranger, post, comment="私の感想")
    approved_comment(post, text="よその感想")
    page = stranger.get("/comments/my/").content.decode()
    assert "私の感想" in page
    assert "よその感想" not in page
    assert f"/comments/my/{mine.pk}/edit/" in page
    assert "私の感想" not in Client().get("/comments/my/").content.decode()


def test_the_thanks_page_offers_edit_and_delete_to_the_writer_only(
    stranger: Client, post: Post, write: Write
) -> None:
    address = write(stranger, post)["Location"]
    own = f"/comments/my/{Comment.objects.get().pk}/"

    def offered(client: Client) -> list[str]:
        page = client.get(address).content.decode()
        return [path for path in (f"{own}edit/", f"{own}delete/") if f'href="{path}"' in page]

    assert offered(stranger) == [f"{own}edit/", f"{own}delete/"]
    Comment.objects.update(submit_date=timezone.now() - timedelta(hours=1))
    assert offered(stranger) == [f"{own}delete/"]
    assert offered(Client()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_own_pages_take_the_same_queries_for_any_number_of_comments(
    client: Client, reader_user: User, post: Post, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        other = published_post(slug=f"other-{number}")
        mine = [approved_comment(entry, user=reader_user) for entry in (other, post)]
    held_comment(post, user=reader_user)
    client.force_login(reader_user)
    client.get("/comments/my/")  # notes the device
    with django_assert_num_queries(MINE):
        client.get("/comments/my/")
    with django_assert_num_queries(STATE):
        assert state_of(client, post, *mine)["own"]


def test_an_account_finds_its_comments_on_every_machine(
    client: Client, reader_user: User, post: Post
) -> None:
    approved_comment(post, text="私の感想", user=reader_user)
    client.force_login(reader_user)
    assert "私の感想" in client.get("/comments/my/").content.decode()


def test_the_state_of_a_post_that_is_not_public_is_not_found(
    stranger: Client, write: Write, post: Post
) -> None:
    mine = sent(write, stranger, post, comment="私の感想")
    Post.objects.filter(pk=post.pk).update(status="private")
    assert "私の感想" not in stranger.get("/comments/my/").content.decode()
    for verb in ("edit", "delete"):
        assert stranger.get(f"/comments/my/{mine.pk}/{verb}/").status_code == 404
    assert stranger.get(f"/comments/my/state/blog.post/{post.pk}/").status_code == 404


def test_a_writer_edits_a_comment_and_the_page_says_so(
    stranger: Client, post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    mine = sent(write, stranger, post)
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": "**直した**感想"})
    assert response.status_code == 302
    mine.refresh_from_db()
    assert (mine.comment, mine.state) == ("**直した**感想", "approved")
    assert "<strong>直した</strong>" in mine.body_html
    assert mine.edited_at


def test_an_edited_comment_is_held_again_where_all_comments_are_held(
    stranger: Client, post: Post, write: Write
) -> None:
    mine = sent(write, stranger, post)
    moderator = User.objects.create_user("m")
    moderation.approve(mine, by=moderator)
    stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": "宣伝に変えた"})
    mine.refresh_from_db()
    assert (mine.state, mine.held_for) == ("held", "edited")
    post.refresh_from_db()
    assert post.comment_count == 0


def test_after_a_quarter_of_an_hour_the_text_stays_and_what_was_typed_is_shown(
    stranger: Client, post: Post, write: Write
) -> None:
    mine = sent(write, stranger, post)
    long_ago = timezone.now() - reactions.EDIT_FOR
    Comment.objects.filter(pk=mine.pk).update(submit_date=long_ago)
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": "遅れて直した"})
    assert response.status_code == 403
    assert "遅れて直した" in response.content.decode()
    mine.refresh_from_db()
    assert mine.comment == "感想です。"


def test_an_invalid_edit_keeps_the_text(stranger: Client, post: Post, write: Write) -> None:
    mine = sent(write, stranger, post)
    text = "https://a.example " * 6
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": text})
    assert response.status_code == 422
    assert text.strip() in response.content.decode()


def test_a_forged_form_changes_nothing_and_keeps_the_text(post: Post, write: Write) -> None:
    strict = Client(enforce_csrf_checks=True)
    mine = approved_comment(
        post, writer=Identity(identity.keyed_hash("guest", "s" * 43), "192.0.2.1")
    )
    strict.cookies["guest"] = "s" * 43
    response = strict.post(f"/comments/my/{mine.pk}/edit/", {"comment": "偽の文"})
    assert response.status_code == 403
    assert "偽の文" in response.content.decode()
    mine.refresh_from_db()
    assert mine.comment != "偽の文"


def test_a_forged_form_is_refused_in_the_language_of_the_reader(post: Post) -> None:
    strict = Client(enforce_csrf_checks=True)
    comment = approved_comment(post)
    english = {"headers": {"Accept-Language": "en"}}
    response = strict.post(f"/comments/my/{comment.pk}/report/", {"reason": "spam"}, **english)
    assert "The form could not be verified. Please send it again." in response.content.decode()


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_the_comment_of_another_writer_cannot_be_changed(
    client: Client, reader_user: User, post: Post, verb: str
) -> None:
    theirs = approved_comment(post, writer=Identity("key", "127.0.0.1"))
    for one in (Client(), client):
        for method in (one.get, one.post):
            assert method(f"/comments/my/{theirs.pk}/{verb}/").status_code == 404
    client.force_login(reader_user)
    assert client.post(f"/comments/my/{theirs.pk}/{verb}/").status_code == 404


def test_a_writer_deletes_a_comment_at_any_time_and_answers_stay(
    stranger: Client, post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    mine = sent(write, stranger, post)
    approved_comment(post, parent=mine, text="返事です")
    Comment.objects.filter(pk=mine.pk).update(submit_date=timezone.now() - timedelta(days=300))
    assert stranger.get(f"/comments/my/{mine.pk}/delete/").status_code == 200
    mine.refresh_from_db()
    assert mine.state == "approved"
    assert stranger.post(f"/comments/my/{mine.pk}/delete/").status_code == 302
    mine.refresh_from_db()
    assert mine.state == "removed"
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert "返事です" in page
    assert "感想です。" not in page
    assert stranger.post(f"/comments/my/{mine.pk}/delete/").status_code == 404
