"""One mail a day about new comments: what waits first, nothing twice, nothing left out."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from blog.models import Author
from comments import digests, submission
from comments.enums import NotificationFrequency
from comments.models import Comment, CommentPolicy
from mail.models import OutgoingMail
from tests.factories import approved_comment, held_comment, make_user, published_post, spam_comment
from tests.mail_links import paths_of
from tests.settings_pages import change

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(datetime(2026, 4, 10, 12, 0))  # noqa: DTZ001 (made aware here)
MORNING = NOON.replace(hour=7)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def daily(db: None) -> None:
    """The policy wants one mail a day."""
    CommentPolicy(notification_frequency=NotificationFrequency.DAILY).save()


def at(moment: datetime, comment: Comment) -> Comment:
    """Let `comment` have been written at `moment`."""
    Comment.objects.filter(pk=comment.pk).update(submit_date=moment)
    return comment


def mails_to(user: User) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(recipient=user.email).order_by("pk"))


def test_no_comment_is_mailed_at_once(author: Author, moderator_user: User) -> None:
    submission.submit(entry=published_post(authors=[author]), text="感想", name="読者")
    assert not OutgoingMail.objects.exists()


def test_the_mail_begins_with_held_comments(author: Author, moderator_user: User) -> None:
    post = published_post(authors=[author])
    at(MORNING, approved_comment(post, text="載った感想"))
    waits = at(MORNING, held_comment(post, text="待つ感想"))
    at(MORNING, spam_comment(post, text="広告の文章"))
    assert digests.write_due(NOON) == 2
    [mail] = mails_to(author.user)
    for part in (mail.text, mail.html):
        assert part.index("待つ感想") < part.index("載った感想")
        assert "広告の文章" not in part
    assert len([path for path in paths_of(mail) if "/comments/decide/" in path]) == 1
    [to_moderator] = mails_to(moderator_user)
    assert "待つ感想" in to_moderator.text
    assert "載った感想" not in to_moderator.text
    assert waits.state == "held"


def test_it_is_written_once_however_often_the_worker_asks(moderator_user: User) -> None:
    at(MORNING, held_comment(published_post()))
    assert [digests.write_due(NOON + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    at(NOON, held_comment(published_post()))
    assert digests.write_due(NOON + timedelta(hours=10)) == 0
    assert len(mails_to(moderator_user)) == 1


def test_the_next_one_begins_where_the_last_one_ended(moderator_user: User) -> None:
    post = published_post()
    at(MORNING, held_comment(post, text="前の感想"))
    digests.write_due(NOON)
    at(NOON, held_comment(post, text="次の感想"))
    assert digests.write_due(NOON + DAY) == 1
    text = mails_to(moderator_user)[-1].text
    assert "次の感想" in text
    assert "前の感想" not in text
    assert digests.write_due(NOON + 2 * DAY) == 0


def test_a_worker_that_was_away_for_days_leaves_nothing_out(moderator_user: User) -> None:
    post = published_post()
    at(NOON - 3 * DAY, held_comment(post, text="三日前の感想"))
    at(MORNING, held_comment(post, text="今朝の感想"))
    assert digests.write_due(NOON) == 1
    [mail] = mails_to(moderator_user)
    assert "三日前の感想" in mail.text
    assert "今朝の感想" in mail.text


def test_a_comment_with_a_mail_of_its_own_is_not_in_the_digest(moderator_user: User) -> None:
    CommentPolicy(notification_frequency=NotificationFrequency.INSTANT).save()
    at(MORNING, held_comment(published_post()))
    CommentPolicy(notification_frequency=NotificationFrequency.DAILY).save()
    assert digests.write_due(NOON) == 0


def test_without_a_comment_there_is_no_mail(moderator_user: User) -> None:
    assert digests.write_due(NOON) == 0


def test_with_instant_mails_there_is_no_digest(moderator_user: User) -> None:
    at(MORNING, held_comment(published_post()))
    CommentPolicy(notification_frequency=NotificationFrequency.INSTANT).save()
    assert digests.write_due(NOON) == 0


def test_writing_it_asks_the_same_for_any_number_of_comments(moderator_user: User) -> None:
    post, costs = published_post(), []
    for day, number in enumerate((1, 5)):
        for _number in range(number):
            at(MORNING + day * DAY, held_comment(post))
        with CaptureQueriesContext(connection) as queries:
            assert digests.write_due(NOON + day * DAY) == 1
        costs.append(len(queries))
    assert costs[0] == costs[1]


# Back to a mail for each comment
def test_the_switch_to_instant_mails_sends_a_final_digest(
    editor_client: Client, moderator_user: User
) -> None:
    post = published_post()
    held_comment(post, text="前の感想")
    change(editor_client, "comments", notification_frequency=NotificationFrequency.INSTANT)
    [digest] = mails_to(moderator_user)
    assert "前の感想" in digest.text
    held_comment(post, text="後の感想")
    digest, at_once = mails_to(moderator_user)
    assert "前の感想" not in at_once.text
    assert "後の感想" in at_once.text
    assert digests.write_due(timezone.now() + DAY) == 0


def test_the_final_digest_begins_where_the_last_one_ended(
    editor_client: Client, moderator_user: User
) -> None:
    now, post = timezone.now(), published_post()
    at(now - DAY, held_comment(post, text="前の感想"))
    digests.write_due(now)
    held_comment(post, text="次の感想")
    change(editor_client, "comments", notification_frequency=NotificationFrequency.INSTANT)
    first, second = mails_to(moderator_user)
    assert "前の感想" in first.text
    assert ("前の感想" in second.text, "次の感想" in second.text) == (False, True)


def test_a_switch_there_and_back_mails_everything_once(
    editor_client: Client, moderator_user: User
) -> None:
    post = published_post()
    for text, pace in [
        ("一つ目", NotificationFrequency.INSTANT),
        ("二つ目", NotificationFrequency.DAILY),
        ("三つ目", NotificationFrequency.INSTANT),
        ("四つ目", NotificationFrequency.DAILY),
        ("五つ目", NotificationFrequency.DAILY),
    ]:
        held_comment(post, text=text)
        change(editor_client, "comments", notification_frequency=pace)
    digests.write_due(timezone.now() + DAY)
    mailed = [re.findall("[一二三四五]つ目", mail.text) for mail in mails_to(moderator_user)]
    assert mailed == [["一つ目"], ["二つ目"], ["三つ目"], ["四つ目"], ["五つ目"]]


def test_another_change_of_the_policy_sends_nothing(
    editor_client: Client, moderator_user: User
) -> None:
    held_comment(published_post())
    change(editor_client, "comments", notify_authors=False)
    assert mails_to(moderator_user) == []


def test_it_is_in_the_language_of_its_recipient() -> None:
    person = make_user("english", role="moderator", language="en")
    at(MORNING, held_comment(published_post()))
    digests.write_due(NOON)
    [mail] = mails_to(person)
    assert mail.subject.endswith("1 new comment")
    assert "1 comment is awaiting moderation:" in mail.text


def test_of_very_many_comments_it_gives_the_number(
    moderator_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "SHOWN", 2)
    post = published_post()
    for number in range(5):
        at(MORNING, held_comment(post, text=f"感想その{number}"))
    person = make_user("english", role="moderator", language="en")
    digests.write_due(NOON)
    [mail] = mails_to(person)
    assert [f"感想その{number}" in mail.text for number in range(5)] == [True, True, *[False] * 3]
    assert "And 3 more in the moderation queue." in mail.text
