"""Reply notifications: sent after double opt-in only, and stopped by one button."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog import publishing
from blog.models import Post
from comments import deletion, moderation, reply_notifications, submission
from comments.models import Comment, ReplySubscription
from mail import sending, suppression
from mail.models import Address, OutgoingMail
from tests.factories import (
    approved_comment,
    draft_post,
    held_comment,
    make_user,
    published_post,
    removed_comment,
    spam_comment,
)
from tests.mail_links import link_of
from tests.smtp import Inbox

pytestmark = pytest.mark.django_db

ADDRESS = "reader@example.com"
NETWORK = "192.0.2.1"


def subscription_for(comment: Comment, address: str = ADDRESS, **fields: str) -> ReplySubscription:
    """A subscription that is not confirmed yet."""
    row = reply_notifications.subscribe(
        comment, address=address, **{"language": "ja", "network": NETWORK, **fields}
    )
    assert row is not None
    return row


def confirmed_subscription(
    comment: Comment, address: str = ADDRESS, **fields: str
) -> ReplySubscription:
    """A confirmed subscription."""
    row = subscription_for(comment, address, **fields)
    reply_notifications.confirm(row)
    row.refresh_from_db()
    return row


def confirmation_mail() -> OutgoingMail:
    return OutgoingMail.objects.get(key__startswith="reply-wish-")


def answers() -> list[str]:
    """The recipients of reply mails, in the order of the mails."""
    mails = OutgoingMail.objects.filter(key__regex="^reply-[0-9]").order_by("pk")
    return list(mails.values_list("recipient", flat=True))


# Asking
def test_a_guest_is_asked_by_a_mail_that_holds_nothing_of_the_comment(post: Post) -> None:
    comment = approved_comment(post, name="SECRETNAME", text="SECRETTEXT", email=ADDRESS)
    subscription_for(comment, "Reader@Example.com")
    mail = confirmation_mail()
    assert (mail.recipient, mail.is_secret) == (ADDRESS, True)
    assert "SECRET" not in f"{mail.subject}{mail.text}{mail.html}{mail.headers}"
    assert post.title in mail.text
    assert ReplySubscription.objects.get().confirmed_at is None


def test_the_page_behind_the_link_confirms_by_its_button_only(post: Post, stranger: Client) -> None:
    subscription_for(approved_comment(post))
    link = link_of(confirmation_mail(), "/replies/confirm/")
    page = stranger.get(link)
    stranger.head(link)
    assert ReplySubscription.objects.get().confirmed_at is None
    assert '<form class="form" method="post">' in page.content.decode()
    stranger.post(link)
    assert ReplySubscription.objects.get().confirmed_at is not None
    assert Address.objects.get(address=ADDRESS).confirmed_at is not None


def test_the_button_needs_no_cookie_and_its_second_press_changes_nothing(post: Post) -> None:
    subscription_for(approved_comment(post))
    link = link_of(confirmation_mail(), "/replies/confirm/")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link).status_code == 200
    first = ReplySubscription.objects.get().confirmed_at
    assert strict.post(link).status_code == 200
    assert ReplySubscription.objects.get().confirmed_at == first
    assert not strict.cookies


def test_a_link_that_is_too_old_says_so_and_confirms_nothing(
    post: Post, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription_for(approved_comment(post))
    link = link_of(confirmation_mail(), "/replies/confirm/")
    monkeypatch.setattr(reply_notifications, "VALID", timedelta(seconds=-1))
    answer = stranger.post(link, headers={"accept-language": "en"})
    assert answer.status_code == 410
    assert "The link has expired." in answer.content.decode()
    assert ReplySubscription.objects.get().confirmed_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_changed_or_signed_for_another_purpose_confirms_nothing(
    post: Post, stranger: Client, method: str
) -> None:
    row = subscription_for(approved_comment(post))
    token = link_of(confirmation_mail(), "/replies/confirm/").split("/")[-2]
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), row.key, "x", f"{token}x"):
        answer = getattr(stranger, method)(f"/comments/replies/confirm/{wrong}/")
        assert answer.status_code == 404, wrong
    stranger.post(f"/comments/replies/stop/{token}/")
    stranger.post(f"/comments/decide/{token}/")
    assert ReplySubscription.objects.get().confirmed_at is None


def test_the_link_of_a_comment_that_is_gone_opens_nothing(post: Post, stranger: Client) -> None:
    comment = approved_comment(post)
    subscription_for(comment)
    link = link_of(confirmation_mail(), "/replies/confirm/")
    deletion.delete(Comment.objects.filter(pk=comment.pk))
    assert stranger.post(link).status_code == 404


def test_an_account_needs_no_confirmation(post: Post, reader_user: User) -> None:
    row = reply_notifications.subscribe(
        approved_comment(post, user=reader_user), user=reader_user, language="ja"
    )
    assert row is not None
    assert row.confirmed_at is not None
    assert not OutgoingMail.objects.filter(recipient=reader_user.email).exists()


def written_by(post: Post, writer_key: str) -> Comment:
    comment = approved_comment(post)
    Comment.objects.filter(pk=comment.pk).update(writer_key=writer_key, network_key="n" * 43)
    comment.refresh_from_db()
    return comment


def test_a_browser_that_has_confirmed_its_address_is_not_asked_again(post: Post) -> None:
    confirmed_subscription(written_by(post, "k" * 43))
    assert subscription_for(written_by(post, "k" * 43)).confirmed_at is not None
    assert subscription_for(written_by(post, "o" * 43)).confirmed_at is None
    assert subscription_for(written_by(post, "k" * 43), "other@example.com").confirmed_at is None


def test_people_behind_one_network_confirm_nothing_for_each_other(post: Post) -> None:
    network_key = reply_notifications.Identity(network=NETWORK).network_key
    confirmed_subscription(written_by(post, network_key))
    assert subscription_for(written_by(post, network_key)).confirmed_at is None


def test_one_press_confirms_what_the_same_browser_asked_for_meanwhile(post: Post) -> None:
    first, second = (
        subscription_for(written_by(post, "k" * 43)),
        subscription_for(written_by(post, "k" * 43)),
    )
    stranger = subscription_for(written_by(post, "o" * 43))
    reply_notifications.confirm(first)
    held = ReplySubscription.objects.exclude(confirmed_at=None).values_list("pk", flat=True)
    assert set(held) == {first.pk, second.pk}
    assert stranger.pk not in held


def test_the_same_form_sent_twice_asks_once(post: Post) -> None:
    comment = approved_comment(post)
    assert subscription_for(comment).pk == subscription_for(comment).pk
    assert OutgoingMail.objects.filter(key__startswith="reply-wish-").count() == 1


def test_too_many_subscriptions_from_a_network_are_not_stored(post: Post) -> None:
    for number in range(10):
        subscription_for(approved_comment(post), f"reader{number}@example.com")
    late = reply_notifications.subscribe(
        approved_comment(post), address="late@example.com", language="ja", network=NETWORK
    )
    assert late is None
    assert ReplySubscription.objects.count() == 10


def test_what_is_taken_for_advertising_has_nothing_mailed(post: Post) -> None:
    subscription_for(spam_comment(post))
    assert not OutgoingMail.objects.filter(recipient=ADDRESS).exists()


def test_unconfirmed_subscriptions_are_deleted_after_a_week(post: Post) -> None:
    old, kept = (
        subscription_for(approved_comment(post)),
        confirmed_subscription(approved_comment(post)),
    )
    long_ago = timezone.now() - timedelta(days=8)
    ReplySubscription.objects.update(created_at=long_ago)
    fresh = subscription_for(approved_comment(post))
    assert reply_notifications.prune() == 1
    assert (
        set(ReplySubscription.objects.values_list("pk", flat=True))
        == {kept.pk, fresh.pk}
        != {old.pk}
    )


@pytest.mark.django_db(transaction=True)
def test_one_address_in_a_hundred_forms_from_twenty_networks_gets_one_mail(
    smtp: Inbox, write: Callable[..., HttpResponse]
) -> None:
    spellings = [ADDRESS, "READER@example.com", "reader+a@example.com", "reader@EXAMPLE.com"]
    for number in range(100):
        sent = write(
            Client(REMOTE_ADDR=f"198.51.100.{number % 20}"),
            published_post() if number % 5 == 0 else Post.objects.latest("pk"),
            comment=f"感想その{number}",
            email=spellings[number % len(spellings)],
            answers="on",
        )
        assert sent.status_code == 302
    assert ReplySubscription.objects.count() == 100
    sending.send_waiting()
    assert [address.lower() for address in smtp.recipients] == [ADDRESS]


def test_the_form_asks_and_the_page_of_thanks_says_so(
    post: Post, stranger: Client, write: Callable[..., HttpResponse]
) -> None:
    address = write(stranger, post, email=ADDRESS, answers="on")["Location"]
    assert ADDRESS in stranger.get(address).content.decode()
    assert confirmation_mail().recipient == ADDRESS


def test_over_the_limit_the_comment_is_stored_and_the_page_says_that_no_mail_is_sent(
    post: Post, write: Callable[..., HttpResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mail.confirmations.SITE_LIMIT", 0)
    client = Client(headers={"accept-language": "en"})
    address = write(client, post, email=ADDRESS, answers="on")["Location"]
    assert "are not emailed" in client.get(address).content.decode()
    assert Comment.objects.count() == 1
    assert not ReplySubscription.objects.exists()


def test_without_the_tick_nothing_is_mailed(
    post: Post, stranger: Client, write: Callable[..., HttpResponse]
) -> None:
    write(stranger, post, email=ADDRESS)
    assert not ReplySubscription.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_member_who_ticks_the_box_gets_answers_at_once(
    post: Post, reader_client: Client, write: Callable[..., HttpResponse]
) -> None:
    write(reader_client, post, answers="on")
    approved = Comment.objects.get()
    moderation.approve(approved, by=make_user(role="moderator"))
    approved_comment(post, parent=approved)
    assert answers() == ["reader@example.com"]


# Telling
def test_each_subscriber_above_gets_one_mail_about_a_public_reply(post: Post) -> None:
    root = approved_comment(post)
    below = approved_comment(post, parent=root)
    elsewhere, beside = approved_comment(post), approved_comment(post, parent=root)
    subscription_for(beside, "open@example.com")
    for comment, address in ((root, "a@example.com"), (below, "b@example.com")):
        confirmed_subscription(comment, address)
    confirmed_subscription(elsewhere, "c@example.com")
    answer = approved_comment(post, parent=below, name="答える人", text="答えの文章")
    assert answers() == ["b@example.com", "a@example.com"]
    mail = OutgoingMail.objects.filter(recipient="a@example.com").latest("pk")
    for part in (mail.text, mail.html):
        assert "答える人" in part
        assert "答えの文章" in part
        assert f"http://testserver/comments/{answer.pk}/" in part
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_subscriber_with_two_comments_above_gets_one_mail(post: Post) -> None:
    root = approved_comment(post)
    below = approved_comment(post, parent=root)
    confirmed_subscription(root)
    confirmed_subscription(below)
    approved_comment(post, parent=below)
    assert answers() == [ADDRESS]


def test_no_mail_goes_to_the_writer_of_the_reply(post: Post, reader_user: User) -> None:
    guests, members = written_by(post, "k" * 43), approved_comment(post, user=reader_user)
    confirmed_subscription(guests)
    reply_notifications.subscribe(members, user=reader_user, language="ja")
    approved_comment(post, parent=guests, email=ADDRESS.upper())
    approved_comment(post, parent=members, user=reader_user)
    assert answers() == []


def test_a_held_reply_is_mailed_when_it_is_approved(post: Post, moderator_user: User) -> None:
    parent = approved_comment(post)
    confirmed_subscription(parent)
    answer = held_comment(post, parent=parent)
    assert answers() == []
    moderation.approve(answer, by=moderator_user)
    assert answers() == [ADDRESS]


def test_a_reply_that_is_approved_again_is_mailed_once(
    post: Post, moderator_user: User, smtp: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply_notifications, "UNDO", timedelta())
    parent = approved_comment(post)
    confirmed_subscription(parent)
    OutgoingMail.objects.all().delete()
    answer = approved_comment(post, parent=parent)
    sending.send_waiting()
    moderation.reject(answer, by=moderator_user)
    moderation.approve(answer, by=moderator_user)
    sending.send_waiting()
    assert smtp.recipients.count(ADDRESS) == 1


def test_an_approval_that_is_undone_at_once_sends_no_mail(
    post: Post, moderator_user: User, smtp: Inbox
) -> None:
    parent = approved_comment(post)
    confirmed_subscription(parent)
    OutgoingMail.objects.all().delete()
    answer = approved_comment(post, parent=parent)
    sending.send_waiting()
    assert ADDRESS not in smtp.recipients
    moderation.restore(answer, by=moderator_user)
    assert answers() == []
    moderation.approve(answer, by=moderator_user)
    assert answers() == [ADDRESS]


def test_the_mail_is_in_the_language_of_the_subscription_or_of_the_account(post: Post) -> None:
    member = make_user("member", language="en")
    root = approved_comment(post)
    below = approved_comment(post, parent=root, user=member)
    confirmed_subscription(root, language="en")
    reply_notifications.subscribe(below, user=member, language="ja")
    approved_comment(post, parent=below)
    languages = OutgoingMail.objects.filter(key__regex="^reply-[0-9]").values_list("language")
    assert list(languages) == [("en",), ("en",)]


@pytest.mark.parametrize("hidden", ["own comment", "answer", "entry", "deleted", "suppressed"])
def test_what_is_hidden_meanwhile_is_not_mailed(
    post: Post,
    moderator_user: User,
    smtp: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    hidden: str,
) -> None:
    monkeypatch.setattr(reply_notifications, "UNDO", timedelta())
    parent = approved_comment(post)
    confirmed_subscription(parent)
    OutgoingMail.objects.all().delete()
    answer = approved_comment(post, parent=parent)
    assert answers() == [ADDRESS]
    if hidden == "own comment":
        moderation.remove(parent, by=moderator_user)
    elif hidden == "answer":
        moderation.mark_spam(answer, by=moderator_user)
    elif hidden == "entry":
        publishing.trash(post)
    elif hidden == "deleted":
        deletion.delete(Comment.objects.filter(pk=answer.pk))
    else:
        suppression.suppress(ADDRESS, Address.Reason.COMPLAINT)
    sending.send_waiting()
    assert ADDRESS not in smtp.recipients


def test_the_subscriber_of_a_hidden_comment_gets_no_mail(post: Post, moderator_user: User) -> None:
    root = approved_comment(post)
    below = approved_comment(post, parent=root)
    confirmed_subscription(root)
    moderation.remove(root, by=moderator_user)
    approved_comment(post, parent=below)
    assert answers() == []


def test_an_entry_that_is_no_longer_public_sends_no_mail(post: Post, moderator_user: User) -> None:
    parent = approved_comment(post)
    confirmed_subscription(parent)
    answer = held_comment(post, parent=parent)
    publishing.trash(post)
    moderation.approve(answer, by=moderator_user)
    assert answers() == []


def test_a_closed_account_gets_nothing(post: Post, reader_user: User) -> None:
    parent = approved_comment(post, user=reader_user)
    reply_notifications.subscribe(parent, user=reader_user, language="ja")
    User.objects.filter(pk=reader_user.pk).update(is_active=False)
    approved_comment(post, parent=parent)
    assert answers() == []


# Stopping
def reply_mail(post: Post) -> OutgoingMail:
    """A reply mail to an owner who has a subscription in another conversation, too."""
    parent = approved_comment(post)
    confirmed_subscription(parent)
    confirmed_subscription(approved_comment(post, parent=parent))
    confirmed_subscription(approved_comment(post))
    approved_comment(post, parent=parent)
    return OutgoingMail.objects.filter(key__regex="^reply-[0-9]").latest("pk")


def test_the_mail_program_ends_a_conversation_by_one_post_without_cookies(post: Post) -> None:
    mail = reply_mail(post)
    address = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        address,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200
    assert not program.cookies
    left = ReplySubscription.objects.get()
    assert left.comment.root == left.comment.pk
    assert program.post(address).status_code == 200
    assert ReplySubscription.objects.count() == 1


def test_the_mail_program_finds_the_address_in_one_piece(
    post: Post, smtp: Inbox, settings: Any
) -> None:
    settings.BASE_URL = "https://a-blog-with-a-long-name.example.jp"
    mail = reply_mail(post)
    OutgoingMail.objects.update(send_after=timezone.now())
    sending.send_waiting()
    message = next(got.message for got in smtp.mails if got.subject == mail.subject)
    # A long value begins on a second line, which RFC 5322 reads as a space before it.
    assert message["List-Unsubscribe"].strip() == mail.headers["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_that_stops_shows_a_button_and_changes_nothing_by_itself(
    post: Post, stranger: Client
) -> None:
    mail = reply_mail(post)
    for part in ("/replies/stop/", "/replies/stop-all/"):
        page = stranger.get(link_of(mail, part))
        stranger.head(link_of(mail, part))
        assert 'method="post"' in page.content.decode()
    assert ReplySubscription.objects.count() == 3


def test_the_link_that_stops_all_works_even_after_that_conversation_was_ended(
    post: Post, stranger: Client, reader_user: User
) -> None:
    mail = reply_mail(post)
    confirmed_subscription(approved_comment(post), "other@example.com")
    reply_notifications.subscribe(
        approved_comment(post, user=reader_user), user=reader_user, language="ja"
    )
    stranger.post(link_of(mail, "/replies/stop/"))
    stranger.post(link_of(mail, "/replies/stop-all/"))
    assert set(ReplySubscription.objects.values_list("address", flat=True)) == {
        "other@example.com",
        "",
    }


def test_unsubscribing_cancels_the_waiting_mails(post: Post, smtp: Inbox) -> None:
    row = confirmed_subscription(parent := approved_comment(post))
    OutgoingMail.objects.all().delete()
    approved_comment(post, parent=parent)
    reply_notifications.stop(row)
    OutgoingMail.objects.update(send_after=timezone.now())
    sending.send_waiting()
    assert ADDRESS not in smtp.recipients


def test_an_unknown_key_stops_nothing(post: Post, stranger: Client) -> None:
    reply_mail(post)
    assert stranger.post("/comments/replies/stop/x/").status_code == 200
    for method in (stranger.get, stranger.post):
        assert method("/comments/replies/stop-all/x/").status_code == 404
    assert ReplySubscription.objects.count() == 3


def test_the_links_of_old_mails_still_work_after_the_secret_key_was_replaced(
    post: Post, stranger: Client, settings: Any
) -> None:
    link = link_of(reply_mail(post), "/replies/stop-all/")
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another secret that is long enough for every check of its length"
    assert stranger.post(link).status_code == 404
    assert ReplySubscription.objects.count() == 3
    settings.SECRET_KEY_FALLBACKS = [old]
    assert stranger.post(link).status_code == 200
    assert not ReplySubscription.objects.exists()


@pytest.mark.parametrize("make", [held_comment, removed_comment], ids=["held", "removed"])
def test_no_page_behind_these_links_shows_anything_of_the_comment(
    make: Callable[..., Comment], post: Post, stranger: Client
) -> None:
    row = subscription_for(make(post, name="SECRETNAME", text="SECRETTEXT"))
    for path in (
        link_of(confirmation_mail(), "/replies/confirm/"),
        f"/comments/replies/stop/{row.key}/",
        f"/comments/replies/stop-all/{reply_notifications.owner_key(row)}/",
    ):
        for response in (stranger.get(path), stranger.post(path)):
            assert "SECRET" not in response.content.decode()
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["X-Robots-Tag"] == "noindex"
            assert "no-store" in response["Cache-Control"]


def test_an_entry_that_is_not_public_is_not_named(stranger: Client) -> None:
    post = draft_post(title="SECRETTITLE")
    editor = make_user(role="editor")
    row = subscription_for(submission.submit(entry=post, text="下書きで", name="編集", user=editor))
    assert not OutgoingMail.objects.filter(recipient=ADDRESS).exists()
    assert "SECRETTITLE" not in stranger.get(f"/comments/replies/stop/{row.key}/").content.decode()


def test_an_address_that_was_never_confirmed_gets_no_reply(
    post: Post, moderator_user: User
) -> None:
    unconfirmed, confirmed = approved_comment(post), approved_comment(post)
    subscription_for(unconfirmed)
    confirmed_subscription(confirmed, "other@example.com")
    for parent in (unconfirmed, confirmed):
        moderation.approve(held_comment(post, parent=parent), by=moderator_user)
    assert answers() == ["other@example.com"]
