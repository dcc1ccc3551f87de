"""Admin list of the cards of other sites: blog/admin/external_pages.py."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from blog.external_pages.fetching import REFRESHED_AFTER
from blog.models import ExternalPage
from tests.blog.external_sites import SITE, make_external_page

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/externalpage/"


def test_an_editor_sees_what_was_fetched_and_why_it_failed(editor_client: Client) -> None:
    make_external_page(f"{SITE}/a", title="外の題")
    make_external_page(f"{SITE}/b", title="", state="failed", error="address")
    make_external_page(f"{SITE}/c", title="", state="failed", error="404")
    make_external_page(f"{SITE}/d", title="<b>", error="no title")
    html = editor_client.get(LIST).content.decode()
    for text in (
        "外の題",
        f"{SITE}/a",
        f"{SITE}/b",
        "プライベートネットワーク",
        "404",
        "&lt;b&gt;",
    ):
        assert text in html, text


def test_an_editor_lets_a_page_be_fetched_again(editor_client: Client) -> None:
    chosen = make_external_page(f"{SITE}/a", attempts=3)
    other = make_external_page(f"{SITE}/b")
    data = {"action": "fetch_again", "_selected_action": [chosen.pk]}
    answer = editor_client.post(LIST, data, follow=True)
    assert "1" in str(next(iter(answer.context["messages"])))
    due = ExternalPage.objects.due(timezone.now())
    assert [row.pk for row in due] == [chosen.pk]
    assert due[0].attempts == 0
    assert due[0].title == chosen.title
    other.refresh_from_db()
    assert other.next_attempt_at > timezone.now() + REFRESHED_AFTER / 2


@pytest.mark.parametrize("who", ["author_client", "moderator_client", "reader_client"])
def test_others_do_not_see_urls_of_drafts(who: str, request: Any) -> None:
    make_external_page(attempts=3)
    visitor: Client = request.getfixturevalue(who)
    pk = ExternalPage.objects.get().pk
    for path in (LIST, f"{LIST}{pk}/change/", f"{LIST}{pk}/delete/"):
        assert SITE not in visitor.get(path).content.decode()
    visitor.post(LIST, {"action": "fetch_again", "_selected_action": [pk]})
    assert ExternalPage.objects.get().attempts == 3


def test_nobody_adds_changes_or_deletes_rows(administrator_client: Client) -> None:
    row = make_external_page()
    paths = (f"{LIST}add/", f"{LIST}{row.pk}/delete/")
    assert {administrator_client.post(path).status_code for path in paths} == {403}
    administrator_client.post(f"{LIST}{row.pk}/change/", {"title": "別"})
    assert ExternalPage.objects.get().title == row.title
