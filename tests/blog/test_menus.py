"""Menus of header and footer as readers see them."""

import pytest

from blog import publishing
from blog.enums import MenuKind, MenuPlace
from tests.blog.menus import heading, item, links, save_menu
from tests.factories import (
    draft_page,
    draft_post,
    make_author,
    make_category,
    make_series,
    make_tag,
    published_page,
    published_post,
    scheduled_post,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def test_without_a_menu_the_header_shows_the_top_categories_and_the_footer_the_pages(client):
    top = make_category(name="技術", slug="tech")
    published_post(category=make_category(name="糸", slug="thread", parent=top))
    published_page(title="このブログについて", slug="about")
    assert links(client, ".site-nav a") == [("技術", "/categories/tech/")]
    assert ("このブログについて", "/about/") in links(client, ".site-footer a")


def test_every_kind_of_entry_leads_to_its_page_under_its_own_title(client):
    author = make_author(name="綴野はじめ", slug="hajime")
    post = published_post(title="記事", slug="post", authors=[author])
    series, tag = make_series(name="連載", slug="s"), make_tag(name="読書", slug="読書")
    save_menu(
        MenuPlace.HEADER,
        item(MenuKind.POST, post),
        item(MenuKind.PAGE, published_page(title="頁", slug="page")),
        item(MenuKind.CATEGORY, make_category(name="分類", slug="c")),
        item(MenuKind.TAG, tag),
        item(MenuKind.SERIES, series),
        item(MenuKind.AUTHOR, author),
        item(MenuKind.URL, label="外", url="https://example.com/a?b=1#c"),
        item(MenuKind.URL, label="探す", url="/search/"),
        item(MenuKind.TAG, tag, label="本のこと"),
    )
    assert links(client, ".site-nav a") == [
        ("記事", "/posts/post/"),
        ("頁", "/page/"),
        ("分類", "/categories/c/"),
        ("読書", "/tags/%E8%AA%AD%E6%9B%B8/"),
        ("連載", "/series/s/"),
        ("綴野はじめ", "/authors/hajime/"),
        ("外", "https://example.com/a?b=1#c"),
        ("探す", "/search/"),
        ("本のこと", "/tags/%E8%AA%AD%E6%9B%B8/"),
    ]


def test_a_renamed_target_is_followed(client):
    post = published_post(title="古い題", slug="old")
    save_menu(MenuPlace.HEADER, item(MenuKind.POST, post))
    post.title, post.slug = "新しい題", "new"
    publishing.save(post, fields=["title", "slug"])
    assert links(client, ".site-nav a") == [("新しい題", "/posts/new/")]


def test_what_readers_do_not_see_is_left_out_and_tells_nothing(client):
    secret = "秘密の題"
    rows = [
        item(MenuKind.POST, draft_post(title=secret, slug="secret")),
        item(MenuKind.POST, scheduled_post(title=secret)),
        item(MenuKind.PAGE, draft_page(title=secret)),
        item(MenuKind.AUTHOR, make_author(name=secret)),
        item(MenuKind.POST, type("Gone", (), {"pk": 987654})),
        heading("何もない見出し"),
        item(MenuKind.URL, label="探す", url="/search/"),
    ]
    save_menu(MenuPlace.HEADER, *rows)
    assert links(client, ".site-nav a") == [("探す", "/search/")]
    html = client.get("/").content.decode()
    assert secret not in html
    assert "secret" not in html
    assert "何もない見出し" not in html


def test_entries_below_a_hidden_one_keep_its_label_or_take_its_place(client):
    child = published_page(title="子", slug="child")
    hidden = draft_page(title="秘密")
    save_menu(
        MenuPlace.HEADER,
        item(MenuKind.PAGE, hidden, label="書いた名前"),
        item(MenuKind.PAGE, child, level=1),
        item(MenuKind.PAGE, hidden),
        item(MenuKind.URL, label="探す", url="/search/", level=1),
    )
    page = tree(client.get("/"))
    assert texts(page, ".site-nav summary") == ["書いた名前"]
    assert links(client, ".site-nav a") == [("子", "/child/"), ("探す", "/search/")]
    assert links(client, ".site-nav details a") == [("子", "/child/")]


def test_a_menu_whose_every_target_is_hidden_does_not_bring_the_default_back(client):
    published_post(category=make_category())
    save_menu(MenuPlace.HEADER, item(MenuKind.PAGE, draft_page()))
    assert select(tree(client.get("/")), ".site-nav") == []


def test_the_footer_makes_columns_of_entries_with_others_below(client):
    page = published_page(title="このブログについて", slug="about")
    save_menu(
        MenuPlace.FOOTER,
        heading("ご案内"),
        item(MenuKind.PAGE, page, level=1),
        item(MenuKind.URL, label="探す", url="/search/"),
    )
    footer = select(tree(client.get("/")), ".footer-menu")[0]
    assert texts(footer, "h2") == ["ご案内"]
    assert [a.get("href") for a in select(footer, "a")] == ["/about/", "/search/"]


def test_the_present_page_is_marked_whatever_its_letters(client):
    tag = make_tag(name="読書", slug="読書")
    save_menu(MenuPlace.HEADER, heading("札"), item(MenuKind.TAG, tag, level=1))
    marked = select(tree(client.get("/tags/読書/")), ".site-nav a[aria-current]")
    assert [link.get("href") for link in marked] == ["/tags/%E8%AA%AD%E6%9B%B8/"]
    assert select(tree(client.get("/")), ".site-nav a[aria-current]") == []


@pytest.mark.parametrize("count", [1, 3])
def test_menus_cost_no_query(client, django_assert_num_queries, count):
    published_post()
    for place in MenuPlace:
        rows = [item(MenuKind.POST, published_post()) for _ in range(count)]
        rows += [item(MenuKind.CATEGORY, make_category(), level=1) for _ in range(count)]
        save_menu(place, *rows)
    with django_assert_num_queries(5):
        client.get("/")
