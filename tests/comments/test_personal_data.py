"""What the comments know of one person: all of it is handed out, and all of it can be forgotten."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments import personal_data, reactions, reply_notifications
from comments.identity import Identity
from comments.models import Comment, Like, ReplySubscription, Report
from desk.account_deletion import delete_account
from mail.models import OutgoingMail
from tests.factories import approved_comment, held_comment

pytestmark = pytest.mark.django_db

ADDRESS = "guest@example.com"
BROWSER = "k" * 43


def busy(post: Post, writer: Identity, user: User | None = None) -> Comment:
    """A person with a comment, a like, a report and reply notifications; returns the comment."""
    email = "" if user else ADDRESS
    mine = approved_comment(post, text="私の感想", user=user, email=email, writer=writer)
    others = approved_comment(post, text="他人の感想", email="other@example.com")
    reactions.like(others, writer, likes=True)
    reactions.report(others, writer, reason="spam", text="私の言葉")
    row = reply_notifications.subscribe(mine, address=email, user=user, language="ja")
    assert row
    if not row.confirmed_at:
        reply_notifications.confirm(row)
    approved_comment(post, parent=mine)
    return mine


@pytest.fixture
def member(post: Post, reader_user: User) -> User:
    """A member who was busy."""
    busy(post, Identity(f"user-{reader_user.pk}", user_id=reader_user.pk), reader_user)
    return reader_user


@pytest.fixture
def guest(post: Post) -> Comment:
    """What a guest wrote who was busy, and wrote again without giving the address."""
    approved_comment(post, text="名のらない感想", writer=Identity(BROWSER))
    return busy(post, Identity(BROWSER))


def test_a_member_takes_home_what_they_wrote_and_asked_for_and_nothing_of_others(
    member: User, reader_client: Client
) -> None:
    response = reader_client.get("/account/comments.json")
    found = json.loads(response.content)
    assert [row["text"] for row in found["comments"]] == ["私の感想"]
    assert [row["text"] for row in found["reports"]] == ["私の言葉"]
    assert (len(found["likes"]), len(found["answers_by_mail"])) == (1, 1)
    assert "他人の感想" not in response.content.decode()
    assert "other@example.com" not in response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="comments.json"'


def test_only_a_signed_in_user_gets_a_file(member: User, stranger: Client) -> None:
    assert stranger.get("/account/comments.json").status_code == 302


def test_the_holder_of_an_address_is_known_by_the_browser_that_confirmed_it(guest: Comment) -> None:
    found = personal_data.export(personal_data.person_of_address("Guest@Example.com"))
    assert [row["text"] for row in found["comments"]] == ["名のらない感想", "私の感想"]
    assert [len(found[kind]) for kind in ("likes", "reports", "answers_by_mail")] == [1, 1, 1]


def test_typing_the_address_of_another_person_reveals_none_of_ones_own_data(post: Post) -> None:
    writer = Identity(BROWSER)
    approved_comment(post, text="名のらない感想", writer=writer)
    mine = approved_comment(post, text="他人の名で", email=ADDRESS, writer=writer)
    reply_notifications.subscribe(mine, address=ADDRESS, language="ja")
    found = personal_data.export(personal_data.person_of_address(ADDRESS))
    assert [row["text"] for row in found["comments"]] == ["他人の名で"]


@pytest.mark.parametrize("keep", [True, False])
def test_forgetting_leaves_no_trace_and_recounts(guest: Comment, keep: bool) -> None:
    counts = personal_data.forget(personal_data.person_of_address(ADDRESS), keep=keep)
    assert counts == {"comments": 2, "likes": 1, "reports": 1, "answers_by_mail": 1, "pictures": 0}
    assert not Like.objects.exists()
    assert not Report.objects.exists()
    assert not ReplySubscription.objects.exists()
    assert not OutgoingMail.objects.filter(recipient=ADDRESS).exists()
    assert set(Comment.objects.values_list("like_count", "report_count")) == {(0, 0)}
    assert not Comment.objects.filter(user_email=ADDRESS).exists()
    assert not Comment.objects.filter(writer_key=BROWSER).exists()
    assert Comment.objects.filter(pk=guest.pk).exists() is keep
    again = personal_data.forget(personal_data.person_of_address(ADDRESS), keep=keep)
    assert set(again.values()) == {0}


def test_forgetting_changes_no_other_person(guest: Comment, member: User) -> None:
    before = personal_data.export(personal_data.person_of_user(member))
    personal_data.forget(personal_data.person_of_address(ADDRESS), keep=False)
    assert personal_data.export(personal_data.person_of_user(member)) == before


def test_a_text_that_stays_has_no_name(guest: Comment, member: User) -> None:
    personal_data.forget(personal_data.person_of_address(ADDRESS), keep=True)
    personal_data.forget(personal_data.person_of_user(member), keep=True)
    rows = Comment.objects.filter(comment="私の感想").values("user_name", "user")
    assert {row["user"] for row in rows} == {None}
    assert len({row["user_name"] for row in rows}) == 2
    assert not [row for row in rows if row["user_name"].startswith("読者")]


@pytest.mark.parametrize("keep", [True, False])
def test_with_the_account_go_likes_reports_and_subscriptions(member: User, keep: bool) -> None:
    delete_account(member, heir=None, keep_comments=keep)
    assert not Like.objects.exists()
    assert not Report.objects.exists()
    assert not ReplySubscription.objects.exists()
    assert Comment.objects.filter(comment="私の感想").exists() is keep


def test_comments_that_readers_do_not_see_belong_to_it_too(post: Post) -> None:
    held_comment(post, text="待つ感想", email=ADDRESS)
    found = personal_data.export(personal_data.person_of_address(ADDRESS))
    assert [(row["text"], row["state"]) for row in found["comments"]] == [("待つ感想", "held")]


def run(*args: str) -> str:
    out = StringIO()
    call_command("comment_data", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_and_forgets(guest: Comment, member: User) -> None:
    printed = json.loads(run("export", "--address", ADDRESS))
    assert printed == personal_data.export(personal_data.person_of_address(ADDRESS))
    assert run("forget", "--address", ADDRESS, "--keep-texts").startswith("comments: 2, likes: 1")
    assert Comment.objects.filter(pk=guest.pk).exists()
    run("forget", "--user", member.username)
    assert not Comment.objects.filter(user=member).exists()


@pytest.mark.parametrize(
    "who",
    [["--address", "no address"], ["--user", "nobody"], [], ["--user", "a", "--address", "b"]],
)
def test_the_command_says_whom_it_does_not_know(who: list[str]) -> None:
    with pytest.raises(CommandError):
        run("forget", *who)
