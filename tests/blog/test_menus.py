"""Menus of header and footer: what readers see of them, and the desk's editor."""

import pytest
from django.urls import reverse

from blog import menus, publishing
from blog.enums import MenuKind, MenuPlace
from blog.menu_editor import clean_address
from blog.models import Menu, MenuItem
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

HEADER, FOOTER = "/admin/blog/menu/", "/admin/blog/menu/footer/"


def item(kind, target=None, **fields):
    return MenuItem(kind=kind, target=getattr(target, "pk", None), **fields)


def heading(label):
    return item(MenuKind.TEXT, label=label)


def keep(place, *items):
    menu = Menu.objects.filter(place=place).first()
    menus.keep(place, items, version=menu.version if menu else 0)


def links(client, selector, path="/"):
    return [(a.text_content(), a.get("href")) for a in select(tree(client.get(path)), selector)]


# What readers see
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
    keep(
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
    keep(MenuPlace.HEADER, item(MenuKind.POST, post))
    post.title, post.slug = "新しい題", "new"
    publishing.save(post)
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
    keep(MenuPlace.HEADER, *rows)
    assert links(client, ".site-nav a") == [("探す", "/search/")]
    html = client.get("/").content.decode()
    assert secret not in html
    assert "secret" not in html
    assert "何もない見出し" not in html


def test_entries_below_a_hidden_one_keep_its_label_or_take_its_place(client):
    child = published_page(title="子", slug="child")
    hidden = draft_page(title="秘密")
    keep(
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
    keep(MenuPlace.HEADER, item(MenuKind.PAGE, draft_page()))
    assert select(tree(client.get("/")), ".site-nav") == []


def test_the_footer_makes_columns_of_entries_with_others_below(client):
    page = published_page(title="このブログについて", slug="about")
    keep(
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
    keep(MenuPlace.HEADER, heading("札"), item(MenuKind.TAG, tag, level=1))
    marked = select(tree(client.get("/tags/読書/")), ".site-nav a[aria-current]")
    assert [link.get("href") for link in marked] == ["/tags/%E8%AA%AD%E6%9B%B8/"]
    assert select(tree(client.get("/")), ".site-nav a[aria-current]") == []


@pytest.mark.parametrize("count", [1, 3])
def test_menus_cost_no_query(client, django_assert_num_queries, count):
    published_post()
    for place in MenuPlace:
        rows = [item(MenuKind.POST, published_post()) for _ in range(count)]
        rows += [item(MenuKind.CATEGORY, make_category(), level=1) for _ in range(count)]
        keep(place, *rows)
    with django_assert_num_queries(5):
        client.get("/")


# Addresses
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/search/?q=AI", "/search/?q=AI"),
        ("https://example.com/", "https://example.com/"),
        ("http://127.0.0.1:8000/about/?a=1#b", "/about/?a=1#b"),
    ],
)
def test_an_address_is_a_path_or_begins_with_http(typed, kept, settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert clean_address(typed) == kept


BAD_ADDRESSES = [
    "",
    "about",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "JAVASCRIPT://x/%0aalert(1)",
    "data:text/html,x",
    "https://",
    "https://[",
    "/a b",
    "/a\nb",
    "mailto:a@example.com",
]


@pytest.mark.parametrize("typed", BAD_ADDRESSES)
def test_any_other_address_is_refused_and_stays_in_its_field(typed, editor_client):
    data = form([{"kind": "url", "label": "行き先", "url": typed}], do="save")
    response = editor_client.post(HEADER, data)
    assert response.status_code == 422
    field = select(tree(response), "input#id_row-0-url")[0]
    # A browser sends no line break of a one-line field, and strips what stands around it.
    assert field.get("value").split() == typed.split()
    assert not MenuItem.objects.exists()


# The editor
def form(rows, *, do, version=0, **fields):
    """What the browser sends."""
    data = {
        "row-TOTAL_FORMS": len(rows),
        "row-INITIAL_FORMS": len(rows),
        "version": version,
        "do": do,
        **fields,
    }
    for number, row in enumerate(rows):
        row = {"uid": number + 1, "target": "", "label": "", "url": "", "level": 0, **row}
        row = {"order": (number + 1) * 10, **row}
        data |= {f"row-{number}-{name}": value for name, value in row.items()}
    return data


def shown(response):
    """The rows of the editor as (words or title, level)."""
    rows = response.context["rows"]
    return [
        (row["form"]["label"].value() or (row["lead"].name if row["lead"] else ""), row["level"])
        for row in rows
    ]


def text(label, **fields):
    return {"kind": "url", "label": label, "url": "/", **fields}


FAMILY = [text("甲"), text("乙", level=1), text("丙", level=1), text("丁")]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("down:1", [("丁", 0), ("甲", 0), ("乙", 1), ("丙", 1)]),
        ("up:4", [("丁", 0), ("甲", 0), ("乙", 1), ("丙", 1)]),
        ("up:3", [("甲", 0), ("丙", 1), ("乙", 1), ("丁", 0)]),
        ("up:2", [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)]),
        ("down:3", [("甲", 0), ("乙", 1), ("丁", 0), ("丙", 1)]),
        ("in:4", [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 1)]),
        ("in:1", [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)]),
        ("out:2", [("甲", 0), ("丙", 1), ("乙", 0), ("丁", 0)]),
        ("remove:1", [("乙", 0), ("丙", 1), ("丁", 0)]),
        ("nonsense:1", [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)]),
        ("up:99", [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0)]),
    ],
)
def test_buttons_reorder_and_nest_without_saving_anything(button, expected, editor_client):
    response = editor_client.post(HEADER, form(FAMILY, do=button))
    assert shown(response) == expected
    assert not MenuItem.objects.exists()


def test_numbers_reorder_too(editor_client):
    rows = [text("甲", order=30), text("乙", order=5), text("丙", order="")]
    assert [name for name, _ in shown(editor_client.post(HEADER, form(rows, do="show")))] == [
        "乙",
        "甲",
        "丙",
    ]
    editor_client.post(HEADER, form(rows, do="save"))
    assert list(MenuItem.objects.values_list("label", flat=True)) == ["乙", "甲", "丙"]


def test_a_third_level_is_refused_in_words(editor_client):
    response = editor_client.post(HEADER, form([text("子"), *FAMILY], do="in:2"))
    assert shown(response)[1] == ("甲", 0)
    assert len(select(tree(response), ".errornote")) == 1
    response = editor_client.post(HEADER, form([text("甲"), text("乙", level=2)], do="save"))
    assert response.status_code == 422
    assert not MenuItem.objects.exists()


def test_the_first_entry_cannot_stand_below_another(editor_client):
    response = editor_client.post(HEADER, form([text("甲", level=1)], do="save"))
    assert response.status_code == 422
    assert not MenuItem.objects.exists()


def test_an_editor_picks_names_and_saves_and_readers_see_it(editor_client, stranger):
    page = published_page(title="このブログについて", slug="about")
    category = make_category(name="技術", slug="tech")
    added = editor_client.post(
        HEADER,
        form([], do="add", pick=[f"page:{page.pk}", f"category:{category.pk}", "url:/search/"]),
    )
    assert shown(added) == [("このブログについて", 0), ("技術", 0), ("検索", 0)]
    rows = [
        {"kind": "page", "target": page.pk, "label": "はじめに"},
        {"kind": "category", "target": category.pk, "level": 1},
    ]
    assert editor_client.post(HEADER, form(rows, do="save"))["Location"] == HEADER
    assert links(stranger, ".site-nav a") == [
        ("はじめに", "/about/"),
        ("技術", "/categories/tech/"),
    ]


def test_addresses_and_headings_are_added_by_typing(editor_client):
    fields = {"new_label": "外", "new_url": "https://example.com/", "new_heading": "見出し"}
    response = editor_client.post(HEADER, form([], do="link", **fields))
    assert shown(response) == [("外", 0)]
    typed = response.context["typed"]
    assert (typed.get("new_label", ""), typed["new_heading"]) == ("", "見出し")
    response = editor_client.post(HEADER, form([], do="heading", **fields))
    assert shown(response) == [("見出し", 0)]
    assert response.context["typed"]["new_url"] == "https://example.com/"


def test_the_search_finds_by_title_and_keeps_what_was_typed(editor_client):
    published_post(title="糸を選ぶ")
    published_post(title="紙を選ぶ")
    draft_post(title="糸の下書き")
    response = editor_client.post(
        HEADER, form([text("途中の言葉")], do="find", q="糸\0", new_label="書きかけ")
    )
    assert [name for group in response.context["offers"] for _, name in group["rows"]] == [
        "糸を選ぶ"
    ]
    assert shown(response) == [("途中の言葉", 0)]
    assert response.context["typed"]["new_label"] == "書きかけ"


def test_two_editors_do_not_overwrite_each_other_silently(editor_client, administrator_client):
    assert administrator_client.post(HEADER, form([text("先")], do="save")).status_code == 302
    response = editor_client.post(HEADER, form([text("後")], do="save", version=0))
    assert response.status_code == 409
    assert shown(response) == [("後", 0)]
    assert [row.label for row in MenuItem.objects.all()] == ["先"]
    seen = select(tree(response), "input[value]")
    (seen,) = [field.get("value") for field in seen if field.get("name") == "seen"]
    data = form([text("後")], do="overwrite", version=0, seen=seen)
    assert editor_client.post(HEADER, data).status_code == 302
    assert [row.label for row in MenuItem.objects.all()] == ["後"]


def test_the_editor_says_what_readers_do_not_see(editor_client):
    keep(
        MenuPlace.HEADER,
        item(MenuKind.PAGE, draft_page(title="下書きの頁")),
        item(MenuKind.PAGE, published_page(title="公開の頁")),
        item(MenuKind.TAG, type("Gone", (), {"pk": 987654})),
    )
    response = editor_client.get(HEADER)
    assert [bool(row["lead"] and row["lead"].is_public) for row in response.context["rows"]] == [
        False,
        True,
        False,
    ]
    assert [link.name for link in response.context["links"]] == ["公開の頁"]


def test_an_empty_menu_offers_the_default_and_brings_it_back(editor_client, stranger):
    published_post(category=make_category(name="技術", slug="tech"))
    keep(MenuPlace.HEADER, item(MenuKind.URL, label="探す", url="/search/"))
    editor_client.post(HEADER, form([], do="save", version=1))
    assert links(stranger, ".site-nav a") == [("技術", "/categories/tech/")]
    assert shown(editor_client.post(HEADER, form([], do="default"))) == [("技術", 0)]


@pytest.mark.parametrize(
    "data",
    [
        {"do": "save"},
        {"do": "save", "row-TOTAL_FORMS": "x"},
        {"do": "up:1", "row-TOTAL_FORMS": "99999", "row-INITIAL_FORMS": "0"},
        {"do": "add", "pick": ["page:9" * 9, "page:x", "nothing", "url:https://evil.example/"]},
        form([{"kind": "page", "target": "9" * 30, "uid": "x", "level": "x"}], do="save"),
        form([{"kind": "page", "target": "\0", "label": "\0"}], do="show"),
        form([text("長" * 81)] * 61, do="save"),
    ],
)
def test_nonsense_is_answered_without_an_error_and_without_a_change(data, editor_client):
    keep(MenuPlace.HEADER, heading("前"))
    assert editor_client.post(HEADER, data).status_code in (200, 422)
    assert [row.label for row in MenuItem.objects.all()] == ["前"]


@pytest.mark.parametrize("path", [HEADER, FOOTER])
def test_editors_and_administrators_change_menus_and_nobody_else(path, request):
    visitors = ["editor", "administrator", "author", "moderator", "reader"]
    clients = {role: request.getfixturevalue(f"{role}_client") for role in visitors}
    clients["stranger"] = request.getfixturevalue("stranger")
    may = set()
    for role, client in clients.items():
        if client.get(path).status_code == 200:
            may.add(role)
        before = Menu.objects.filter(version__gt=0).count()
        client.post(path, form([text("甲")], do="save"))
        if Menu.objects.filter(version__gt=0).count() > before:
            may.add(f"{role} writes")
        Menu.objects.all().delete()
    assert may == {"editor", "editor writes", "administrator", "administrator writes"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_editor_takes_the_same_queries_however_many_entries(
    count, editor_client, django_assert_num_queries
):
    keep(MenuPlace.HEADER, *[item(MenuKind.TAG, make_tag()) for _ in range(count)])
    with django_assert_num_queries(17):
        editor_client.get(HEADER)


def test_the_home_of_the_admin_leads_to_the_menus(editor_client):
    assert reverse("admin:blog_menu_changelist") in editor_client.get("/admin/").content.decode()
