"""A card of the queue: what moderators see beside a comment."""

import re

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments import spam
from comments.enums import HeldFor
from comments.models import Comment
from tests.comments.moderators import QUEUE, card_of, decide, shown
from tests.factories import approved_comment, held_comment, make_user, spam_comment

pytestmark = pytest.mark.django_db


def test_a_card_shows_post_parent_and_what_else_the_writer_wrote(
    moderator_client: Client, post: Post
) -> None:
    parent = approved_comment(post, name="花子", text="問いかけ")
    for number in range(2):
        approved_comment(post, name="太郎", email="taro@example.com", text=f"前の{number}")
    approved_comment(post, name="太郎", text="同名の別人")
    held_comment(post, name="太郎", email="taro@example.com", parent=parent)
    card = card_of(moderator_client)
    assert post.title in card
    assert post.summary[:20] in card
    assert "花子" in card
    assert "問いかけ" in card
    assert re.search(r'<a href="\?writer=\d+">[^<]*2[^<]*</a>', card)


@pytest.mark.parametrize("known_by", ["user", "key", "email", "name"])
def test_the_link_beside_the_number_leads_to_all_that_the_writer_wrote(
    moderator_client: Client, reader_user: User, post: Post, known_by: str
) -> None:
    fields = {
        "user": {"user": reader_user},
        "key": {},
        "email": {"email": "taro@example.com"},
        "name": {},
    }[known_by]
    key = "K" * 43 if known_by == "key" else ""
    theirs = [make(post, name="太郎", **fields) for make in (spam_comment, held_comment)]
    Comment.objects.update(writer_key=key)
    for strange in (
        {"user": make_user()},
        {"email": "other@example.com"},
        {"name": "次郎"},
    ):
        approved_comment(post, **{"name": "太郎", **strange})
    keyed = approved_comment(post, name="太郎")
    Comment.objects.filter(pk=keyed.pk).update(writer_key="L" * 43)
    link = re.search(r'<a href="(\?writer=\d+)">([^<]*)</a>', card_of(moderator_client))
    assert link
    assert shown(moderator_client, link[1]) == [theirs[1].pk, theirs[0].pk]
    assert "1" in link[2]


def test_of_a_writer_of_very_many_comments_it_is_said_that_there_are_more(
    english_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.cards.MOST_OTHERS", 2)
    numbers = []
    for _number in range(4):
        held_comment(post, name="太郎")
        card = card_of(english_client)
        numbers += re.findall(r"[^>]* other comments? by this commenter", card)
    assert numbers == [
        "1 other comment by this commenter",
        "2 other comments by this commenter",
        "More than 2 other comments by this commenter",
    ]


def test_a_card_says_why_the_comment_waits_and_what_the_filter_found(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    signals = [{"code": "links", "points": 30, "params": {"number": 7}}]
    Comment.objects.filter(pk=comment.pk).update(held_for="filter", signals=signals)
    card = card_of(moderator_client)
    assert str(HeldFor.FILTER.label) in card
    assert spam.sentences(signals)[0] in card


def test_a_card_shows_notes_and_who_did_what_with_the_comment(
    moderator_client: Client, moderator_user: User, post: Post
) -> None:
    comment = held_comment(post)
    moderator_client.post(f"{QUEUE}{comment.pk}/note/", {"text": "<b>前にも</b>来た人"})
    decide(moderator_client, comment, "spam")
    decide(moderator_client, comment, "undo")
    card = card_of(moderator_client)
    assert "&lt;b&gt;前にも&lt;/b&gt;来た人" in card
    history = card[card.index("queue-history") :]
    assert history.count(f"<strong>{moderator_user}</strong>") == 3
    assert f"?about=comments.comment:{comment.pk}" in history
