"""The search in the admin: what each role finds, and the list of searches without results."""

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from search.models import ZeroResultQuery
from tests.factories import (
    approved_comment,
    draft_page,
    draft_post,
    held_comment,
    make_image,
    published_post,
    trashed_post,
)
from tests.search.indexing import index_everything

pytestmark = pytest.mark.django_db

WORD = "あいことば"


@pytest.fixture
def things(author, other_author):
    """Something of every kind with the word, of two authors."""
    own = published_post(title=f"公開 {WORD}", authors=[author])
    draft_post(title=f"したがき {WORD}", authors=[author])
    trashed_post(title=f"ごみ {WORD}", authors=[author])
    others = draft_post(title="よそ", body=f"本文に{WORD}", authors=[other_author])
    draft_page(title=f"頁 {WORD}")
    held_comment(own, text=f"自分の記事への{WORD}")
    approved_comment(published_post(title="別の記事"), text=f"別の記事への{WORD}")
    make_image(alt=f"絵 {WORD}")
    index_everything()
    return others


FOUND = {
    "author_client": {
        *("公開", "したがき", "ごみ"),
        "自分の記事への",
        "絵",
    },
    "other_author_client": {"本文に", "絵"},
    "editor_client": {
        *("公開", "したがき", "ごみ", "本文に", "頁"),
        *("自分の記事への", "別の記事への"),
        "絵",
    },
    "moderator_client": {"自分の記事への", "別の記事への"},
}
ALL = {"公開", "したがき", "ごみ", "本文に", "頁", "自分の記事への", "別の記事への", "絵"}


@pytest.mark.parametrize("visitor", FOUND)
def test_everybody_finds_what_they_may_see_and_nothing_else(visitor, things, request):
    page = request.getfixturevalue(visitor).get(f"{reverse('admin:search')}?q={WORD}")
    main = (
        lxml_html.fromstring(page.content.decode()).get_element_by_id("content-main").text_content()
    )
    assert {name for name in ALL if name in main} == FOUND[visitor]


@pytest.mark.parametrize("visitor", ["stranger", "reader_client"])
def test_visitors_without_a_role_may_not_search_in_the_admin(visitor, things, request):
    response = request.getfixturevalue(visitor).get(f"{reverse('admin:search')}?q={WORD}")
    assert response.status_code in (302, 403)
    assert WORD not in response.content.decode()


def test_every_hit_leads_to_where_it_is_changed(editor_client, things):
    page = editor_client.get(f"{reverse('admin:search')}?q={WORD}")
    tree = lxml_html.fromstring(page.content.decode()).get_element_by_id("content-main")
    links = [link.get("href") for link in tree.xpath(".//li/a")]
    assert len(links) == 8
    assert {editor_client.get(link).status_code for link in links} == {200}


def test_syntax_that_needs_posts_is_words_in_the_admin(editor_client):
    published_post(title="tag:手帳 の書き方")
    index_everything()
    assert "tag:手帳</mark>" in editor_client.get("/admin/search/?q=tag:手帳").content.decode()


def test_the_head_of_every_page_leads_to_the_search(author_client):
    tree = lxml_html.fromstring(author_client.get("/admin/").content)
    (form,) = tree.xpath("//header//form[@role='search']")
    assert form.get("action") == "/admin/search/"


# Searches without results
def test_a_search_without_results_is_counted_without_personal_data(client):
    for query in ("ない　ことば", "ﾅｲ ことば", "ない ことば"):
        client.get("/search/", {"q": query})
    client.head("/search/", {"q": "頭"})
    client.get("/search/", {"q": "年", "year": "2020"})
    client.get("/search/", {"q": "tag:無"})
    for personal in ("hanako@example.jp", "090-1234-5678", "https://example.jp/x"):
        client.get("/search/", {"q": personal})
    assert dict(ZeroResultQuery.objects.values_list("query", "count")) == {
        "ない ことば": 2,
        "ナイ ことば": 1,
    }


def test_what_was_found_is_not_counted(client):
    published_post(title="ある")
    index_everything()
    client.get("/search/", {"q": "ある"})
    client.get("/search/", {"q": "ある", "page": "5"})
    assert not ZeroResultQuery.objects.exists()


def test_the_list_of_searches_without_results_does_not_grow_without_end(client, monkeypatch):
    monkeypatch.setattr("search.zero_results.MAX_ROWS", 3)
    ZeroResultQuery.objects.create(query="古い", count=9, last_on="2020-01-01")
    for word in "一二三四":
        client.get("/search/", {"q": word})
    assert ZeroResultQuery.objects.count() == 3
    assert not ZeroResultQuery.objects.filter(query="古い").exists()


def test_an_editor_reads_the_searches_without_results_and_clears_them(editor_client, author_client):
    ZeroResultQuery.objects.create(query="ない言葉", count=3)
    address = reverse("admin:search_zeroresultquery_changelist")
    assert author_client.get(address).status_code == 403
    assert "ない言葉" in editor_client.get(address).content.decode()
    clear = reverse("admin:search_zeroresultquery_clear")
    assert editor_client.get(clear).status_code == 405
    assert author_client.post(clear).status_code == 403
    assert ZeroResultQuery.objects.count() == 1
    assert editor_client.post(clear).url == address
    assert not ZeroResultQuery.objects.exists()


def test_an_editor_keeps_the_synonyms_in_the_settings(editor_client, client):
    published_post(title="GenAIの話", slug="genai")
    index_everything()
    address = reverse("admin:settings_group", args=["search"])
    page = editor_client.get(address)
    tree = lxml_html.fromstring(page.content.decode())
    (form,) = [form for form in tree.forms if "groups" in form.fields]
    fields = {name: value or "" for name, value in form.form_values()}
    editor_client.post(address, fields | {"groups": "生成AI = GenAI"})
    assert "/posts/genai/" in client.get("/search/?q=生成AI").content.decode()
