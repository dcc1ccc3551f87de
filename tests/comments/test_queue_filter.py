"""The query string of the queue: tabs, orders, pages, search."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Post
from comments.models import Report
from tests.comments.moderators import QUEUE, ask, decide, report, shown
from tests.factories import (
    approved_comment,
    held_comment,
    spam_comment,
)

pytestmark = pytest.mark.django_db


def test_waiting_comments_come_first_and_oldest_first(moderator_client: Client, post: Post) -> None:
    waiting = [held_comment(post) for _number in range(3)]
    approved = [approved_comment(post) for _number in range(2)]
    assert shown(moderator_client) == [one.pk for one in waiting]
    assert shown(moderator_client, "?state=approved") == [one.pk for one in approved[::-1]]
    assert shown(moderator_client, "?state=x&after=x&writer=x&order=x") == [
        one.pk for one in waiting
    ]


def test_the_order_is_chosen_and_kept_on_the_way_through_the_pages(
    moderator_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.queue_filter.PAGE_SIZE", 2)
    keys = [held_comment(post).pk for _number in range(5)]
    met, query = [], "?state=held&order=newest"
    while query:
        met.append(shown(moderator_client, query))
        page = moderator_client.get(f"{QUEUE}{query}").content.decode()
        link = re.search(r'href="(\?[^"]*)" rel="next"', page)
        query = unescape(link[1]) if link else ""
    assert met == [[keys[4], keys[3]], [keys[2], keys[1]], [keys[0]]]
    assert shown(moderator_client, "?order=oldest") == keys[:2]


def test_a_decision_on_one_page_moves_nothing_on_the_next(
    moderator_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.queue_filter.PAGE_SIZE", 2)
    comments = [held_comment(post) for _number in range(4)]
    for comment in comments[:2]:
        decide(moderator_client, comment, "approve")
    after = f"?after={comments[1].pk}"
    assert shown(moderator_client, after) == [one.pk for one in comments[2:]]


def test_the_tab_of_reported_comments_holds_every_state(
    moderator_client: Client, post: Post
) -> None:
    shown_one, held = approved_comment(post), held_comment(post)
    approved_comment(post)
    for comment in (shown_one, held):
        for reader in ("r1", "r2"):
            report(comment, reader)
    Report.objects.create(
        comment=spam_comment(post), reader_key="r", reason="spam", resolved_at=timezone.now()
    )
    assert shown(moderator_client, "?state=reported") == [shown_one.pk, held.pk]
    tab = re.search(
        r'data-queue-count="reported">(\d+)<', moderator_client.get(QUEUE).content.decode()
    )
    assert tab
    assert tab[1] == "2"


@pytest.mark.parametrize(
    "words", ["合言葉", "花子", "hanako@example", "合言葉 花子", "ＡＢＣ", "abc"]
)
def test_a_search_finds_text_name_and_address_in_every_state(
    moderator_client: Client, post: Post, words: str
) -> None:
    found = [
        make(post, name="花子", email="hanako@example.com", text="これは合言葉 ABC です")
        for make in (held_comment, approved_comment, spam_comment)
    ]
    held_comment(post, name="次郎", text="合言")
    assert shown(moderator_client, f"?q={words}") == [one.pk for one in found[::-1]]


@pytest.mark.parametrize("words", ["%", "_", "\x00", "' OR 1=1", "無" * 101])
def test_a_search_takes_every_character_for_itself(
    moderator_client: Client, post: Post, words: str
) -> None:
    comment = held_comment(post, text="感想です")
    assert moderator_client.get(QUEUE, {"q": words}).status_code == 200
    assert shown(moderator_client, f"?q={quote('感想')}") == [comment.pk]
    if words in "%_":
        assert shown(moderator_client, f"?q={quote(words)}") == []


def test_a_search_continues_after_the_comments_that_were_scanned(
    english_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.queue_filter.SEARCHED", 2)
    comments = [held_comment(post, text=text) for text in ("針", "糸", "針", "糸", "糸")]
    met, said, query = [], [], "?q=針"
    while query:
        met.append(shown(english_client, query))
        page = english_client.get(f"{QUEUE}{query}").content.decode()
        said.append("data-queue-empty>None of the comments searched so far" in page)
        link = re.search(r'href="(\?[^"]*)" rel="next"', page)
        query = unescape(link[1]) if link else ""
    assert met == [[], [comments[2].pk], [comments[0].pk]]
    assert said == [True, False, False]
    assert shown(english_client, "?q=針&order=oldest") == [comments[0].pk]
    assert shown(english_client, f"?q=針&order=oldest&after={comments[1].pk}") == [comments[2].pk]


def test_a_search_with_a_full_page_continues_after_its_last_hit(
    moderator_client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.admin.queue_filter.SEARCHED", 4)
    monkeypatch.setattr("comments.admin.queue_filter.PAGE_SIZE", 2)
    keys = [held_comment(post, text="糸").pk for _number in range(5)]
    assert shown(moderator_client, "?q=糸") == [keys[4], keys[3]]
    page = moderator_client.get(f"{QUEUE}?q=糸").content.decode()
    link = re.search(r'href="(\?[^"]*)" rel="next"', page)
    assert link
    assert shown(moderator_client, unescape(link[1])) == [keys[2], keys[1]]


@pytest.mark.parametrize(("number", "shown_count"), [(1, "1"), (2, "2"), (3, "2+"), (5, "2+")])
def test_a_tab_is_counted_up_to_a_limit(
    moderator_client: Client,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    shown_count: str,
) -> None:
    monkeypatch.setattr("comments.admin.queue_page.MOST_COUNTED", 3)
    for _number in range(number):
        held_comment(post)
    page = moderator_client.get(QUEUE).content.decode()
    assert re.findall(r'data-queue-count="held">([^<]*)<', page) == [shown_count]
    approved = approved_comment(post)
    facts = ask(moderator_client, "decide/", chosen=[approved.pk], action="spam")
    assert (facts["counts"]["held"], facts["counts"]["spam"]) == (shown_count, "1")
