"""Review: contributors submit, editors return or approve; mails, the home, and the setting."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.enums import Verb
from audit.models import Event
from blog import publishing, review, review_mails, review_requests
from blog.enums import Status
from blog.models import Author, Post, ReviewRequest
from mail.models import OutgoingMail
from tests.blog.test_entries import ADD, admin_url, save
from tests.factories import (
    draft_post,
    in_review_post,
    make_author,
    make_settings,
    make_user,
    published_post,
    trashed_post,
)

pytestmark = pytest.mark.django_db

Worker = Callable[[], AbstractContextManager[None]]
Outcome = ReviewRequest.Outcome


@pytest.fixture
def contributor_user(db: None) -> User:
    return make_user("contributor", role="contributor", name="寄稿はなこ")


@pytest.fixture
def contributor(contributor_user: User) -> Author:
    return make_author(user=contributor_user, name="寄稿はなこ", slug="hanako")


@pytest.fixture
def contributor_client(
    contributor_user: User, contributor: Author, client_of: Callable[[User], Client]
) -> Client:
    return client_of(contributor_user)


@pytest.fixture
def submitted(contributor_client: Client, contributor: Author) -> Post:
    """A post of the contributor, submitted by the button."""
    post = draft_post(title="橋の記事", authors=[contributor])
    save(contributor_client, admin_url("change", post), "_review")
    post.refresh_from_db()
    return post


def decide(client: Client, post: Post, **data: str) -> Any:
    """Open the page of the review and send one of its forms."""
    url = admin_url("review", post)
    shown = client.get(url)
    seen_at = shown.context["approval_form"]["seen_at"].value()
    return client.post(url, {"seen_at": seen_at, **data})


def status_of(post: Post) -> str:
    return str(Post.objects.values_list("status", flat=True).get(pk=post.pk))


def mails() -> set[tuple[str, str]]:
    """Recipient and subject of each mail."""
    return set(OutgoingMail.objects.values_list("recipient", "subject"))


# The contributor
def test_a_contributor_writes_and_submits_but_does_not_publish(
    contributor_client: Client, contributor: Author, stranger: Client
) -> None:
    save(contributor_client, ADD, "_publish", title="題", body="文。", tags="新しいタグ")
    post = Post.objects.get()
    assert (post.status, [*post.authors.all()]) == (Status.DRAFT, [contributor])
    for url in (admin_url("change", post), reverse("admin:blog_post_changelist")):
        contributor_client.post(url, {"action": "publish", "_selected_action": [post.pk]})
    future = timezone.localtime() + timedelta(days=1)
    for status in (Status.PUBLISHED, Status.SCHEDULED, Status.PRIVATE):
        at = f"{future:%Y-%m-%dT%H:%M}"
        save(contributor_client, admin_url("change", post), status=status, go_live_at=at)
        assert status_of(post) == Status.DRAFT
    response = save(contributor_client, admin_url("change", post), "_review")
    assert status_of(post) == Status.IN_REVIEW
    assert "確認を依頼しました" in contributor_client.get(response.url).content.decode()
    response = save(contributor_client, admin_url("change", post), body="直した文。")
    assert "確認を依頼しました" not in contributor_client.get(response.url).content.decode()
    assert (status_of(post), ReviewRequest.objects.count()) == (Status.IN_REVIEW, 1)
    assert stranger.get(post.get_absolute_url()).status_code == 404


def test_a_contributor_does_not_change_what_is_published(
    contributor_client: Client, contributor: Author
) -> None:
    post = published_post(authors=[contributor])
    before = Post.objects.values().get()
    assert contributor_client.post(admin_url("change", post), {"title": "改竄"}).status_code == 403
    for view in ("trash", "autosave"):
        assert contributor_client.post(admin_url(view, post)).status_code == 404
    assert Post.objects.values().get() == before


def test_a_contributor_does_not_restore_a_published_post_from_the_trash(
    contributor_client: Client, contributor: Author
) -> None:
    post = trashed_post(authors=[contributor])
    contributor_client.post(admin_url("restore", post))
    contributor_client.post(
        reverse("admin:trash"), {"action": "restore", "row": f"blog.post:{post.pk}"}
    )
    assert status_of(post) == Status.TRASHED


# Submitting
def test_submitting_is_logged_and_mailed_to_the_editors(
    submitted: Post, editor_user: User, author_user: User, moderator_user: User, worker: Worker
) -> None:
    request = ReviewRequest.objects.get()
    assert (request.outcome, request.submitted_by.username) == (Outcome.WAITING, "contributor")
    assert Event.objects.filter(verb=Verb.SUBMITTED).count() == 1
    with worker():
        review_mails.send_submitted(request.pk)
        review_mails.send_submitted(request.pk)
    [mail] = OutgoingMail.objects.all()
    assert mail.recipient == editor_user.email
    assert "橋の記事" in mail.subject
    assert "寄稿はなこ" in mail.text
    assert admin_url("review", submitted) in mail.text


def test_the_mail_is_sent_by_a_task_after_the_commit(
    contributor: Author, contributor_user: User, editor_user: User, worker: Worker
) -> None:
    post = draft_post(authors=[contributor])
    with worker():
        assert review.submit(post)
        assert not OutgoingMail.objects.exists()
    assert {to for to, _subject in mails()} == {editor_user.email}


def test_what_is_taken_back_before_the_task_runs_is_not_mailed(
    contributor_client: Client, submitted: Post, editor_user: User
) -> None:
    save(contributor_client, admin_url("change", submitted), status=Status.DRAFT)
    request = ReviewRequest.objects.get()
    assert request.outcome == Outcome.WITHDRAWN
    assert review_mails.send_submitted(request.pk) == 0
    assert review_mails.send_decided(request.pk) == 0
    assert Event.objects.filter(verb=Verb.RETURNED).count() == 1


@pytest.mark.parametrize("make", [in_review_post, published_post, trashed_post])
def test_only_a_draft_is_submitted(make: Callable[..., Post]) -> None:
    post = make()
    assert not review.submit(post)
    assert status_of(post) == post.status


def test_mails_are_in_the_language_of_each_recipient(submitted: Post, editor_user: User) -> None:
    make_user("english", role="editor", language="en")
    review_mails.send_submitted(ReviewRequest.objects.get().pk)
    subjects = dict(mails())
    assert "For review" in subjects["english@example.com"]
    assert "確認" in subjects[editor_user.email]


# Returning
def test_returning_shows_the_remark_to_the_author_until_the_next_submission(
    editor_client: Client,
    contributor_client: Client,
    contributor_user: User,
    submitted: Post,
    worker: Worker,
) -> None:
    with worker():
        decide(editor_client, submitted, remark="見出しを足してください。", **{"return": "1"})
    assert status_of(submitted) == Status.DRAFT
    assert Event.objects.filter(verb=Verb.RETURNED).count() == 1
    [mail] = OutgoingMail.objects.filter(recipient=contributor_user.email)
    assert "見出しを足してください。" in mail.text
    screen = contributor_client.get(admin_url("change", submitted)).content.decode()
    assert "見出しを足してください。" in screen
    cards = {card.kind: card for card in contributor_client.get("/admin/").context["cards"]}
    assert [(post.pk, post.remark) for post in cards["returned"].rows] == [
        (submitted.pk, "見出しを足してください。")
    ]
    save(contributor_client, admin_url("change", submitted), "_review")
    assert "見出しを足して" not in (
        contributor_client.get(admin_url("change", submitted)).content.decode()
    )
    cards = {card.kind: card for card in contributor_client.get("/admin/").context["cards"]}
    assert "returned" not in cards


def test_returning_needs_a_remark(editor_client: Client, submitted: Post) -> None:
    response = decide(editor_client, submitted, remark=" ", **{"return": "1"})
    assert "remark" in response.context["return_form"].errors
    assert status_of(submitted) == Status.IN_REVIEW


def test_an_editor_who_only_sets_the_status_returns_it_too(
    editor_client: Client, contributor_user: User, submitted: Post, worker: Worker
) -> None:
    with worker():
        save(editor_client, admin_url("change", submitted), status=Status.DRAFT)
    assert ReviewRequest.objects.get().outcome == Outcome.RETURNED
    assert OutgoingMail.objects.filter(recipient=contributor_user.email).count() == 1


def test_the_home_shows_a_returned_post_to_its_author_only(
    editor_client: Client, other_author_client: Client, submitted: Post
) -> None:
    review.return_to_author(submitted, remark="直してください。")
    for client in (editor_client, other_author_client):
        kinds = {card.kind for card in client.get("/admin/").context["cards"]}
        assert "returned" not in kinds
        assert "直してください。" not in client.get("/admin/").content.decode()


# Approving
def test_approving_publishes_and_mails_the_author(
    editor_client: Client,
    editor_user: User,
    contributor_user: User,
    submitted: Post,
    stranger: Client,
    worker: Worker,
) -> None:
    with worker():
        decide(editor_client, submitted, approve="1")
    assert stranger.get(submitted.get_absolute_url()).status_code == 200
    request = ReviewRequest.objects.get()
    assert (request.outcome, request.decided_by) == (Outcome.APPROVED, editor_user)
    [mail] = OutgoingMail.objects.filter(recipient=contributor_user.email)
    assert submitted.get_absolute_url() in mail.text
    assert not OutgoingMail.objects.filter(recipient=editor_user.email, subject=mail.subject)
    assert Event.objects.filter(verb=Verb.PUBLISHED, actor=editor_user).count() == 1


def test_approving_for_later_schedules(
    editor_client: Client, contributor_user: User, submitted: Post, worker: Worker
) -> None:
    at = (timezone.localtime() + timedelta(days=2)).replace(second=0, microsecond=0)
    with worker():
        decide(editor_client, submitted, approve="1", go_live_at=f"{at:%Y-%m-%dT%H:%M}")
    submitted.refresh_from_db()
    assert (submitted.status, submitted.go_live_at) == (Status.SCHEDULED, at)
    [mail] = OutgoingMail.objects.filter(recipient=contributor_user.email)
    assert "予約" in mail.subject


def test_a_time_that_has_passed_is_refused(editor_client: Client, submitted: Post) -> None:
    at = timezone.localtime() - timedelta(hours=1)
    response = decide(editor_client, submitted, approve="1", go_live_at=f"{at:%Y-%m-%dT%H:%M}")
    assert response.context["approval_form"].has_error("__all__", "past")
    assert status_of(submitted) == Status.IN_REVIEW


def test_a_text_that_changed_since_it_was_read_is_not_published(
    editor_client: Client, submitted: Post
) -> None:
    seen_at = Post.objects.get().updated_at.isoformat()
    submitted.body = "あとから足した文。"
    publishing.save(submitted, fields=["body"])
    url = admin_url("review", submitted)
    response = editor_client.post(url, {"seen_at": seen_at, "approve": "1"})
    assert response.context["approval_form"].has_error("__all__", "changed")
    assert status_of(submitted) == Status.IN_REVIEW
    fresh = response.context["approval_form"]["seen_at"].value()
    editor_client.post(url, {"seen_at": fresh, "approve": "1"})
    assert status_of(submitted) == Status.PUBLISHED


@pytest.mark.parametrize("make", [draft_post, published_post, trashed_post])
def test_what_is_not_in_review_is_not_decided(make: Callable[..., Post]) -> None:
    post = make()
    assert not review.return_to_author(post, remark="いいえ")
    assert not review.approve(post, seen_at=post.updated_at)
    assert status_of(post) == post.status
    assert not ReviewRequest.objects.filter(remark="いいえ").exists()


def test_an_expired_post_is_not_approved(submitted: Post) -> None:
    Post.objects.update(expire_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError) as error:
        review.approve(submitted, seen_at=submitted.updated_at)
    assert error.value.code == "expired"
    assert status_of(submitted) == Status.IN_REVIEW


def test_publishing_from_the_list_approves_too(editor_client: Client, submitted: Post) -> None:
    editor_client.post(
        reverse("admin:blog_post_changelist"),
        {"action": "publish", "_selected_action": [submitted.pk]},
    )
    assert ReviewRequest.objects.get().outcome == Outcome.APPROVED


def test_trashing_withdraws_the_request(contributor_client: Client, submitted: Post) -> None:
    contributor_client.post(admin_url("trash", submitted))
    assert ReviewRequest.objects.get().outcome == Outcome.WITHDRAWN


# Permissions
@pytest.mark.parametrize(
    "visitor",
    [
        *("stranger", "reader_client", "moderator_client"),
        *("contributor_client", "author_client", "other_author_client"),
    ],
)
def test_only_who_may_publish_any_post_reviews_it(
    visitor: str, submitted: Post, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(visitor)
    url = admin_url("review", submitted)
    answers = [client.get(url)]
    answers.append(client.post(url, {"return": "1", "remark": "乗っ取り"}))
    seen_at = submitted.updated_at.isoformat()
    answers.append(client.post(url, {"approve": "1", "seen_at": seen_at}))
    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert status_of(submitted) == Status.IN_REVIEW
    assert "橋の記事" not in "".join(answer.content.decode() for answer in answers)


# The setting
def test_with_the_setting_authors_need_a_review_and_editors_do_not(
    author_client: Client, author: Author, editor_client: Client
) -> None:
    make_settings(posts_need_review=True)
    save(author_client, ADD, "_publish", title="題")
    post = Post.objects.get()
    assert post.status == Status.DRAFT
    save(author_client, admin_url("change", post), "_review")
    assert status_of(post) == Status.IN_REVIEW
    shown = published_post(authors=[author])
    assert author_client.post(admin_url("change", shown), {"title": "改"}).status_code == 403
    assert author_client.get(admin_url("review", post)).status_code == 403
    trashed = trashed_post(authors=[author])
    author_client.post(admin_url("restore", trashed))
    assert status_of(trashed) == Status.TRASHED
    save(editor_client, admin_url("change", post), "_publish")
    assert status_of(post) == Status.PUBLISHED


def test_without_the_setting_authors_publish(author_client: Client) -> None:
    save(author_client, ADD, "_publish", title="題")
    assert Post.objects.get().is_published


def test_the_latest_request_is_the_one_that_counts(submitted: Post) -> None:
    review.return_to_author(submitted, remark="一度目")
    review.submit(submitted)
    newest = review_requests.latest(submitted)
    assert newest is not None
    assert (newest.outcome, newest.remark) == (Outcome.WAITING, "")
    assert not Post.objects.returned().exists()


def test_the_remark_of_the_last_return_counts(contributor_client: Client, submitted: Post) -> None:
    for remark in ("一度目", "二度目"):
        review.return_to_author(submitted, remark=remark)
        assert Post.objects.returned().get().remark == remark
        save(contributor_client, admin_url("change", submitted), "_review")
    save(contributor_client, admin_url("change", submitted), status=Status.DRAFT)
    assert not Post.objects.returned().exists()


def test_no_one_is_mailed_about_what_they_did_themselves(
    editor_client: Client, editor_user: User
) -> None:
    post = draft_post(authors=[make_author(user=editor_user)])
    save(editor_client, admin_url("change", post), "_review")
    request = ReviewRequest.objects.get()
    assert review_mails.send_submitted(request.pk) == 0
    decide(editor_client, post, approve="1")
    assert review_mails.send_decided(request.pk) == 0
