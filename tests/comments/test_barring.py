"""One stroke against one writer: refused, all that waits of theirs is spam, and undone as one."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments import bans
from comments.enums import BanEffect, BanKind
from comments.identity import Identity
from comments.models import Ban, Comment
from tests.comments.moderators import QUEUE, ask, card_of, shown
from tests.factories import approved_comment, held_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments(post: Post) -> list[Comment]:
    """Two that wait and a published one by one browser, and one that waits by another."""
    writer, other = Identity("k" * 43, "192.0.2.1"), Identity("o" * 43, "192.0.2.1")
    made = [held_comment(post), held_comment(post), approved_comment(post), held_comment(post)]
    for comment, who in zip(made, (writer, writer, writer, other), strict=True):
        Comment.objects.filter(pk=comment.pk).update(writer_key=who.key)
        comment.refresh_from_db()
    return made


def states(comments: list[Comment]) -> list[str]:
    rows = dict(Comment.objects.values_list("pk", "state"))
    return [rows[comment.pk] for comment in comments]


def test_what_waits_of_the_writer_goes_to_spam_and_a_rule_refuses_them(
    moderator_client: Client, comments: list[Comment]
) -> None:
    answer = ask(moderator_client, f"{comments[0].pk}/bar/", back="")
    assert states(comments) == ["spam", "spam", "approved", "held"]
    rule = Ban.objects.get()
    assert (rule.kind, rule.value, rule.effect) == ("writer", "k" * 43, BanEffect.REFUSE)
    assert answer["decided"] == [comments[0].pk, comments[1].pk]
    assert answer["counts"]["held"] == "1"


def test_it_is_undone_as_one(moderator_client: Client, comments: list[Comment]) -> None:
    answer = ask(moderator_client, f"{comments[0].pk}/bar/", back="")
    back = ask(moderator_client, "decide/", action="undo", barred=answer["barred"], back="")
    assert states(comments) == ["held", "held", "approved", "held"]
    assert not Ban.objects.exists()
    assert set(back["cards"]) == {str(comments[0].pk), str(comments[1].pk)}


def test_undoing_brings_an_earlier_rule_back(
    moderator_client: Client, moderator_user: User, comments: list[Comment]
) -> None:
    week = bans.Lasting.WEEK.until
    words = {"effect": BanEffect.SLOW, "note": "様子見", "until": week, "by": moderator_user}
    bans.impose(BanKind.WRITER, "k" * 43, **words)
    answer = ask(moderator_client, f"{comments[0].pk}/bar/", back="")
    assert Ban.objects.get().effect == BanEffect.REFUSE
    ask(moderator_client, "decide/", action="undo", barred=answer["barred"], back="")
    rule = Ban.objects.get()
    assert (rule.effect, rule.note, rule.expires_at) == (BanEffect.SLOW, "様子見", week)


def test_without_a_script_the_page_offers_the_way_back(
    moderator_client: Client, comments: list[Comment]
) -> None:
    page = moderator_client.post(f"{QUEUE}{comments[0].pk}/bar/", follow=True).content.decode()
    token = page.split('name="barred" value="')[1].split('"')[0]
    moderator_client.post(f"{QUEUE}decide/", {"action": "undo", "barred": token})
    assert states(comments) == ["held", "held", "approved", "held"]


def test_nobody_undoes_what_a_colleague_did(
    client_of: Callable[[User], Client], moderator_client: Client, comments: list[Comment]
) -> None:
    token = ask(moderator_client, f"{comments[0].pk}/bar/", back="")["barred"]
    colleague = client_of(make_user(role="moderator"))
    for foreign in (token, "x", ""):
        answer = colleague.post(f"{QUEUE}decide/", {"action": "undo", "barred": foreign})
        assert answer.status_code == 400
    assert states(comments) == ["spam", "spam", "approved", "held"]


def test_authors_and_people_of_the_blog_are_left_out(
    client_of: Callable[[User], Client], moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post, user=make_user(role="editor", is_staff=True))
    assert "/bar/" not in card_of(moderator_client)
    ask(moderator_client, f"{comment.pk}/bar/", back="")
    assert (Ban.objects.count(), states([comment])) == (0, ["held"])
    editor = client_of(make_user("an-editor", role="editor", is_staff=True))
    assert editor.post(f"{QUEUE}{comment.pk}/bar/").status_code == 403


# Second opinions
def test_a_colleague_finds_what_is_asked_about_under_a_tab_and_on_the_home(
    client_of: Callable[[User], Client], moderator_client: Client, comments: list[Comment]
) -> None:
    colleague = client_of(make_user(role="moderator"))
    assert "意見を求められている" not in colleague.get("/admin/").content.decode()
    ask(moderator_client, f"{comments[3].pk}/ask/", back="")
    assert shown(colleague, "?state=opinions") == [comments[3].pk]
    assert 'data-queue-count="opinions">1<' in colleague.get(QUEUE).content.decode()
    home = colleague.get("/admin/").content.decode()
    assert "意見を求められている" in home
    assert f'href="{QUEUE}?state=opinions"' in home
    ask(moderator_client, f"{comments[3].pk}/withdraw/", back="")
    assert shown(colleague, "?state=opinions") == []
