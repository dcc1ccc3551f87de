"""Avatars of accounts: in threads, in the list of own comments, on cards of the queue."""

import base64
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import avatars
from accounts.models import Avatar, User
from audit.models import Event
from blog.models import Author, Post
from comments import personal_data
from comments.models import Comment
from tests.comments.moderators import QUEUE
from tests.factories import (
    approved_comment,
    held_comment,
    make_author,
    make_avatar,
    make_image,
    make_user,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def shown_avatars(client: Client, address: str) -> list[str]:
    """The avatar of each comment on a page: the URL of the picture, else the letter."""
    found = select(tree(client.get(address)), ".comment-face")
    return [face.get("src") or face.text_content() for face in found]


def test_a_picture_appears_beside_what_was_written_before(
    stranger: Client, post: Post, reader_user: User
) -> None:
    first = approved_comment(post, user=reader_user, name="むすび")
    approved_comment(post, parent=first, user=reader_user, name="別名")
    approved_comment(post, name="客")
    address = post.get_absolute_url()
    assert shown_avatars(stranger, address) == ["む", "別", "客"]
    picture = make_avatar(reader_user).url
    assert shown_avatars(stranger, address) == [picture, picture, "客"]
    avatars.remove(reader_user)
    assert shown_avatars(stranger, address) == ["む", "別", "客"]


def test_a_kept_page_is_new_when_a_picture_changes(
    stranger: Client, post: Post, reader_user: User
) -> None:
    approved_comment(post, user=reader_user)
    address = post.get_absolute_url()

    def asked_again(tag: str) -> Any:
        return stranger.get(address, headers={"if-none-match": tag})

    tag = stranger.get(address)["ETag"]
    assert asked_again(tag).status_code == 304
    for change in (
        lambda: avatars.set_avatar(reader_user, b"one"),
        lambda: avatars.set_avatar(reader_user, b"two"),
        lambda: avatars.remove(reader_user),
    ):
        change()
        response = asked_again(tag)
        assert response.status_code == 200
        tag = response["ETag"]


def test_the_picture_of_an_author_comes_first(
    stranger: Client, post: Post, author_user: User
) -> None:
    own = make_avatar(author_user).url
    author = make_author(user=author_user)
    approved_comment(post, user=author_user)
    assert shown_avatars(stranger, post.get_absolute_url()) == [own]
    author.avatar = make_image()
    author.save()
    assert shown_avatars(stranger, post.get_absolute_url()) == [author.avatar.sizes[0].url]


def test_ones_own_page_shows_it_and_the_way_to_change_it(
    reader_client: Client, reader_user: User, post: Post
) -> None:
    held_comment(post, user=reader_user, name="むすび")
    picture = make_avatar(reader_user).url
    assert shown_avatars(reader_client, "/comments/my/") == [picture]
    reader_client.post("/account/profile/", {"name": "糸川むすび"})
    [head] = select(tree(reader_client.get("/comments/my/")), ".my-face")
    assert texts(head, ".comment-name") == ["糸川むすび"]
    assert [link.get("href") for link in select(head, "a")] == ["/account/profile/"]


def test_a_guest_is_not_sent_to_a_profile(stranger: Client) -> None:
    assert "/account/profile/" not in stranger.get("/comments/my/").content.decode()


@pytest.mark.parametrize("place", ["thread", "own", "queue"])
def test_pictures_cost_no_query(
    stranger: Client,
    reader_client: Client,
    moderator_client: Client,
    reader_user: User,
    post: Post,
    place: str,
) -> None:
    members = [reader_user, make_user(), make_user()]
    for member in members:
        approved_comment(post, user=member)
        held_comment(post, user=member)
    client, address = {
        "thread": (stranger, post.get_absolute_url()),
        "own": (reader_client, "/comments/my/"),
        "queue": (moderator_client, QUEUE),
    }[place]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    queries()  # notes the device
    before = queries()
    for member in members:
        make_avatar(member)
    assert queries() == before
    assert "/media/avatars/" in client.get(address).content.decode()


# Moderators
def card_actions(client: Client, comment: Comment) -> list[str]:
    """The names of the actions on a card."""
    forms = select(tree(client.get(f"{QUEUE}?comment={comment.pk}")), ".queue-options form")
    return [form.get("action").split("/")[-2] for form in forms]


def test_a_moderator_sees_it_on_the_card_and_takes_it_away(
    moderator_client: Client, moderator_user: User, post: Post, reader_user: User
) -> None:
    comment = held_comment(post, user=reader_user, name="むすび")
    picture = make_avatar(reader_user).url
    [shown] = select(tree(moderator_client.get(QUEUE)), "img.queue-face")
    assert shown.get("src") == picture
    assert "take_picture" in card_actions(moderator_client, comment)

    answer = moderator_client.post(
        f"{QUEUE}{comment.pk}/take_picture/", headers={"accept": "application/json"}
    ).json()

    assert "queue-face" not in answer["cards"][str(comment.pk)]
    assert not Avatar.objects.exists()
    assert "take_picture" not in card_actions(moderator_client, comment)
    event = Event.objects.get(verb="avatar_removed")
    assert (event.actor_id, event.target_pk) == (moderator_user.pk, str(reader_user.pk))
    assert event.target_title == "–"  # no display name; the one to sign in with is private


def test_it_is_taken_away_once(moderator_client: Client, post: Post, reader_user: User) -> None:
    comment = held_comment(post, user=reader_user)
    make_avatar(reader_user)
    for _number in range(2):
        moderator_client.post(f"{QUEUE}{comment.pk}/take_picture/")
    assert Event.objects.filter(verb="avatar_removed").count() == 1


def test_a_guests_comment_has_no_picture_to_take(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    assert "take_picture" not in card_actions(moderator_client, comment)
    assert moderator_client.post(f"{QUEUE}{comment.pk}/take_picture/").status_code == 302


def test_an_author_who_moderates_under_their_post_sees_it_but_takes_none(
    author_client: Client, author: Author, post: Post, reader_user: User
) -> None:
    post.authorships.create(author=author)
    comment = held_comment(post, user=reader_user)
    make_avatar(reader_user)
    assert select(tree(author_client.get(QUEUE)), "img.queue-face")
    assert "take_picture" not in card_actions(author_client, comment)
    assert author_client.post(f"{QUEUE}{comment.pk}/take_picture/").status_code == 403
    assert Avatar.objects.exists()


# Personal data
def test_a_member_takes_their_picture_home(reader_client: Client, reader_user: User) -> None:
    make_avatar(reader_user)
    make_avatar(make_user())
    [row] = reader_client.get("/account/comments.json").json()["pictures"]
    assert base64.b64decode(row["webp"]) == b"RIFF"


def test_who_asks_by_letter_is_forgotten_with_the_picture(reader_user: User, post: Post) -> None:
    approved_comment(post, user=reader_user)
    make_avatar(reader_user)
    other = make_avatar(make_user())
    said = StringIO()
    call_command("comment_data", "forget", "--user", "reader", "--keep-texts", stdout=said)
    assert "pictures: 1" in said.getvalue()
    assert Avatar.objects.get() == other


def test_the_holder_of_an_address_has_no_picture(reader_user: User) -> None:
    make_avatar(reader_user)
    assert (
        personal_data.export(personal_data.person_of_address(reader_user.email))["pictures"] == []
    )


def test_whose_text_stays_without_the_name_has_a_letter(
    stranger: Client, post: Post, reader_user: User
) -> None:
    approved_comment(post, user=reader_user, name="むすび")
    make_avatar(reader_user)
    personal_data.forget(personal_data.person_of_user(reader_user), keep=True)
    [letter] = texts(tree(stranger.get(post.get_absolute_url())), ".comment-face")
    assert letter
