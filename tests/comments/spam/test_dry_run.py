"""Dry run of other thresholds or one more rule on recent comments."""

import pytest
from django.test import Client

from blog.models import Post
from comments.enums import State
from comments.models import Comment, FilterSettings
from comments.spam import dry_run
from comments.spam.dry_run import Trial

pytestmark = pytest.mark.django_db


PAGE = "/admin/comments/filtersettings/"


def test_thresholds_are_tried_on_the_points_of_the_last_days(past: dict[str, Comment]) -> None:
    outcome = dry_run.run(Trial(hold_threshold=50, spam_threshold=90))
    assert outcome.total == 5
    assert outcome.table == [
        (State.HELD.label, [1, 0, 0]),
        (State.APPROVED.label, [1, 1, 0]),
        (State.SPAM.label, [1, 0, 1]),
    ]
    assert outcome.caught == [past["caught"], past["doubtful"]]


def test_quality_counts_what_people_decided(past: dict[str, Comment]) -> None:
    quality = dry_run.run(Trial(50, 90)).quality
    assert (quality.decided, quality.good_held) == (4, 1)
    assert (quality.precision_percent, quality.recall_percent) == (50, 50)


def test_nothing_decided_is_no_quality(post: Post) -> None:
    quality = dry_run.run(Trial(50, 90)).quality
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
    outcome = dry_run.run(Trial(1000, 1000, kind, value))
    assert outcome.caught == [past[name] for name in names]


def test_trying_changes_nothing(past: dict[str, Comment], moderator_client: Client) -> None:
    before = list(Comment.objects.order_by("pk").values())
    answer = moderator_client.get(
        PAGE, {"hold_threshold": 1, "spam_threshold": 2, "kind": "word", "value": "話"}
    )
    assert answer.status_code == 200
    assert list(Comment.objects.order_by("pk").values()) == before
    assert not FilterSettings.objects.exists()
