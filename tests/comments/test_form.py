"""The form to comment and the thanks page, without JavaScript."""

import re
from collections.abc import Callable
from html import unescape
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from redis.exceptions import RedisError

from accounts.models import User
from blog.models import Post
from comments import moderation
from comments.models import Comment, CommentPolicy
from tests.comments.conftest import form_url
from tests.comments.readers import sent
from tests.factories import (
    approved_comment,
    draft_post,
    held_comment,
    make_user,
    published_page,
    published_post,
)
from tests.html import hidden_fields

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


# The form
def test_the_page_of_a_post_has_no_form_but_leads_to_one(stranger: Client, post: Post) -> None:
    answer = stranger.get(post.get_absolute_url())
    page = answer.content.decode()
    section = page[page.index('id="comments"') :]
    assert "<form" not in section[: section.index("</section>")]
    assert f'href="{form_url(post)}"' in section
    assert "csrfmiddlewaretoken" not in page
    assert not answer.cookies


def test_the_page_of_a_post_is_the_same_bytes_for_everybody(
    stranger: Client, moderator_client: Client, reader_client: Client, post: Post
) -> None:
    held_comment(post)
    approved_comment(post)
    bodies = {
        client.get(post.get_absolute_url()).content
        for client in (stranger, moderator_client, reader_client)
    }
    assert len(bodies) == 1


def test_the_form_asks_guests_for_name_and_text_and_lets_the_address_be(
    stranger: Client, post: Post
) -> None:
    page = stranger.get(form_url(post)).content.decode()
    fields = re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*>', page)
    assert [name for name in fields if name != "q"] == [
        "csrfmiddlewaretoken",
        "timestamp",
        "security_hash",
        "reply_to",
        "name",
        "comment",
        "email",
        "answers",
        "honeypot",
    ]
    email = re.search(r'<input[^>]*name="email"[^>]*>', page)
    assert email
    assert "required" not in email[0]


def test_signed_in_people_are_asked_for_the_text_only(
    client_of: Callable[[User], Client], post: Post
) -> None:
    page = client_of(make_user(name="表の名")).get(form_url(post)).content.decode()
    assert 'name="name"' not in page
    assert 'name="email"' not in page
    assert "表の名" in page


def test_an_account_without_a_public_name_is_asked_for_one(
    client_of: Callable[[User], Client], post: Post, write: Write
) -> None:
    person = make_user("secret-login")
    write(client_of(person), post, name="名乗り")
    comment = Comment.objects.get()
    assert (comment.user, comment.user_name) == (person, "名乗り")


def test_the_form_is_not_cached_and_not_indexed(stranger: Client, post: Post) -> None:
    answer = stranger.get(form_url(post))
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_page_of_comments_is_the_same_for_everybody_and_unlisted(
    stranger: Client, moderator_client: Client, post: Post
) -> None:
    comment = approved_comment(post)
    for page in (f"/comments/on/blog.post/{post.pk}/", f"/comments/thread/{comment.pk}/"):
        answers = [
            client.get(page, headers={"accept-language": language})
            for client, language in ((stranger, "en"), (moderator_client, "ja"))
        ]
        assert answers[0].content == answers[1].content
        assert all("Cookie" not in answer.get("Vary", "") for answer in answers)
        assert all(answer["X-Robots-Tag"] == "noindex" for answer in answers)


def test_the_fragment_is_the_form_alone(stranger: Client, post: Post) -> None:
    part = stranger.get(form_url(post), {"fragment": "1"}).content.decode().strip()
    assert part.startswith('<div class="comment-form" lang="ja"')
    assert part.endswith("</div>")
    assert "<html" not in part


def test_a_form_in_another_language_says_so(post: Post) -> None:
    client = Client(headers={"accept-language": "en"})
    part = client.get(form_url(post), {"fragment": "1"}).content.decode()
    assert 'lang="en"' in part
    assert "Send the comment" in part


def test_the_intro_of_the_policy_is_above_the_form(stranger: Client, post: Post) -> None:
    CommentPolicy(intro="初めての方へ\n<b>やさしく</b>").save()
    page = stranger.get(form_url(post)).content.decode()
    assert "&lt;b&gt;やさしく" in page[: page.index("<textarea")]


def test_where_comments_are_closed_there_is_no_form(stranger: Client, post: Post) -> None:
    CommentPolicy(admission="closed").save()
    assert "<textarea" not in stranger.get(form_url(post)).content.decode()
    assert form_url(post) not in stranger.get(post.get_absolute_url()).content.decode()


def test_the_page_to_answer_shows_what_is_answered(stranger: Client, post: Post) -> None:
    parent = approved_comment(post, name="花子", text="答えてください")
    page = stranger.get(form_url(post), {"reply_to": parent.pk}).content.decode()
    assert "答えてください" in page
    assert hidden_fields(page)["reply_to"] == str(parent.pk)


@pytest.mark.parametrize(
    "path", ["blog.post/999999/", "accounts.user/1/", "blog.category/1/", "x/1/", "blog.post/x/"]
)
def test_there_is_no_form_for_anything_but_public_entries(stranger: Client, path: str) -> None:
    assert stranger.get(f"/comments/form/{path}").status_code == 404


def test_pages_have_a_form_too_and_drafts_do_not(stranger: Client) -> None:
    found = [stranger.get(form_url(one)).status_code for one in (published_page(), draft_post())]
    assert found == [200, 404]


# Sending
def test_a_comment_sent_waits_and_its_writer_alone_sees_it(
    stranger: Client, post: Post, write: Write
) -> None:
    answer = write(stranger, post, comment="承認前の**文章**")
    assert (answer.status_code, Comment.objects.get().state) == (302, "held")
    thanks = stranger.get(answer["Location"])
    assert "承認前の<strong>文章</strong>" in thanks.content.decode()
    assert thanks["Cache-Control"] == "private, no-store"
    assert "承認前" not in stranger.get(post.get_absolute_url()).content.decode()


def test_the_writer_is_led_on_when_the_comment_has_been_approved(
    stranger: Client, post: Post, write: Write, moderator_user: User
) -> None:
    address = write(stranger, post)["Location"]
    comment = Comment.objects.get()
    moderation.approve(comment, by=moderator_user)
    assert f'href="/comments/{comment.pk}/"' in stranger.get(address).content.decode()
    moderation.reject(comment, by=moderator_user)
    assert comment.comment not in stranger.get(address).content.decode()


@pytest.mark.parametrize("token", ["", "1", "1:x", "x" * 300])
def test_a_made_up_token_shows_nothing(stranger: Client, post: Post, token: str) -> None:
    held_comment(post)
    assert stranger.get("/comments/posted/", {"token": token}).status_code == 404


def test_the_page_that_shows_what_waits_ends(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = write(stranger, post)["Location"]
    assert stranger.get(address).status_code == 200
    monkeypatch.setattr("comments.views.form.THANKS_SECONDS", -1)
    assert stranger.get(address).status_code == 404


def test_an_answer_hangs_below_its_parent(stranger: Client, post: Post, write: Write) -> None:
    parent = approved_comment(post)
    write(stranger, post, reply_to=str(parent.pk))
    answer = Comment.objects.exclude(pk=parent.pk).get()
    assert (answer.parent_id, answer.thread_id, answer.level) == (parent.pk, parent.pk, 1)


def test_a_preview_shows_the_text_and_writes_nothing(
    stranger: Client, post: Post, write: Write
) -> None:
    answer = write(stranger, post, comment="**強調**", preview="1", post="", name="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>強調</strong>" in page
    assert ">\n**強調**</textarea>" in page
    assert 'role="alert"' not in page
    assert not Comment.objects.exists()


def test_a_preview_in_haste_is_no_fault(stranger: Client, post: Post) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    page = stranger.post(
        form_url(post), {**fields, "comment": "見る", "preview": "1"}
    ).content.decode()
    assert 'role="alert"' not in page
    assert hidden_fields(page)["timestamp"] == fields["timestamp"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "名" * 51}, "name"),
        ({"comment": " \n "}, "comment"),
        ({"comment": "長" * 3001}, "comment"),
        ({"email": "no address"}, "email"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_everything_stays(
    stranger: Client, post: Post, write: Write, fields: dict[str, str], field: str
) -> None:
    sent = {"name": "残る名", "comment": "残る文章", "email": "stay@example.com", **fields}
    answer = write(stranger, post, **sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert [name for name, value in sent.items() if value not in page] == []
    assert re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', page) == [field]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("reply_to", ["1; drop", "-1", "9" * 20])
def test_an_answer_to_what_names_no_comment_is_refused_and_the_text_kept(
    stranger: Client, post: Post, write: Write, reply_to: str
) -> None:
    answer = write(stranger, post, reply_to=reply_to, comment="残る文章")
    assert answer.status_code == 422
    assert "残る文章" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_line_end_counts_once_on_every_system(stranger: Client, post: Post, write: Write) -> None:
    text = "行\r\n" * 1500
    assert write(stranger, post, comment=text).status_code == 302
    assert len(Comment.objects.get().comment) == 2999


def test_one_who_is_too_fast_presses_again(
    stranger: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    sent = {**fields, "name": "速い人", "comment": "速い", "post": "1"}
    first = stranger.post(form_url(post), sent)
    assert first.status_code == 422
    kept = hidden_fields(first.content.decode())
    assert kept["timestamp"] == fields["timestamp"]
    now = int(fields["timestamp"]) + 4
    monkeypatch.setattr("core.antispam_forms.time.time", lambda: now)
    assert stranger.post(form_url(post), {**sent, **kept}).status_code == 302


def test_after_a_day_the_same_text_goes_through_with_the_new_form(
    stranger: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    now = int(fields["timestamp"]) + 24 * 3600 + 1
    monkeypatch.setattr("core.antispam_forms.time.time", lambda: now)
    monkeypatch.setattr("django_comments.forms.time.time", lambda: now)
    sent = {**fields, "name": "遅い人", "comment": "一晩考えた", "post": "1"}
    first = stranger.post(form_url(post), sent)
    assert first.status_code == 422
    monkeypatch.setattr("core.antispam_forms.time.time", lambda: now + 4)
    again = {**sent, **hidden_fields(first.content.decode())}
    assert stranger.post(form_url(post), again).status_code == 302


def test_a_form_of_another_entry_is_refused(stranger: Client, post: Post, patient: None) -> None:
    fields = hidden_fields(stranger.get(form_url(published_page())).content.decode())
    sent = {**fields, "name": "x", "comment": "y", "post": "1"}
    assert stranger.post(form_url(post), sent).status_code == 422


def test_without_the_cookie_the_text_is_kept(post: Post, patient: None) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(form_url(post)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    sent = {**hidden_fields(page), "name": "読者", "comment": "消えない文章", "post": "1"}
    refused = client.post(form_url(post), sent)
    assert refused.status_code == 403
    assert "消えない文章" in refused.content.decode()
    assert not Comment.objects.exists()
    accepted = client.post(form_url(post), {**sent, "csrfmiddlewaretoken": token[1]})
    assert accepted.status_code == 302


def test_a_flood_is_stopped_in_plain_words_and_the_text_kept(
    stranger: Client, post: Post, write: Write
) -> None:
    answers = [write(stranger, post, comment=f"感想{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "感想5" in answers[-1].content.decode()
    assert Comment.objects.count() == 5


def test_no_address_of_a_reader_is_stored(stranger: Client, post: Post, write: Write) -> None:
    write(stranger, post)
    row = Comment.objects.values().get()
    assert row["ip_address"] is None
    assert not [value for value in row.values() if "127.0.0.1" in str(value)]


def test_a_comment_on_a_post_that_was_just_unpublished_is_not_found(
    stranger: Client, post: Post, patient: None
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    Post.objects.update(status="draft")
    sent = {**fields, "name": "x", "comment": "残したい<b>文章</b>\n二行目", "post": "1"}
    answer = stranger.post(form_url(post), sent)
    assert answer.status_code == 404
    assert ">\n残したい&lt;b&gt;文章&lt;/b&gt;\n二行目</textarea>" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("button", [{}, {"preview": "1"}, {"post": ""}, {"anything": "1"}])
def test_nothing_is_sent_without_the_button_that_sends(
    stranger: Client, post: Post, patient: None, button: dict[str, str]
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    sent = {**fields, "name": "読者", "comment": "**まだ**送らない", **button}
    answer = stranger.post(form_url(post), sent)
    assert answer.status_code == 200
    assert "<strong>まだ</strong>" in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "error", [OperationalError("locked"), RedisError("away"), OSError(28, "full")]
)
def test_while_nothing_can_be_saved_the_form_comes_back_with_the_text(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("django.core.cache.cache.get_many", Mock(side_effect=error))
        answer = write(stranger, post, comment="停電中の文章")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    page = answer.content.decode()
    assert ">\n停電中の文章</textarea>" in page
    assert 'role="alert"' in page
    assert not Comment.objects.exists()
    assert write(stranger, post, comment="停電中の文章").status_code == 302


def test_a_database_that_is_away_altogether_answers_with_the_text(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    away = Mock(side_effect=OperationalError("connection refused"))
    monkeypatch.setattr("comments.views.form.public_or_404", away)
    answer = stranger.post(form_url(post), {**fields, "comment": "残る文章", "post": "1"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert ">\n残る文章</textarea>" in answer.content.decode()


def test_two_browsers_of_one_network_with_the_same_words_are_two_people(
    post: Post, write: Write
) -> None:
    first, second = Client(), Client()
    sent = {"comment": "同じ文章", "email": "first@example.com", "answers": "1"}
    write(first, post, **sent)
    thanks = second.get(write(second, post, comment="同じ文章")["Location"])
    assert Comment.objects.count() == 2
    assert "first@example.com" not in thanks.content.decode()


def test_the_page_of_thanks_shows_text_and_address_to_their_owner_alone(
    stranger: Client, post: Post, write: Write
) -> None:
    sent = {"comment": "承認前の文章", "email": "owner@example.com", "answers": "1"}
    address = write(stranger, post, **sent)["Location"]
    own, foreign = (client.get(address).content.decode() for client in (stranger, Client()))
    assert [text in own for text in ("承認前の文章", "owner@example.com")] == [True, True]
    assert [text in foreign for text in ("承認前の文章", "owner@example.com")] == [False, False]


def test_the_forms_take_no_other_method(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    addresses = [
        f"/comments/{comment.pk}/",
        f"/comments/thread/{comment.pk}/",
        "/comments/posted/",
        "/comments/feed/",
    ]
    assert [stranger.post(address).status_code for address in addresses] == [405] * 4
    assert stranger.put(form_url(post)).status_code == 405


@pytest.mark.parametrize("pk", ["99999999999", "99999999999999999999"])
def test_a_number_that_no_comment_can_have_is_not_found(
    stranger: Client, post: Post, pk: str
) -> None:
    form = f"{form_url(post)}?reply_to={pk}"
    for address in (f"/comments/{pk}/", f"/comments/thread/{pk}/", form):
        assert stranger.get(address).status_code == 404, address


@pytest.mark.parametrize("pk", ["99999999999", "99999999999999999999", "²", "-1"])
def test_the_queue_survives_a_number_that_no_comment_can_have(
    moderator_client: Client, pk: str
) -> None:
    answer = moderator_client.get("/admin/comments/comment/", {"comment": pk})
    assert answer.status_code == 200


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
