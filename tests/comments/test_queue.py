"""The queue: which comments it shows, and what its buttons do."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Author, Post
from comments import deletion, moderation, submission
from comments.models import Ban, CannedReply, Comment, CommentPolicy, SlowMode
from tests.comments.moderators import QUEUE, ask, card_of, decide, report, shown
from tests.factories import (
    approved_comment,
    held_comment,
    make_user,
    published_page,
    published_post,
    spam_comment,
)

pytestmark = pytest.mark.django_db

DECISION = 29


def test_a_reported_comment_that_is_kept_leaves_the_reported_ones(
    moderator_client: Client, post: Post
) -> None:
    comment = approved_comment(post)
    report(comment)
    page = moderator_client.get(f"{QUEUE}?state=reported").content.decode()
    assert f"{QUEUE}{comment.pk}/approve/" in page
    assert "個人的な事情" in page
    decide(moderator_client, comment, "approve", back="state=reported")
    assert shown(moderator_client, "?state=reported") == []
    assert Comment.objects.get().state == "approved"
    decide(moderator_client, comment, "undo", back="state=reported")
    assert shown(moderator_client, "?state=reported") == [comment.pk]


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
    answer = decide(moderator_client, comment, verb, back="state=held&order=newest&after=9")
    assert answer["Location"] == f"{QUEUE}?order=newest&after=9&decided={comment.pk}"  # type: ignore[index]
    assert Comment.objects.get().state == state


def test_without_a_script_the_last_decision_is_undone_by_a_button_on_the_list(
    moderator_client: Client, post: Post
) -> None:
    comments = [held_comment(post) for _number in range(2)]
    chosen = {"chosen": [one.pk for one in comments], "action": "spam"}
    page = moderator_client.post(f"{QUEUE}decide/", chosen, follow=True).content.decode()
    form = page[page.index("data-queue-undo-form") :]
    form = form[: form.index("</form>")]
    undone = {"chosen": re.findall(r'name="chosen" value="(\d+)"', form), "action": "undo"}
    page = moderator_client.post(f"{QUEUE}decide/", undone, follow=True).content.decode()
    assert set(Comment.objects.values_list("state", flat=True)) == {"held"}
    assert "data-queue-undo-form" not in page


def test_several_are_decided_at_once_and_those_that_are_gone_passed_over(
    moderator_client: Client, post: Post
) -> None:
    comments = [held_comment(post) for _number in range(3)]
    chosen = [comments[0].pk, comments[2].pk, 999999, "x", "9" * 30]
    ask(moderator_client, "decide/", chosen=chosen, action="reject")
    states = list(Comment.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["rejected", "held", "rejected"]


def test_a_stale_page_does_not_overrule_a_colleague(
    moderator_client: Client, moderator_user: User, post: Post
) -> None:
    comment = held_comment(post)
    moderation.reject(comment, by=make_user("colleague", role="moderator"))
    facts = ask(moderator_client, "decide/", chosen=[comment.pk], action="approve", back="")
    assert Comment.objects.get().state == "rejected"
    assert facts["cards"] == {}
    decide(moderator_client, comment, "approve", back="state=held")
    assert Comment.objects.get().state == "rejected"
    decide(moderator_client, comment, "approve", back="state=rejected")
    assert Comment.objects.get().state == "approved"


def test_undo_reverts_the_users_own_decision_only(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    decide(moderator_client, comment, "approve")
    moderation.reject(comment, by=make_user("colleague", role="moderator"))
    decide(moderator_client, comment, "undo")
    assert Comment.objects.get().state == "rejected"


def test_undoing_brings_nothing_back_that_its_writer_has_deleted(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    decide(moderator_client, comment, "approve")
    submission.delete_own(Comment.objects.get())
    decide(moderator_client, comment, "undo")
    assert Comment.objects.get().state == "removed"


def test_an_unknown_decision_is_refused(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    answer = moderator_client.post(f"{QUEUE}decide/", {"chosen": comment.pk, "action": "burn"})
    assert answer.status_code == 400
    assert Comment.objects.get().state == "held"


def test_an_author_decides_about_several_only_on_their_own_posts(
    author_client: Client, author: Author, other_author: Author
) -> None:
    own = held_comment(published_post(authors=[author]))
    other = held_comment(published_post(authors=[other_author]))
    ask(author_client, "decide/", chosen=[own.pk, other.pk], action="approve")
    assert [Comment.objects.get(pk=one.pk).state for one in (own, other)] == ["approved", "held"]


def test_no_get_decides(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    verbs = ("approve", "reject", "spam", "delete", "undo", "reply", "note", "rule", "ask", "pin")
    paths = [f"{QUEUE}decide/", *(f"{QUEUE}{comment.pk}/{verb}/" for verb in verbs)]
    assert {moderator_client.get(path).status_code for path in paths} == {405}
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


def test_what_cannot_be_answered_offers_no_answer(moderator_client: Client, post: Post) -> None:
    CommentPolicy(max_level=0).save()
    comment = held_comment(post)
    assert "queue-reply" not in moderator_client.get(QUEUE).content.decode()
    assert decide(moderator_client, comment, "reply", text="無理な答え").status_code == 422  # type: ignore[attr-defined]
    assert Comment.objects.get().state == "held"


def test_an_answer_that_is_refused_leaves_the_comment_waiting(
    moderator_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = held_comment(post)

    def refuse(**_facts: object) -> None:
        raise ValidationError("もう閉じました")

    monkeypatch.setattr("comments.submission.submit", refuse)
    facts = ask(moderator_client, f"{comment.pk}/reply/", text="大切な返事")
    assert "もう閉じました" in facts["said"]
    assert "大切な返事" in facts["cards"][str(comment.pk)]
    assert Comment.objects.get().state == "held"


def test_a_canned_reply_is_appended_to_the_typed_text_before_it_is_sent(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    canned = CannedReply.objects.create(title="お礼", text="ご感想を\nありがとうございます。")
    fields = {"text": "花子さま", "canned": str(canned.pk), "insert": "1"}
    page = moderator_client.post(f"{QUEUE}{comment.pk}/reply/", fields)
    assert page.status_code == 200
    assert "花子さま\n\nご感想を\nありがとうございます。" in page.content.decode()
    facts = ask(moderator_client, f"{comment.pk}/reply/", **fields)
    assert "花子さま\n\nご感想を" in facts["cards"][str(comment.pk)]
    assert Comment.objects.get().state == "held"


# Besides deciding
def test_a_request_for_a_second_opinion_is_shown_to_both_moderators(
    moderator_client: Client, moderator_user: User, client_of: Callable[[User], Client], post: Post
) -> None:
    comment = held_comment(post)
    moderator_client.post(f"{QUEUE}{comment.pk}/ask/")
    colleague = client_of(make_user("colleague", role="moderator"))
    own, others = card_of(moderator_client), card_of(colleague)
    assert "queue-opinion" in own
    assert str(moderator_user) in others[others.index("queue-opinion") :][:200]
    moderator_client.post(f"{QUEUE}{comment.pk}/withdraw/")
    assert "queue-opinion" not in card_of(colleague)


@pytest.mark.parametrize(
    ("action", "column", "value"),
    [("close", "is_closed", True), ("pin", "rank", 0), ("off_topic", "rank", 2)],
)
def test_a_conversation_is_arranged_from_a_card(
    moderator_client: Client, post: Post, action: str, column: str, value: object
) -> None:
    comment = held_comment(post)
    facts = ask(moderator_client, f"{comment.pk}/{action}/")
    assert getattr(Comment.objects.get(), column) == value
    assert "queue-mark" in facts["cards"][str(comment.pk)]
    assert f"/{action}/" not in facts["cards"][str(comment.pk)]


def test_an_empty_note_is_refused(moderator_client: Client, post: Post) -> None:
    comment = held_comment(post)
    assert (
        moderator_client.post(f"{QUEUE}{comment.pk}/note/", {"text": "\u200b"}).status_code == 422
    )
    assert not comment.notes.exists()


def test_a_moderator_sees_that_a_thread_is_slow_and_lifts_it(
    moderator_client: Client, post: Post
) -> None:
    until = timezone.now() + timedelta(hours=1)
    mode = SlowMode.objects.create(entry_key=f"blog.post:{post.pk}", until=until)
    assert post.title in moderator_client.get(QUEUE).content.decode()
    moderator_client.post(f"{QUEUE}slow/{mode.pk}/lift/")
    assert "queue-slow" not in moderator_client.get(QUEUE).content.decode()


def test_bans_canned_replies_and_slow_mode_are_for_moderators_only(
    author_client: Client, author: Author
) -> None:
    post = published_post(authors=[author])
    comment = held_comment(post)
    CannedReply.objects.create(title="お礼", text="感謝")
    until = timezone.now() + timedelta(hours=1)
    mode = SlowMode.objects.create(entry_key=f"blog.post:{post.pk}", until=until)
    page = author_client.get(QUEUE).content.decode()
    assert "queue-card" in page
    for part in ("queue-rule", "queue-canned", "queue-slow", "/comments/ban/"):
        assert part not in page
    fields = {"kind": "word", "value": "当たる", "effect": "hold", "lasting": "day"}
    assert author_client.post(f"{QUEUE}{comment.pk}/rule/", fields).status_code == 403
    assert author_client.post(f"{QUEUE}slow/{mode.pk}/lift/").status_code == 403
    assert author_client.get("/admin/comments/ban/").status_code == 403
    assert author_client.get("/admin/comments/cannedreply/").status_code == 403
    assert not Ban.objects.exists()
    assert SlowMode.objects.in_force().exists()


def test_moderators_read_in_the_log_what_the_others_did(
    moderator_client: Client, client_of: Callable[[User], Client], post: Post
) -> None:
    comment = held_comment(post)
    colleague = make_user("colleague", role="moderator")
    decide(client_of(colleague), comment, "approve")
    page = moderator_client.get("/admin/audit/event/?kind=comments.comment").content.decode()
    assert str(colleague) in page[page.index("log-lines") :]


@pytest.mark.parametrize("number", [1, 3])
def test_a_decision_takes_the_same_queries_however_many_wait(
    moderator_client: Client,
    post: Post,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    comments = [held_comment(post) for _number in range(number + 1)]
    ask(moderator_client, "decide/", chosen=[comments[0].pk], action="reject", back="")
    with django_assert_num_queries(DECISION):
        ask(moderator_client, "decide/", chosen=[comments[1].pk], action="reject", back="")


def test_the_queue_is_in_the_admin_index_of_moderators_only(
    moderator_client: Client, author_client: Client, reader_client: Client
) -> None:
    assert QUEUE in moderator_client.get("/admin/").content.decode()
    assert QUEUE in author_client.get("/admin/").content.decode()
    assert reader_client.get(QUEUE).status_code in (302, 403)


def test_a_decision_about_a_comment_that_is_gone_is_not_found(
    moderator_client: Client, post: Post
) -> None:
    comment = held_comment(post)
    deletion.delete(Comment.objects.all())
    assert decide(moderator_client, comment, "approve").status_code == 404  # type: ignore[attr-defined]
