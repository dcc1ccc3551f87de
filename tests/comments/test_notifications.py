"""Who gets a mail about a comment, in which words, and what it cannot be made to carry."""

import pytest

from accounts.models import User
from blog.models import Author, Post
from comments import submission
from comments.models import CommentPolicy
from mail import sending
from mail.models import OutgoingMail
from tests.factories import approved_comment, make_author, make_user, published_post
from tests.smtp import Inbox

pytestmark = pytest.mark.django_db


def recipients() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


def test_moderators_and_the_authors_of_the_post_get_a_mail_about_a_held_comment(
    author: Author, other_author: Author, moderator_user: User, editor_user: User, reader_user: User
) -> None:
    post = published_post(authors=[author])
    submission.submit(entry=post, text="感想", name="読者", email="guest@example.com")
    assert recipients() == ["author@example.com", "moderator@example.com"]


def test_an_author_who_moderates_gets_one_mail(author: Author) -> None:
    author.user.groups.add(make_user(role="moderator").groups.get())
    submission.submit(entry=published_post(authors=[author]), text="感想", name="読者")
    assert recipients().count("author@example.com") == 1


def test_only_the_authors_get_a_mail_about_a_public_comment(
    author: Author, moderator_user: User, open_policy: CommentPolicy
) -> None:
    submission.submit(entry=published_post(authors=[author]), text="感想", name="読者")
    assert recipients() == ["author@example.com"]


def test_no_mail_goes_to_the_writer_of_the_comment(author: Author, moderator_user: User) -> None:
    post = published_post(authors=[author])
    submission.submit(entry=post, text="感想", name=author.name, user=author.user)
    assert recipients() == []


def test_an_author_whose_account_may_not_decide_gets_no_mail(db: None) -> None:
    retired = make_author(user=make_user("retired"))
    submission.submit(entry=published_post(authors=[retired]), text="感想", name="読者")
    assert recipients() == []


def test_the_policy_switches_each_kind_off(author: Author, moderator_user: User) -> None:
    post = published_post(authors=[author])
    CommentPolicy(notify_moderators=False).save()
    submission.submit(entry=post, text="一つ目", name="読者")
    assert recipients() == ["author@example.com"]
    CommentPolicy(notify_authors=False).save()
    submission.submit(entry=post, text="二つ目", name="読者")
    assert recipients() == ["author@example.com", "moderator@example.com"]


def test_people_without_an_address_or_with_a_closed_account_are_left_out(author: Author) -> None:
    make_user("no-address", role="moderator", email="")
    make_user("gone", role="moderator", is_active=False)
    User.objects.filter(pk=author.user_id).update(is_active=False)
    submission.submit(entry=published_post(authors=[author]), text="感想", name="読者")
    assert recipients() == []


def test_a_mail_is_in_the_language_of_the_person(post: Post) -> None:
    make_user("english", role="moderator", language="en")
    make_user("unset", role="moderator")
    submission.submit(entry=post, text="感想", name="読者")
    mails = {mail.recipient: mail for mail in OutgoingMail.objects.all()}
    assert {address: mail.language for address, mail in mails.items()} == {
        "english@example.com": "en",
        "unset@example.com": "ja",
    }
    assert "A comment is awaiting moderation" in mails["english@example.com"].subject


def test_the_mail_holds_the_text_the_parent_and_where_to_decide(
    post: Post, moderator_user: User
) -> None:
    parent = approved_comment(post, name="花子", text="問い<b>です")
    comment = submission.submit(entry=post, text="答え & <i>です", name="太郎", reply_to=parent.pk)
    mail = OutgoingMail.objects.get(key=f"comment-{comment.pk}-new-u{moderator_user.pk}")
    for expected in ("太郎", "答え & <i>です", "花子", "問い<b>です"):
        assert expected in mail.text
    assert f"http://testserver/admin/comments/queue/?comment={comment.pk}" in mail.text
    assert "答え &amp; &lt;i&gt;です" in mail.html
    assert "<i>" not in mail.html


@pytest.mark.django_db(transaction=True)
def test_no_name_title_or_text_adds_a_header_or_a_recipient(smtp: Inbox) -> None:
    make_user("moderator", role="moderator")
    evil = "件名\r\nBcc: victim@example.com\u2028X-Evil: 1"
    post = published_post(title=evil)
    submission.submit(entry=post, text=f"{evil}\r\n.\r\nMAIL FROM:<x>", name=evil)
    sending.send_waiting()
    (received,) = smtp.mails
    assert received.recipients == ["moderator@example.com"]
    assert {"bcc", "x-evil"}.isdisjoint(name.lower() for name in received.message)
    assert "\n" not in received.subject
