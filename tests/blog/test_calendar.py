"""The calendar: whose posts it contains, and moving a post to a day."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.enums import Verb
from audit.models import Event
from blog import calendar
from blog.enums import Status
from blog.models import Author, Post
from tests.factories import (
    draft_post,
    in_review_post,
    make_author,
    make_settings,
    make_user,
    private_post,
    published_post,
    scheduled_post,
    trashed_post,
)

pytestmark = pytest.mark.django_db

PAGE = "/admin/blog/post/calendar/"
MOVE = "/admin/blog/post/calendar/move/"


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    zone = timezone.get_current_timezone()
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def move(client: Client, post: Post, day: date | str) -> Any:
    return client.post(MOVE, {"post": post.pk, "day": str(day)}, follow=True)


def shown(client: Client, month: str) -> dict[str, set[str]]:
    """The titles by day of the month."""
    weeks = client.get(PAGE, {"month": month}).context["weeks"]
    days = [day for week in weeks for day in week if day.posts]
    return {str(day.date): {post.title for post in day.posts} for day in days}


# What it contains
def test_it_shows_published_and_scheduled_posts_by_local_day(
    author_client: Client, author: Author
) -> None:
    published_post(title="月初", published_at=moment(2020, 2, 1, 0, 0), authors=[author])
    published_post(title="月末", published_at=moment(2020, 2, 29, 23, 59), authors=[author])
    published_post(title="翌月", published_at=moment(2020, 3, 1, 0, 0), authors=[author])
    published_post(title="前の週", published_at=moment(2020, 1, 25), authors=[author])
    assert shown(author_client, "2020-02") == {
        "2020-02-01": {"月初"},
        "2020-02-29": {"月末"},
    }
    assert shown(author_client, "2020-03")["2020-03-01"] == {"翌月"}


def test_scheduled_posts_are_on_their_day_and_drafts_beside_the_month(
    author_client: Client, author: Author
) -> None:
    post = scheduled_post(title="予約", authors=[author])
    draft_post(title="下書き", authors=[author])
    in_review_post(title="確認", authors=[author])
    private_post(title="非公開", authors=[author])
    trashed_post(title="捨てた", authors=[author])
    day = timezone.localdate(post.go_live_at)
    assert shown(author_client, f"{day:%Y-%m}") == {str(day): {"予約"}}
    drafts = author_client.get(PAGE).context["drafts"]
    assert {post.title for post in drafts} == {"下書き", "確認"}


def test_a_week_begins_on_sunday(author_client: Client) -> None:
    for month in ("2020-02", "2026-12"):
        for week in author_client.get(PAGE, {"month": month}).context["weeks"]:
            assert [day.date.isoweekday() for day in week] == [7, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0000-01", "99999-01", "0001-01", "9999-12"])
def test_an_unusable_month_is_the_current_one(month: str, author_client: Client) -> None:
    response = author_client.get(PAGE, {"month": month})
    assert response.context["first"] == timezone.localdate().replace(day=1)


def test_it_leads_to_the_months_before_and_after(author_client: Client) -> None:
    text = author_client.get(PAGE, {"month": "2026-12"}).content.decode()
    assert set(re.findall(r'href="\?month=([\d-]+)"', text)) == {"2026-11", "2027-01"}


def test_the_number_of_queries_does_not_grow_with_the_posts(
    author_client: Client, author: Author
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            author_client.get(PAGE)
        return len(queries)

    published_post(authors=[author])
    draft_post(authors=[author])
    author_client.get(PAGE)
    before = count()
    for _number in range(4):
        published_post(authors=[author])
        draft_post(authors=[author])
        scheduled_post(authors=[author])
    assert count() == before <= 9


# Who may
def test_authors_find_and_move_their_own_posts_only(
    author_client: Client, other_author: Author, editor_client: Client
) -> None:
    draft = draft_post(title="ひとの下書き", authors=[other_author])
    booked = scheduled_post(title="ひとの予約", authors=[other_author])
    month = f"{timezone.localdate(booked.go_live_at):%Y-%m}"
    text = author_client.get(PAGE, {"month": month, "move": draft.pk}).content.decode()
    assert "ひとの" not in text
    for post in (draft, booked):
        before = Post.objects.values().get(pk=post.pk)
        assert move(author_client, post, in_days(9)).status_code == 404
        assert Post.objects.values().get(pk=post.pk) == before
    assert "ひとの下書き" in editor_client.get(PAGE).content.decode()
    move(editor_client, draft, in_days(9))
    assert Post.objects.get(pk=draft.pk).status == Status.SCHEDULED


@pytest.mark.parametrize("visitor", ["stranger", "reader_client", "moderator_client"])
def test_it_opens_for_writers_only(visitor: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(visitor)
    post = draft_post(title="下書き")
    answers = [client.get(PAGE), client.post(MOVE, {"post": post.pk, "day": str(in_days(3))})]
    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert Post.objects.get().status == Status.DRAFT


def test_who_may_not_publish_reads_but_does_not_move(client_of: Any) -> None:
    user = make_user("contributor", role="contributor")
    post = draft_post(title="寄稿", authors=[make_author(user=user)])
    client = client_of(user)
    text = client.get(PAGE, {"move": post.pk}).content.decode()
    assert "寄稿" in text
    assert "move-form" not in text
    assert move(client, post, in_days(3)).status_code == 403
    assert Post.objects.get().status == Status.DRAFT


def test_authors_do_not_move_posts_that_need_a_review(
    author_client: Client, author: Author
) -> None:
    make_settings(posts_need_review=True)
    post = draft_post(authors=[author])
    assert move(author_client, post, in_days(3)).status_code == 403
    assert Post.objects.get().status == Status.DRAFT


def test_a_get_moves_nothing(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author])
    data = {"post": post.pk, "day": str(in_days(3))}
    assert author_client.get(MOVE, data).status_code == 405


# Moving
def test_a_draft_is_scheduled_for_nine(author_client: Client, author: Author) -> None:
    post = draft_post(title="下書き", authors=[author])
    day = in_days(3)
    response = move(author_client, post, day)
    post.refresh_from_db()
    assert post.status == Status.SCHEDULED
    assert timezone.localtime(post.go_live_at) == moment(day.year, day.month, day.day)
    assert response.context["first"] == day.replace(day=1)
    assert "「下書き」は" in response.content.decode()
    assert Event.objects.filter(verb=Verb.SCHEDULED).count() == 1


def test_a_scheduled_post_keeps_its_time(author_client: Client, author: Author) -> None:
    soon = in_days(2)
    at = moment(soon.year, soon.month, soon.day, 21, 45)
    post = scheduled_post(go_live_at=at, authors=[author])
    move(author_client, post, soon + timedelta(days=5))
    post.refresh_from_db()
    assert (post.go_live_at, post.published_at) == (at + timedelta(days=5),) * 2


def test_the_chosen_post_gets_a_button_on_each_day_that_is_left(
    author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    response = author_client.get(PAGE, {"move": post.pk})
    days = [day for week in response.context["weeks"] for day in week]
    offered = re.findall(r'name="day" value="([\d-]+)"', response.content.decode())
    assert offered == [str(day.date) for day in days if day.date >= timezone.localdate()]


def test_a_day_that_has_passed_is_refused(author_client: Client, author: Author) -> None:
    post = scheduled_post(authors=[author])
    before = Post.objects.values().get()
    response = move(author_client, post, in_days(-1))
    assert "過ぎています" in response.content.decode()
    assert Post.objects.values().get() == before
    assert post.title in response.content.decode()


@pytest.mark.parametrize("make", [published_post, private_post, trashed_post])
def test_other_posts_stay_where_they_are(make: Any, author_client: Client, author: Author) -> None:
    post = make(authors=[author])
    before = Post.objects.values().get()
    move(author_client, post, in_days(3))
    assert Post.objects.values().get() == before
    assert not calendar.is_movable(post)


def test_a_scheduled_post_that_is_already_public_stays(
    author_client: Client, author: Author
) -> None:
    post = scheduled_post(authors=[author])
    past = timezone.now() - timedelta(minutes=1)
    Post.objects.update(go_live_at=past, published_at=past)
    move(author_client, post, in_days(3))
    assert Post.objects.get().go_live_at == past


def test_a_post_that_would_have_expired_is_not_moved(author_client: Client, author: Author) -> None:
    post = draft_post(authors=[author], expire_at=timezone.now() + timedelta(days=1))
    move(author_client, post, in_days(3))
    assert Post.objects.get().status == Status.DRAFT


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "9999-12-31"])
def test_a_day_that_does_not_exist_is_refused(
    day: str, author_client: Client, author: Author
) -> None:
    post = draft_post(authors=[author])
    assert move(author_client, post, day).status_code == 200
    assert Post.objects.get().status == Status.DRAFT


def test_the_home_leads_to_it(author_client: Client, moderator_client: Client) -> None:
    url = reverse("admin:blog_post_calendar")
    assert f'href="{url}"' in author_client.get("/admin/").content.decode()
    assert f'href="{url}"' not in moderator_client.get("/admin/").content.decode()
