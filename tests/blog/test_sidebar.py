"""Sidebar: its widgets, their order, the number of queries, and who may edit it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.enums import Period, WidgetKind
from blog.models import Ad, BlogSettings, Post, ProfileLink, SidebarWidget
from tests.factories import (
    draft_post,
    make_author,
    make_category,
    make_image,
    make_settings,
    make_tag,
    published_post,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/sidebarwidget/"


@pytest.fixture(autouse=True)
def with_sidebar(db):
    make_settings(layout="sidebar", description="糸の話")


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def widget(kind, **fields):
    row = SidebarWidget(kind=kind, **fields)
    sidebar_rows = SidebarWidget.objects.count()
    row.order = sidebar_rows * 10
    row.save()
    return row


def titles(client, path="/"):
    return texts(tree(client.get(path)), ".widget-title")


def discussed(comments, **fields):
    post = published_post(**fields)
    Post.objects.filter(pk=post.pk).update(comment_count=comments)
    return post


# What readers see
def test_until_the_owner_chooses_four_pieces_stand_there(client):
    post = published_post(category=make_category())
    expected = ["このブログについて", "新着記事", "カテゴリー", "アーカイブ"]
    assert titles(client) == expected
    assert titles(client, post.get_absolute_url()) == expected


def test_in_a_single_column_there_is_none(client):
    BlogSettings(layout="single").save()
    published_post()
    widget(WidgetKind.SEARCH)
    assert titles(client) == []


def test_pieces_stand_in_the_owners_order_under_the_owners_titles(client):
    author = make_author(name="綴野はじめ", slug="hajime", bio_html="<p>紹介文</p>")
    ProfileLink.objects.create(author=author, service="github", url="https://example.com/h")
    tag = make_tag(name="読書")
    published_post(title="記事", authors=[author], tags=[tag])
    widget(WidgetKind.TEXT, title="お知らせ", body_html="<p>本文</p>")
    widget(WidgetKind.PROFILE, author=author)
    widget(WidgetKind.TAGS, title="ことば")
    widget(WidgetKind.SEARCH)
    page = tree(client.get("/"))
    assert texts(page, ".widget-title") == ["お知らせ", "プロフィール", "ことば", "検索"]
    assert texts(page, ".widget-profile .widget-text") == ["紹介文"]
    assert [a.get("href") for a in select(page, ".widget-profile a")] == [
        "/authors/hajime/",
        "https://example.com/h",
    ]
    assert texts(page, ".widget .tag") == ["読書"]
    assert len(select(page, ".widget form")) == 1
    names = [piece.get("aria-labelledby") for piece in select(page, ".widget")]
    assert names == [title.get("id") for title in select(page, ".widget-title")]
    assert len({*names}) == len(names) == 4


def test_an_author_whom_readers_do_not_know_stays_unknown(client):
    author = make_author(name="影の人", slug="shade", avatar=make_image())
    draft_post(authors=[author])
    widget(WidgetKind.PROFILE, author=author)
    html = client.get("/").content.decode()
    assert "影の人" not in html
    assert "shade" not in html


def test_newest_posts_are_the_newest_public_ones(client):
    for day in (3, 1, 2):
        published_post(title=f"{day}日前", published_at=days_ago(day))
    draft_post(title="下書き")
    widget(WidgetKind.RECENT, count=2)
    assert texts(tree(client.get("/")), ".widget-posts a") == ["1日前", "2日前"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.ALL, ["古い話題", "新しい話題", "ひとこと"]),
        (Period.QUARTER, ["新しい話題", "ひとこと"]),
    ],
)
def test_most_discussed_posts_are_counted_within_the_owners_window(client, period, expected):
    discussed(9, title="古い話題", published_at=days_ago(100))
    discussed(5, title="新しい話題", published_at=days_ago(10))
    discussed(1, title="ひとこと", published_at=days_ago(20))
    discussed(0, title="静か", published_at=days_ago(1))
    draft = draft_post(title="下書き")
    Post.objects.filter(pk=draft.pk).update(comment_count=99)
    widget(WidgetKind.POPULAR, period=period)
    widget(WidgetKind.RECENT, count=1)
    page = tree(client.get("/"))
    assert texts(page, "ol.widget-posts a") == expected
    assert texts(page, "ul.widget-posts a") == ["静か"]


def test_tags_are_the_most_used_ones_of_public_posts(client):
    often, seldom, hidden = (make_tag(name=name) for name in ("よく", "たまに", "秘密"))
    published_post(tags=[often])
    published_post(tags=[often, seldom])
    draft_post(tags=[hidden])
    widget(WidgetKind.TAGS, count=1)
    assert texts(tree(client.get("/")), ".widget .tag") == ["よく"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_sidebar_costs_at_most_one_query_more(client, django_assert_num_queries, count):
    author = make_author(avatar=make_image())
    tag = make_tag()
    for number in range(count):
        discussed(
            number + 1, authors=[author], tags=[tag], category=make_category(), cover=make_image()
        )
    post = published_post(authors=[author])
    for kind in WidgetKind:
        widget(kind, author=author)
    Ad.objects.create(name="side", text="広告", url="https://example.com/", position="sidebar")
    home, page = "/", post.get_absolute_url()
    # One for the posts of the sidebar; a list asks for its ads too, an entry has them already.
    for layout, paths in {"single": {home: 5, page: 8}, "sidebar": {home: 7, page: 9}}.items():
        BlogSettings(layout=layout).save()
        for path, queries in paths.items():
            with django_assert_num_queries(queries):
                response = client.get(path)
            shown = len(WidgetKind) if layout == "sidebar" else 0
            assert len(select(tree(response), ".widget")) == shown


# The owner's hand
def test_a_text_is_rendered_when_it_is_saved_and_again_by_the_command(editor_client):
    editor_client.post(
        f"{LIST}add/?kind=text", {"title": "お知らせ", "body": "**大事** <script>x</script>"}
    )
    row = SidebarWidget.objects.get(kind=WidgetKind.TEXT)
    assert "<strong>大事</strong>" in row.body_html
    assert "<script" not in row.body_html
    SidebarWidget.objects.update(body_html="古い")
    call_command("rebuild_html")
    row.refresh_from_db()
    assert "<strong>大事</strong>" in row.body_html


def test_the_first_piece_comes_below_what_stood_there_by_default(editor_client):
    editor_client.post(f"{LIST}add/?kind=search", {"title": ""})
    kinds = list(SidebarWidget.objects.values_list("kind", flat=True))
    assert kinds == ["about", "recent", "categories", "archive", "search"]


def test_buttons_move_a_piece(editor_client):
    rows = [widget(kind) for kind in (WidgetKind.ABOUT, WidgetKind.SEARCH, WidgetKind.TAGS)]
    for press in (f"down:{rows[0].pk}", f"up:{rows[2].pk}", f"up:{rows[2].pk}", "up:x", "up:99999"):
        editor_client.post(LIST, {"move": press})
    kinds = list(SidebarWidget.objects.values_list("kind", flat=True))
    assert kinds == ["tags", "search", "about"]


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("profile", {"author": ""}, "author"),
        ("text", {"body": ""}, "body"),
        ("recent", {"count": "0"}, "count"),
        ("popular", {"count": "5", "period": "decade"}, "period"),
    ],
)
def test_wrong_options_are_refused(editor_client, kind, data, field):
    response = editor_client.post(f"{LIST}add/?kind={kind}", {"title": "題", **data})
    assert field in response.context["adminform"].form.errors
    assert not SidebarWidget.objects.exists()


@pytest.mark.parametrize("query", ["?kind=", "?kind=nonsense", "?kind=search"])
def test_a_piece_without_a_kind_or_a_second_of_a_kind_is_not_begun(editor_client, query):
    widget(WidgetKind.SEARCH)
    assert editor_client.get(f"{LIST}add/{query}")["Location"] == LIST
    assert editor_client.post(f"{LIST}add/{query}", {"title": "題"})["Location"] == LIST
    assert SidebarWidget.objects.count() == 1


def test_authors_and_moderators_do_not_arrange_the_sidebar(author_client, moderator_client):
    row = widget(WidgetKind.SEARCH)
    for client in (author_client, moderator_client):
        assert client.get(LIST).status_code == 403
        assert client.post(LIST, {"move": f"up:{row.pk}"}).status_code == 403
        assert client.post(f"{LIST}add/?kind=tags", {"count": "5"}).status_code == 403
    assert SidebarWidget.objects.count() == 1
