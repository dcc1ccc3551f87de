"""Which rules of the moderators are about a comment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import bans
from comments.models import Ban, Comment
from comments.spam import rules

pytestmark = pytest.mark.django_db


def ban(kind: str, value: str, **fields: object) -> Ban:
    return Ban.objects.create(kind=kind, value=bans.folded(kind, value), **fields)


def draft(text: str = "感想です。", name: str = "読者") -> Comment:
    return Comment(comment=text, user_name=name)


@pytest.mark.parametrize(
    ("value", "text", "matches"),
    [
        ("カジノ", "オンラインカジノです", True),
        ("カジノ", "オンラインｶｼﾞﾉです", True),
        ("カジノ", "カ\u200bジ\u200bノです", True),
        ("ＳＰＡＭ", "this is Spam!", True),
        ("spam", "spammers are here", False),
        ("カジノ", "楽しい記事でした", False),
    ],
)
def test_a_word_is_found_however_it_is_written(value: str, text: str, matches: bool) -> None:
    rule = ban("word", value)
    assert rules.matching(draft(text)) == ([rule] if matches else [])


def test_a_word_is_found_in_the_name() -> None:
    rule = ban("word", "激安")
    assert rules.matching(draft(name="激安コピー")) == [rule]


@pytest.mark.parametrize(
    ("value", "text", "matches"),
    [
        ("example.com", "https://example.com/a", True),
        ("https://www.example.com/a", "https://shop.example.com/", True),
        ("example.com", "www.EXAMPLE.com で", True),
        ("example.com", "https://notexample.com/", False),
        ("shop.example.com", "https://example.com/", False),
        ("example.com", "https://example.com.example.net/", False),
    ],
)
def test_a_domain_means_everything_below_it(value: str, text: str, matches: bool) -> None:
    rule = ban("domain", value)
    assert rules.matching(draft(text)) == ([rule] if matches else [])


def test_writers_and_networks_are_known_by_their_keys() -> None:
    writer, network = ban("writer", "w"), ban("network", "n")
    ban("writer", "other")
    assert set(rules.matching(draft(), "w", "n")) == {writer, network}
    assert rules.matching(draft(), "n", "w") == []
    assert rules.matching(draft(), "", "") == []


def test_a_rule_ends_with_its_day() -> None:
    now = timezone.now()
    ban("word", "感想", expires_at=now - timedelta(minutes=1))
    rule = ban("word", "です", expires_at=now + timedelta(days=1))
    assert rules.matching(draft()) == [rule]


def test_all_rules_take_one_query() -> None:
    for number in range(3):
        ban("word", f"言葉{number}")
        ban("domain", f"example{number}.com")
    with CaptureQueriesContext(connection) as queries:
        rules.matching(draft(), "w", "n")
    assert len(queries) == 1
