"""Menu editor of the admin."""

import pytest
from django.urls import reverse

from blog.enums import MenuKind, MenuPlace
from blog.models import Menu, MenuItem
from blog.navigation.menu_editor import clean_address
from tests.blog.menus import heading, item, links, save_menu
from tests.factories import (
    draft_page,
    draft_post,
    make_category,
    make_tag,
    published_page,
    published_post,
)
from tests.html import select, tree

pytestmark = pytest.mark.django_db


HEADER, FOOTER = "/admin/blog/menu/", "/admin/blog/menu/footer/"


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
    # A browser sends no line break of a one-line field, and strips surrounding white space.
    assert field.get("value").split() == typed.split()
    assert not MenuItem.objects.exists()


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
    save_menu(
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
    save_menu(MenuPlace.HEADER, item(MenuKind.URL, label="探す", url="/search/"))
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
    save_menu(MenuPlace.HEADER, heading("前"))
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
    save_menu(MenuPlace.HEADER, *[item(MenuKind.TAG, make_tag()) for _ in range(count)])
    with django_assert_num_queries(17):
        editor_client.get(HEADER)


def test_the_home_of_the_admin_leads_to_the_menus(editor_client):
    assert reverse("admin:blog_menu_changelist") in editor_client.get("/admin/").content.decode()
