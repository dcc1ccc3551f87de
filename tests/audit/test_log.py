"""The page of the log: who reads what, how it is searched, paged and taken away."""

import csv
from datetime import datetime
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from audit import trail, views
from audit.enums import Verb
from audit.models import Event
from blog import publishing, taxonomy
from tests.factories import (
    approved_comment,
    draft_post,
    make_category,
    make_tag,
    make_user,
    published_post,
)

pytestmark = pytest.mark.django_db

LOG = "/admin/audit/event/"
EXPORT = "/admin/audit/event/export/"


@pytest.fixture
def deeds(author_user, editor_user, moderator_user, administrator_user, author):
    """One deed of everybody, about what each deals with."""
    post = draft_post(title="雨上がり", authors=[author])
    comment = approved_comment(published_post(title="公開中"), name="秘密の名", text="秘密の文")
    Event.objects.all().delete()
    trail.record(Verb.CHANGED, post, by=author_user, changed=["title", "body"])
    trail.record(Verb.ADDED, make_category(name="技術"), by=editor_user)
    trail.record(Verb.COMMENT_APPROVED, comment, by=moderator_user, title="公開中")
    trail.record(Verb.ADDED, make_user("new", name="新人"), by=administrator_user)
    trail.record(Verb.SIGN_IN_FAILED, by=trail.VISITOR)
    return post


def verbs(client, query=""):
    return [line.event.verb for line in client.get(f"{LOG}{query}").context["lines"]]


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
def test_everybody_reads_what_concerns_them(visitor, expected, deeds, request):
    client = request.getfixturevalue(visitor)
    Event.objects.filter(verb=Verb.ROLE_GIVEN).delete()  # of the cast itself
    assert verbs(client) == expected
    rows = list(csv.reader(StringIO(b"".join(client.get(EXPORT)).decode())))
    assert len(rows) == len(expected) + 1


@pytest.mark.parametrize("visitor", ["stranger", "reader_client"])
@pytest.mark.parametrize("address", [LOG, EXPORT])
def test_nobody_else_reads_anything(visitor, address, deeds, request):
    assert request.getfixturevalue(visitor).get(address).status_code in (302, 403)


def test_nobody_changes_a_row(administrator_client, deeds):
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
        ("?q=ＥＤＩＴＯＲ", ["added"]),  # who, whatever the width and case
        ("?q=秘密", []),  # what readers write is not in the log
        ("?kind=blog.category", ["added"]),
        ("?verb=comment_approved", ["comment_approved"]),
        ("?who=visitor", ["sign_in_failed"]),
        ("?who=visitor&verb=added", []),
        ("?since=2000-01-01&until=2000-01-31", []),
        ("?since=2000-01-01", EVERYTHING),
        ("?since=0001-01-01&kind=blog.category", ["added"]),  # the field says no, the other holds
        ("?until=yesterday", EVERYTHING),
        ("?before=x&after=-1-2", EVERYTHING),
        ("?about=nonsense", EVERYTHING),
    ],
)
def test_the_log_is_searched(query, expected, administrator_client, deeds):
    Event.objects.filter(verb=Verb.ROLE_GIVEN).delete()
    assert verbs(administrator_client, query) == expected


def test_the_days_of_the_filter_are_the_sites_own(administrator_client, author):
    event = trail.record(Verb.PUBLISHED, draft_post(authors=[author]))
    moment = datetime.fromisoformat("2026-03-01T00:30+09:00")
    Event.objects.filter(pk=event.pk).update(moment=moment)
    assert verbs(administrator_client, "?since=2026-03-01&until=2026-03-01") == ["published"]
    assert verbs(administrator_client, "?since=2026-02-28&until=2026-02-28") == []


def test_what_was_typed_stays_in_the_form(administrator_client):
    body = administrator_client.get(f"{LOG}?q=%22%3E%3Cscript%3E&until=yesterday").content.decode()
    assert 'value="&quot;&gt;&lt;script&gt;"' in body
    assert 'value="yesterday"' in body


def test_a_thing_is_linked_while_it_is_there(administrator_client, deeds, author):
    url = reverse("admin:blog_post_change", args=[deeds.pk])
    assert f'<a href="{url}">雨上がり</a>' in administrator_client.get(LOG).content.decode()
    publishing.trash(deeds)
    publishing.delete(deeds)
    body = administrator_client.get(LOG).content.decode()
    assert "雨上がり" in body
    assert url not in body


def test_what_is_in_the_trash_is_named_without_a_link(administrator_client):
    tag = make_tag(name="糸")
    taxonomy.trash(tag)
    body = administrator_client.get(f"{LOG}?kind=blog.tag").content.decode()
    assert "タグ「糸」をゴミ箱に移しました" in body


def test_an_editor_is_led_to_no_page_that_is_closed_to_them(editor_client, deeds):
    Event.objects.filter(target_kind="blog.post").update(target_pk="999999")
    body = editor_client.get(LOG).content.decode()
    assert "雨上がり" in body
    assert "/admin/blog/post/999999/" not in body


def test_titles_are_shown_and_never_run(administrator_client, author):
    trail.record(Verb.PUBLISHED, draft_post(title="<script>x</script>%(name)s", authors=[author]))
    body = administrator_client.get(LOG).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;%(name)s" in body
    assert "<script>x" not in body


# Pages
def places(client, query=""):
    context = client.get(f"{LOG}{query}").context
    return [line.event.pk for line in context["lines"]], context["newer"], context["older"]


def test_pages_follow_one_another_without_a_gap(administrator_client, monkeypatch, author):
    post = draft_post(authors=[author])
    Event.objects.all().delete()
    monkeypatch.setattr(views, "PAGE_SIZE", 3)
    moment = timezone.now()
    pks = [trail.record(Verb.PUBLISHED, post).pk for _number in range(7)]
    Event.objects.update(moment=moment)  # all at once: the key decides
    first, newer, older = places(administrator_client)
    assert (first, newer) == (pks[6:3:-1], "")
    second, newer, older = places(administrator_client, older)
    assert second == pks[3:0:-1]
    third, _newer, end = places(administrator_client, older)
    assert (third, end) == (pks[:1], "")
    back, _newer, older = places(administrator_client, newer)
    assert (back, bool(older)) == (first, True)
    trail.record(Verb.PUBLISHED, post)
    assert places(administrator_client, older)[0] == second  # a new row moves nothing


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_the_same_queries_however_many_rows(
    rows, administrator_client, django_assert_num_queries, author
):
    for number in range(rows):
        trail.record(Verb.PUBLISHED, published_post(authors=[author]))
        trail.record(Verb.ADDED, make_tag(name=f"糸{number}"))
    with django_assert_num_queries(8):
        administrator_client.get(LOG)


# The table
def test_no_cell_of_the_table_is_a_formula(administrator_client, author):
    trail.record(Verb.PUBLISHED, draft_post(title="=1+1", authors=[author]))
    response = administrator_client.get(f"{EXPORT}?verb=published")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response).decode()
    assert text.startswith("\ufeff")
    row = list(csv.reader(StringIO(text)))[1]
    assert row[7] == "'=1+1"
    assert row[4] == "記事「=1+1」を公開しました"


# Where the rows come from
def test_the_history_of_a_thing_is_its_rows(editor_client, deeds):
    response = editor_client.get(reverse("admin:blog_post_history", args=[deeds.pk]))
    assert response["Location"] == f"{LOG}?about=blog.post%3A{deeds.pk}"
    assert verbs(editor_client, f"?about=blog.post:{deeds.pk}") == ["changed"]


def test_the_history_of_anothers_post_is_no_page(other_author_client, deeds):
    assert (
        other_author_client.get(reverse("admin:blog_post_history", args=[deeds.pk])).status_code
        == 404
    )


def test_nothing_is_written_into_djangos_own_log(administrator_client, deeds):
    tag = make_tag()
    url = f"/admin/blog/tag/{tag.pk}/change/"
    administrator_client.post(url, {"name": "絹", "slug": "kinu"})
    administrator_client.post(f"/admin/blog/tag/{tag.pk}/delete/", {"post": "yes"})
    assert not LogEntry.objects.exists()
    assert verbs(administrator_client, f"?about=blog.tag:{tag.pk}") == ["trashed", "changed"]


def test_roles_given_in_the_admin_are_recorded(administrator_client, administrator_user):
    person = make_user("p", name="綾", role="author")
    Event.objects.all().delete()
    url = reverse("admin:accounts_user_change", args=[person.pk])
    form = administrator_client.get(url).context["adminform"].form
    editor = form.fields["groups"].queryset.get(name="editor")
    data = {"username": "p", "name": "綾", "email": person.email, "language": "", "is_active": "on"}
    administrator_client.post(url, {**data, "groups": [editor.pk]})
    rows = Event.objects.filter(target_kind="accounts.user").values_list("verb", "note")
    assert {("role_given", "editor"), ("role_taken", "author")} <= set(rows)


# Signing in
def test_signing_in_and_failing_to(client, author_user):
    url = "/account/login/"
    for _number in range(2):
        client.post(url, {"login": "hunter2-typed-in-the-wrong-field", "password": "x"})
    client.post(url, {"login": "author", "password": "correct horse battery staple"})
    rows = Event.objects.exclude(verb=Verb.ROLE_GIVEN).order_by("pk")
    assert [(row.verb, row.actor_kind, row.times) for row in rows] == [
        ("sign_in_failed", "visitor", 2),
        ("signed_in", "person", 1),
    ]
    assert "hunter2" not in str(Event.objects.values())
