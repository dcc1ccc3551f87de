"""Admin page of the spam filter, and its settings."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments.models import Comment, FilterSettings
from tests.comments.spam.drafts import scored
from tests.factories import approved_comment, held_comment
from tests.settings_pages import change, errors_of

pytestmark = pytest.mark.django_db


PAGE = "/admin/comments/filtersettings/"


def test_it_shows_how_the_filter_does_as_it_is_set(
    past: dict[str, Comment], moderator_client: Client
) -> None:
    FilterSettings(hold_threshold=10, spam_threshold=30).save()
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
    page = moderator_client.get(
        PAGE, {"hold_threshold": "viele", "spam_threshold": "90", "kind": "word"}
    )
    assert page.status_code == 200
    assert 'value="viele"' in page.content.decode()
    assert page.context["form"].errors.keys() == {"hold_threshold"}


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


def test_the_owner_sets_thresholds_and_words(administrator_client: Client) -> None:
    answer = change(
        administrator_client, "comments", hold_threshold="40", spam_threshold="80", bad_words="市場"
    )
    assert answer.status_code == 302
    stored = FilterSettings.objects.get()
    assert (stored.hold_threshold, stored.spam_threshold, stored.bad_words) == (40, 80, "市場")


def test_thresholds_in_the_wrong_order_are_refused(administrator_client: Client) -> None:
    answer = change(administrator_client, "comments", hold_threshold="80", spam_threshold="40")
    assert errors_of(answer).keys() == {"spam_threshold"}
    assert not FilterSettings.objects.exists()


def test_a_key_of_akismet_is_for_administrators(
    administrator_client: Client, editor_client: Client
) -> None:
    assert change(administrator_client, "privacy", akismet_key="abc").status_code == 302
    assert FilterSettings.objects.get().akismet_key == "abc"
    assert "akismet_key" not in editor_client.get("/admin/settings/comments/").content.decode()
