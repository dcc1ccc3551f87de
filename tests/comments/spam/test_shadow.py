"""What other thresholds or one more rule would have done, and the page that shows it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post
from comments.enums import State
from comments.models import Comment, FilterSettings
from comments.spam import shadow
from comments.spam.shadow import Trial
from tests.factories import approved_comment, held_comment, spam_comment
from tests.settings_pages import change, errors_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/comments/filtersettings/"


def scored(comment: Comment, points: int | None, learnt_as: str = "") -> Comment:
    Comment.objects.filter(pk=comment.pk).update(spam_score=points, learnt_as=learnt_as)
    return comment


@pytest.fixture
def past(post: Post) -> dict[str, Comment]:
    """Four comments of late and one of long ago."""
    old = scored(approved_comment(post, text="昔の話"), 99, "good")
    Comment.objects.filter(pk=old.pk).update(submit_date=timezone.now() - timedelta(days=91))
    return {
        "good": scored(approved_comment(post, text="良い話"), 5, "good"),
        "doubtful": scored(approved_comment(post, text="市場の話"), 60, "good"),
        "missed": scored(
            spam_comment(post, text="市場へどうぞ https://shop.example.com/"), 20, "spam"
        ),
        "caught": scored(spam_comment(post, text="売り込み"), 120, "spam"),
        "unscored": scored(held_comment(post, text="待つ話"), None),
    }


def test_thresholds_are_tried_on_the_points_of_the_last_days(past: dict[str, Comment]) -> None:
    outcome = shadow.run(Trial(hold_at=50, spam_at=90))
    assert outcome.total == 5
    assert outcome.table == [
        (State.HELD.label, [1, 0, 0]),
        (State.APPROVED.label, [1, 1, 0]),
        (State.SPAM.label, [1, 0, 1]),
    ]
    assert outcome.caught == [past["caught"], past["doubtful"]]


def test_quality_counts_what_people_decided(past: dict[str, Comment]) -> None:
    quality = shadow.run(Trial(50, 90)).quality
    assert (quality.decided, quality.good_held) == (4, 1)
    assert (quality.precision_percent, quality.recall_percent) == (50, 50)


def test_nothing_decided_is_no_quality(post: Post) -> None:
    quality = shadow.run(Trial(50, 90)).quality
    assert (quality.precision_percent, quality.recall_percent) == (None, None)


@pytest.mark.parametrize(
    ("kind", "value", "names"),
    [
        ("word", "市場", ["missed", "doubtful"]),
        ("domain", "example.com", ["missed"]),
        ("word", "", []),
    ],
)
def test_a_rule_is_tried_beside_the_thresholds(
    kind: str, value: str, names: list[str], past: dict[str, Comment]
) -> None:
    outcome = shadow.run(Trial(1000, 1000, kind, value))
    assert outcome.caught == [past[name] for name in names]


def test_trying_changes_nothing(past: dict[str, Comment], moderator_client: Client) -> None:
    before = list(Comment.objects.order_by("pk").values())
    answer = moderator_client.get(PAGE, {"hold_at": 1, "spam_at": 2, "kind": "word", "value": "話"})
    assert answer.status_code == 200
    assert list(Comment.objects.order_by("pk").values()) == before
    assert not FilterSettings.objects.exists()


# The page
def test_it_shows_how_the_filter_does_as_it_is_set(
    past: dict[str, Comment], moderator_client: Client
) -> None:
    FilterSettings(hold_at=10, spam_at=30).save()
    outcome = moderator_client.get(PAGE).context["outcome"]
    assert outcome.caught == [past["caught"], past["missed"], past["doubtful"]]


def test_it_takes_as_many_queries_for_many_comments_as_for_one(
    post: Post, moderator_client: Client
) -> None:
    costs = []
    for number in (1, 3):
        for _each in range(number):
            scored(approved_comment(post), 99)
        with CaptureQueriesContext(connection) as queries:
            moderator_client.get(PAGE)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_what_was_typed_wrongly_is_said_and_kept(moderator_client: Client, post: Post) -> None:
    page = moderator_client.get(PAGE, {"hold_at": "viele", "spam_at": "90", "kind": "word"})
    assert page.status_code == 200
    assert 'value="viele"' in page.content.decode()
    assert page.context["form"].errors.keys() == {"hold_at"}


def test_hostile_texts_are_shown_as_text(moderator_client: Client, post: Post) -> None:
    scored(held_comment(post, name="<b>名</b>", text="<script>alert(1)</script>"), 99)
    page = moderator_client.get(PAGE).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;名" in page


@pytest.mark.parametrize("visitor", ["stranger", "reader_client", "author_client"])
def test_it_is_for_moderators_only(visitor: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(visitor).get(PAGE).status_code in (302, 403)


def test_only_who_may_set_the_filter_is_led_there(
    moderator_client: Client, administrator_client: Client
) -> None:
    settings = "/admin/settings/comments/"
    assert settings not in moderator_client.get(PAGE).content.decode()
    assert settings in administrator_client.get(PAGE).content.decode()


# Settings
def test_the_owner_sets_thresholds_and_words(administrator_client: Client) -> None:
    answer = change(administrator_client, "comments", hold_at="40", spam_at="80", bad_words="市場")
    assert answer.status_code == 302
    stored = FilterSettings.objects.get()
    assert (stored.hold_at, stored.spam_at, stored.bad_words) == (40, 80, "市場")


def test_thresholds_in_the_wrong_order_are_refused(administrator_client: Client) -> None:
    answer = change(administrator_client, "comments", hold_at="80", spam_at="40")
    assert errors_of(answer).keys() == {"spam_at"}
    assert not FilterSettings.objects.exists()


def test_a_key_of_akismet_is_for_administrators(
    administrator_client: Client, editor_client: Client
) -> None:
    assert change(administrator_client, "privacy", akismet_key="abc").status_code == 302
    assert FilterSettings.objects.get().akismet_key == "abc"
    assert "akismet_key" not in editor_client.get("/admin/settings/comments/").content.decode()
