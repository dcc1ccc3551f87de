"""Pages of the audit log: permissions, filter, pagination, CSV export."""

import csv
from datetime import datetime
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountPolicy
from audit import log, log_pages
from audit.enums import Verb
from audit.models import Event
from blog import publishing, taxonomy
from blog.models import BlogSettings
from comments.models import CommentPolicy, FilterSettings
from tests.audit.log_page import LOG, verbs
from tests.factories import (
    draft_post,
    make_tag,
    published_post,
)

pytestmark = pytest.mark.django_db

EXPORT = "/admin/audit/event/export/"


EVERYTHING = ["sign_in_failed", "added", "comment_approved", "added", "changed"]


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [
        ("administrator_client", EVERYTHING),
        ("editor_client", ["added", "changed"]),  # content; neither people nor sign-in
        ("author_client", ["changed"]),
        ("moderator_client", ["comment_approved"]),
        ("other_author_client", []),
    ],
)
def test_each_role_sees_its_events(visitor, expected, logged_post, request):
    client = request.getfixturevalue(visitor)
    Event.objects.filter(verb=Verb.ROLE_ASSIGNED).delete()  # of the cast itself
    assert verbs(client) == expected
    rows = list(csv.reader(StringIO(b"".join(client.get(EXPORT)).decode())))
    assert len(rows) == len(expected) + 1


@pytest.mark.parametrize("visitor", ["stranger", "reader_client"])
@pytest.mark.parametrize("address", [LOG, EXPORT])
def test_readers_and_visitors_see_nothing(visitor, address, logged_post, request):
    assert request.getfixturevalue(visitor).get(address).status_code in (302, 403)


def test_rows_cannot_be_changed(administrator_client, logged_post):
    before = list(Event.objects.values())
    pk = before[0]["id"]
    for address in (LOG, f"{LOG}{pk}/", f"{LOG}{pk}/change/", f"{LOG}{pk}/delete/", f"{LOG}add/"):
        response = administrator_client.post(address, {"post": "yes", "verb": "deleted"})
        assert response.status_code in (404, 405)
    assert list(Event.objects.values()) == before


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=雨上", ["changed"]),
        ("?q=ＥＤＩＴＯＲ", ["added"]),  # the actor, in any case and width
        ("?q=秘密", []),  # what readers write is not in the log
        ("?kind=blog.category", ["added"]),
        ("?verb=comment_approved", ["comment_approved"]),
        ("?who=visitor", ["sign_in_failed"]),
        ("?who=visitor&verb=added", []),
        ("?since=2000-01-01&until=2000-01-31", []),
        ("?since=2000-01-01", EVERYTHING),
        ("?since=0001-01-01&kind=blog.category", ["added"]),  # an invalid field; the other applies
        ("?until=yesterday", EVERYTHING),
        ("?before=x&after=-1-2", EVERYTHING),
        ("?about=nonsense", EVERYTHING),
    ],
)
def test_the_log_is_searched(query, expected, administrator_client, logged_post):
    Event.objects.filter(verb=Verb.ROLE_ASSIGNED).delete()
    assert verbs(administrator_client, query) == expected


def test_the_days_of_the_filter_are_the_sites_own(administrator_client, author):
    event = log.record(Verb.PUBLISHED, draft_post(authors=[author]))
    moment = datetime.fromisoformat("2026-03-01T00:30+09:00")
    Event.objects.filter(pk=event.pk).update(created_at=moment)
    assert verbs(administrator_client, "?since=2026-03-01&until=2026-03-01") == ["published"]
    assert verbs(administrator_client, "?since=2026-02-28&until=2026-02-28") == []


def test_what_was_typed_stays_in_the_form(administrator_client):
    body = administrator_client.get(f"{LOG}?q=%22%3E%3Cscript%3E&until=yesterday").content.decode()
    assert 'value="&quot;&gt;&lt;script&gt;"' in body
    assert 'value="yesterday"' in body


def test_a_target_is_linked_while_it_exists(administrator_client, logged_post, author):
    url = reverse("admin:blog_post_change", args=[logged_post.pk])
    assert f'<a href="{url}">雨上がり</a>' in administrator_client.get(LOG).content.decode()
    publishing.trash(logged_post)
    publishing.delete(logged_post)
    body = administrator_client.get(LOG).content.decode()
    assert "雨上がり" in body
    assert url not in body


@pytest.mark.parametrize("model", [FilterSettings, BlogSettings, CommentPolicy, AccountPolicy])
def test_settings_without_a_change_page_are_named_without_a_link(administrator_client, model):
    row = model()
    row.save()
    log.record(Verb.SETTINGS_CHANGED, row, changed=["x"])
    page = administrator_client.get(LOG)
    assert page.status_code == 200


def test_what_is_in_the_trash_is_named_without_a_link(administrator_client):
    tag = make_tag(name="糸")
    taxonomy.trash(tag)
    body = administrator_client.get(f"{LOG}?kind=blog.tag").content.decode()
    assert "タグ「糸」をゴミ箱に移しました" in body


def test_an_editor_is_led_to_no_page_that_is_closed_to_them(editor_client, logged_post):
    Event.objects.filter(target_kind="blog.post").update(target_pk="999999")
    body = editor_client.get(LOG).content.decode()
    assert "雨上がり" in body
    assert "/admin/blog/post/999999/" not in body


def test_titles_are_shown_and_never_run(administrator_client, author):
    log.record(Verb.PUBLISHED, draft_post(title="<script>x</script>%(name)s", authors=[author]))
    body = administrator_client.get(LOG).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;%(name)s" in body
    assert "<script>x" not in body


# Pagination
def page_of_keys(client, query=""):
    context = client.get(f"{LOG}{query}").context
    return [line.event.pk for line in context["lines"]], context["newer"], context["older"]


def test_pages_follow_one_another_without_a_gap(administrator_client, monkeypatch, author):
    post = draft_post(authors=[author])
    Event.objects.all().delete()
    monkeypatch.setattr(log_pages, "PAGE_SIZE", 3)
    moment = timezone.now()
    pks = [log.record(Verb.PUBLISHED, post).pk for _number in range(7)]
    Event.objects.update(created_at=moment)  # all at once: the key decides
    first, newer, older = page_of_keys(administrator_client)
    assert (first, newer) == (pks[6:3:-1], "")
    second, newer, older = page_of_keys(administrator_client, older)
    assert second == pks[3:0:-1]
    third, _newer, end = page_of_keys(administrator_client, older)
    assert (third, end) == (pks[:1], "")
    back, _newer, older = page_of_keys(administrator_client, newer)
    assert (back, bool(older)) == (first, True)
    log.record(Verb.PUBLISHED, post)
    assert page_of_keys(administrator_client, older)[0] == second  # a new row moves nothing


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_the_same_queries_however_many_rows(
    rows, administrator_client, django_assert_num_queries, author
):
    for number in range(rows):
        log.record(Verb.PUBLISHED, published_post(authors=[author]))
        log.record(Verb.ADDED, make_tag(name=f"糸{number}"))
    with django_assert_num_queries(8):
        administrator_client.get(LOG)


# CSV export
def test_no_cell_of_the_table_is_a_formula(administrator_client, author):
    log.record(Verb.PUBLISHED, draft_post(title="=1+1", authors=[author]))
    response = administrator_client.get(f"{EXPORT}?verb=published")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response).decode()
    assert text.startswith("\ufeff")
    row = list(csv.reader(StringIO(text)))[1]
    assert row[7] == "'=1+1"
    assert row[4] == "記事「=1+1」を公開しました"
