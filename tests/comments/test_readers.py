"""What readers do with comments: mend and delete their own, see what waits, like, report."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Post
from comments import moderation, readers, writers
from comments.models import Comment, CommentPolicy, Like, Report, SlowMode
from comments.writers import Writer
from tests.comments.conftest import form_url
from tests.factories import (
    approved_comment,
    held_comment,
    published_post,
    removed_comment,
)
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]
# Queries of the two pages, those for the session and the person among them.
MINE, STATE = 6, 9


def sent(write: Write, client: Client, post: Post, **fields: str) -> Comment:
    """The comment that `client` writes."""
    assert write(client, post, **fields).status_code == 302
    return Comment.objects.latest("pk")


def state_of(client: Client, post: Post, *comments: Comment) -> dict:
    of = ",".join(str(comment.pk) for comment in comments)
    return client.get(f"/comments/my/state/blog.post/{post.pk}/?of={of}").json()


# The secret of a guest
def test_a_guest_gets_a_secret_with_the_first_comment_and_not_before(
    stranger: Client, post: Post, write: Write
) -> None:
    for path in (
        post.get_absolute_url(),
        form_url(post),
        f"/comments/my/state/blog.post/{post.pk}/",
    ):
        assert "guest" not in stranger.get(path).cookies
    cookie = write(stranger, post).cookies["guest"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/comments/", True, "Lax")
    assert len(cookie.value) == 43


def test_no_secret_is_made_before_a_comment_is_written(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr("comments.writers.secrets.token_urlsafe", made.append)
    assert stranger.get(form_url(post)).status_code == 200
    assert write(stranger, post, comment="").status_code == 422
    assert made == []


def test_the_secret_is_given_once_and_never_stored(
    stranger: Client, post: Post, write: Write
) -> None:
    secret = write(stranger, post).cookies["guest"].value
    response = write(stranger, post, comment="もう一つ")
    assert "guest" not in response.cookies
    first, second = Comment.objects.order_by("pk")
    assert first.writer_key == second.writer_key
    assert secret not in (first.writer_key, first.network_key, first.daily_id)


def test_a_comment_sent_twice_at_once_keeps_the_secret_of_the_first(
    post: Post, write: Write
) -> None:
    first, second = write(Client(), post), write(Client(), post)
    assert Comment.objects.count() == 1
    assert "guest" in first.cookies
    assert "guest" not in second.cookies


def test_a_made_up_secret_is_replaced(stranger: Client, post: Post, write: Write) -> None:
    stranger.cookies["guest"] = "x"
    assert len(write(stranger, post).cookies["guest"].value) == 43


def test_keys_are_other_ones_under_another_secret_key(settings) -> None:
    before = writers.keyed("network", "192.0.2.1")
    settings.SECRET_KEY = "another"
    assert writers.keyed("network", "192.0.2.1") != before
    assert writers.keyed("guest", "192.0.2.1") != writers.keyed("network", "192.0.2.1")


def test_the_id_of_the_day_changes_every_day_and_accounts_have_none() -> None:
    guest, today = Writer("key", "192.0.2.1"), timezone.localdate()
    assert writers.daily_id(guest, today) == writers.daily_id(guest, today)
    assert writers.daily_id(guest, today) != writers.daily_id(guest, today + timedelta(days=1))
    assert writers.daily_id(guest, today) != writers.daily_id(Writer("other", "192.0.2.1"), today)
    assert len(writers.daily_id(guest, today)) == 8
    assert writers.daily_id(Writer("user-1", "192.0.2.1", 1), today) == ""


def test_networks_are_kept_as_keys_or_not_at_all(
    stranger: Client, post: Post, write: Write
) -> None:
    assert sent(write, stranger, post).network_key == writers.keyed("network", "127.0.0.1")
    CommentPolicy(keep_network_days=0).save()
    assert sent(write, stranger, post, comment="もう一つ").network_key == ""


def test_networks_are_forgotten_after_the_days_of_the_policy(post: Post) -> None:
    CommentPolicy(keep_network_days=30).save()
    old, young = (approved_comment(post, writer=Writer("k", "192.0.2.1")) for _ in range(2))
    Comment.objects.filter(pk=old.pk).update(submit_date=timezone.now() - timedelta(days=31))
    assert moderation.forget_networks() == 1
    assert Comment.objects.get(pk=old.pk).network_key == ""
    assert Comment.objects.get(pk=young.pk).network_key


# What waits
def test_a_guest_sees_their_held_comment_and_nobody_else_does(
    stranger: Client, post: Post, write: Write
) -> None:
    first = approved_comment(post)
    mine = sent(write, stranger, post, reply_to=str(first.pk), comment="**待って**います")
    (held,) = state_of(stranger, post, first)["held"]
    assert (held["pk"], held["parent"]) == (mine.pk, first.pk)
    assert "<strong>待って</strong>" in held["html"]
    assert state_of(Client(), post, first)["held"] == []


def test_what_is_ones_own_is_kept_by_no_cache(stranger: Client, post: Post) -> None:
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


def test_the_page_that_thanks_offers_to_mend_and_delete_to_the_writer_alone(
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
def test_what_is_ones_own_costs_the_same_for_any_number_of_comments(
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


def test_nothing_is_told_of_comments_on_a_post_that_is_no_longer_public(
    stranger: Client, write: Write, post: Post
) -> None:
    mine = sent(write, stranger, post, comment="私の感想")
    Post.objects.filter(pk=post.pk).update(status="private")
    assert "私の感想" not in stranger.get("/comments/my/").content.decode()
    for verb in ("edit", "delete"):
        assert stranger.get(f"/comments/my/{mine.pk}/{verb}/").status_code == 404
    assert stranger.get(f"/comments/my/state/blog.post/{post.pk}/").status_code == 404


# Mending
def test_a_writer_mends_a_comment_and_the_page_says_so(
    stranger: Client, post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    mine = sent(write, stranger, post)
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": "**直した**感想"})
    assert response.status_code == 302
    mine.refresh_from_db()
    assert (mine.comment, mine.state) == ("**直した**感想", "approved")
    assert "<strong>直した</strong>" in mine.body_html
    assert mine.edited_at


def test_where_all_comments_wait_a_mended_one_waits_again(
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
    long_ago = timezone.now() - readers.EDIT_FOR
    Comment.objects.filter(pk=mine.pk).update(submit_date=long_ago)
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": "遅れて直した"})
    assert response.status_code == 403
    assert "遅れて直した" in response.content.decode()
    mine.refresh_from_db()
    assert mine.comment == "感想です。"


def test_a_mistake_while_mending_keeps_the_text(stranger: Client, post: Post, write: Write) -> None:
    mine = sent(write, stranger, post)
    text = "https://a.example " * 6
    response = stranger.post(f"/comments/my/{mine.pk}/edit/", {"comment": text})
    assert response.status_code == 422
    assert text.strip() in response.content.decode()


def test_a_forged_form_mends_nothing_and_keeps_the_text(post: Post, write: Write) -> None:
    strict = Client(enforce_csrf_checks=True)
    mine = approved_comment(post, writer=Writer(writers.keyed("guest", "s" * 43), "192.0.2.1"))
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
    assert "The browser sent no proof that the form is yours." in response.content.decode()


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_nobody_touches_the_comment_of_another(
    client: Client, reader_user: User, post: Post, verb: str
) -> None:
    theirs = approved_comment(post, writer=Writer("key", "127.0.0.1"))
    for one in (Client(), client):
        for method in (one.get, one.post):
            assert method(f"/comments/my/{theirs.pk}/{verb}/").status_code == 404
    client.force_login(reader_user)
    assert client.post(f"/comments/my/{theirs.pk}/{verb}/").status_code == 404


def test_the_same_network_is_not_the_same_writer() -> None:
    comment = Comment(writer_key=Writer("", "192.0.2.1").writer_key)
    assert not readers.owns(Writer("", "192.0.2.1"), comment)


# Deleting
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


# Liking
def test_one_reader_likes_once_and_may_take_it_back(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    for likes, count in [("1", 1), ("1", 1), ("0", 0), ("1", 1)]:
        stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": likes})
        comment.refresh_from_db()
        assert comment.like_count == Like.objects.count() == count
    assert state_of(stranger, post, comment)["liked"] == [comment.pk]
    other = Client()
    assert state_of(other, post, comment) == {
        "likes": {str(comment.pk): 1},
        "liked": [],
        "own": {},
        "held": [],
    }


def test_looking_at_the_page_of_likes_changes_nothing(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    assert stranger.get(f"/comments/my/{comment.pk}/like/").status_code == 200
    assert not Like.objects.exists()


def test_no_count_stands_in_the_page_of_the_post(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    before = stranger.get(post.get_absolute_url()).content
    stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": "1"})
    assert stranger.get(post.get_absolute_url()).content == before


def test_a_script_is_answered_with_the_count(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    accept = {"headers": {"Accept": "application/json"}}
    answer = stranger.post(f"/comments/my/{comment.pk}/like/", {"likes": "1"}, **accept)
    assert answer.json() == {"count": 1, "likes": True}


@pytest.mark.parametrize("verb", ["like", "report"])
def test_only_what_readers_see_is_liked_or_reported(
    stranger: Client, post: Post, verb: str
) -> None:
    unpublished = published_post()
    hidden = [held_comment(post), removed_comment(post), approved_comment(unpublished)]
    Post.objects.filter(pk=unpublished.pk).update(status="private")
    for comment in hidden:
        for method in (stranger.get, stranger.post):
            assert method(f"/comments/my/{comment.pk}/{verb}/").status_code == 404


# Reporting
def test_a_report_reaches_the_moderators_once_a_reader(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    for text in ("ひどい", "とてもひどい"):
        response = stranger.post(
            f"/comments/my/{comment.pk}/report/", {"reason": "abuse", "text": text}
        )
        assert response.status_code == 302
    assert [(row.reason, row.text) for row in Report.objects.all()] == [("abuse", "とてもひどい")]
    comment.refresh_from_db()
    assert (comment.report_count, comment.state) == (1, "approved")
    assert 'role="status"' in stranger.get(response["Location"]).content.decode()


def test_a_report_without_a_reason_keeps_the_words(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    response = stranger.post(f"/comments/my/{comment.pk}/report/", {"text": "ひどい言葉"})
    assert response.status_code == 422
    assert "ひどい言葉" in response.content.decode()
    assert not Report.objects.exists()


def test_many_reports_by_one_network_are_stopped_in_plain_words(post: Post) -> None:
    comment = approved_comment(post)
    statuses = [
        Client().post(f"/comments/my/{comment.pk}/report/", {"reason": "spam"}).status_code
        for _number in range(11)
    ]
    assert statuses == [302] * 10 + [429]


# Who may write
def test_only_people_with_an_account_write_where_the_post_says_so(
    stranger: Client, client: Client, reader_user: User, write: Write
) -> None:
    post = published_post(comment_mode="members")
    page = stranger.get(form_url(post)).content.decode()
    assert "/account/login/?next=" in page
    assert "<textarea" not in page
    stranger.post(form_url(post), {"name": "x", "comment": "y"})
    assert not Comment.objects.exists()
    client.force_login(reader_user)
    assert sent(write, client, post).state == "approved"


def test_the_first_comment_of_a_guest_waits_and_the_next_does_not(
    stranger: Client, write: Write
) -> None:
    post = published_post(comment_mode="first")
    first = sent(write, stranger, post)
    assert (first.state, first.held_for) == ("held", "first")
    moderation.approve(first, by=User.objects.create_user("m"))
    assert sent(write, stranger, post, comment="二度目").state == "approved"
    assert sent(write, Client(), post, comment="別の人").state == "held"


def test_a_post_may_hold_what_the_site_lets_through(
    stranger: Client, write: Write, open_policy: CommentPolicy
) -> None:
    assert sent(write, stranger, published_post()).state == "approved"
    held = sent(write, stranger, published_post(comment_mode="held"))
    assert (held.state, held.held_for) == ("held", "policy")


def test_a_closed_conversation_takes_no_answer(stranger: Client, post: Post, write: Write) -> None:
    first = approved_comment(post)
    Comment.objects.filter(pk=first.pk).update(is_closed=True)
    url = f"{form_url(post)}?reply_to={first.pk}"
    assert stranger.get(url).status_code == 404
    response = write(stranger, post, reply_to=str(first.pk))
    assert response.status_code == 422
    assert "感想です。" in response.content.decode()


def test_more_links_than_allowed_are_refused_and_the_text_kept(
    stranger: Client, post: Post, write: Write
) -> None:
    CommentPolicy(max_links=1).save()
    text = "http://a.example と www.b.example"
    response = write(stranger, post, comment=text)
    assert response.status_code == 422
    assert text in response.content.decode()
    assert write(stranger, post, comment="http://a.example だけ").status_code == 302


# Heat
def test_a_heated_post_becomes_slow_and_a_moderator_lifts_it(
    post: Post, write: Write, open_policy: CommentPolicy
) -> None:
    CommentPolicy(admission="open", heated_at=3).save()

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
