"""Every page of the admin opens for the roles that may see it, and for no others."""

import pytest
from django.contrib import admin
from django.urls import reverse

from blog.models import Ad, Author, Category, Page, Post, Tag
from tests.factories import (
    make_author,
    make_category,
    make_persona,
    make_series,
    make_tag,
    make_user,
    published_page,
    published_post,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def address(model, name):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


@pytest.fixture
def owner_client(client_of):
    return client_of(make_user("owner", role="administrator", is_superuser=True))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_opens(model, owner_client):
    assert owner_client.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_form_for_a_new_row_opens(model, owner_client, rf):
    request = rf.get("/")
    request.user = owner_client.get("/admin/").wsgi_request.user
    if admin.site._registry[model].has_add_permission(request):
        assert owner_client.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("visitor", ["stranger", "reader_client"])
def test_visitors_without_a_role_are_refused(visitor, model, request):
    response = request.getfixturevalue(visitor).get(address(model, "changelist"))
    assert response.status_code in (302, 403)
    assert (
        response.status_code == 403
        or "/account/login/" in response["Location"]
        or ("/admin/login/" in response["Location"])
    )


ROLES = {
    "author_client": {"Ad", "Author", "Category", "Image", "Persona", "Post", "Series", "Tag"},
    "editor_client": {
        *("Ad", "Author", "Category", "ExternalPage", "Image", "Menu", "NotFoundPath", "Page"),
        *("Persona", "Post", "ProfileLink", "Redirect", "Series", "SidebarWidget", "Tag"),
    },
    "moderator_client": set(),
}


@pytest.mark.parametrize("visitor", ROLES)
def test_what_each_role_finds_of_the_blog(visitor, request):
    client = request.getfixturevalue(visitor)
    opens = {
        model.__name__
        for model in MODELS
        if model._meta.app_label in ("blog", "core", "images", "accounts", "mail")
        and client.get(address(model, "changelist")).status_code in (200, 302)
    }
    assert opens == ROLES[visitor]


# Authors
def profile_form(author, **changes):
    return {
        "name": author.name,
        "slug": author.slug,
        "reading": "",
        "bio": "",
        "profiles-TOTAL_FORMS": "0",
        "profiles-INITIAL_FORMS": "0",
        **changes,
    }


def test_an_author_changes_their_own_profile_and_no_other(author_client, author, other_author):
    own = reverse("admin:blog_author_change", args=[author.pk])
    author_client.post(own, profile_form(author, name="改名", bio="**紹介**"))
    author.refresh_from_db()
    assert (author.name, author.bio_html) == ("改名", "<p><strong>紹介</strong></p>\n")
    other = reverse("admin:blog_author_change", args=[other_author.pk])
    assert author_client.post(other, profile_form(other_author, name="改竄")).status_code == 403
    assert set(Author.objects.values_list("name", flat=True)) == {"改名", other_author.name}


def test_an_author_cannot_move_their_profile_to_another_account(
    author_client, author, other_author_user
):
    url = reverse("admin:blog_author_change", args=[author.pk])
    author_client.post(url, profile_form(author, user=other_author_user.pk))
    author.refresh_from_db()
    assert author.user.username == "author"


def test_an_author_lists_where_readers_can_follow_them(author_client, author):
    url = reverse("admin:blog_author_change", args=[author.pk])
    link = {
        "profiles-TOTAL_FORMS": "1",
        "profiles-0-service": "bluesky",
        "profiles-0-url": "https://bsky.app/profile/hajime.example",
        "profiles-0-order": "0",
        "profiles-0-author": author.pk,
    }
    author_client.post(url, profile_form(author, **link))
    assert [row.service for row in author.profiles.all()] == ["bluesky"]


# Terms
def test_moving_a_category_moves_those_below_and_keeps_old_addresses(editor_client, stranger):
    top = make_category(name="技術", slug="tech")
    below = make_category(name="糸", slug="thread", parent=top)
    published_post(category=below)
    url = reverse("admin:blog_category_change", args=[top.pk])
    editor_client.post(url, {"name": "技", "slug": "waza", "description": ""})
    below.refresh_from_db()
    assert below.path == "waza/thread"
    assert stranger.get("/categories/tech/thread/")["Location"] == "/categories/waza/thread/"


def test_a_category_with_others_below_it_leaves_them_there(owner_client):
    top = make_category()
    below = make_category(parent=top)
    owner_client.post(reverse("admin:blog_category_delete", args=[top.pk]), {"post": "yes"})
    assert set(Category.objects.all()) == {below}
    assert set(Category.everything.all()) == {top, below}


def test_a_term_without_an_address_gets_one_from_its_name(editor_client):
    editor_client.post("/admin/blog/tag/add/", {"name": "和 綴じ", "slug": ""})
    assert Tag.objects.get().slug == "和-綴じ"


# Ads
PASTED = """<a href="https://px.example/click?a=1&amp;b=2" rel="nofollow"><img border="0" width="300"
 height="250" alt="製本の道具" src="https://www.example/banner.png"></a>
<img border="0" width="1" height="1" src="https://www.example/0.gif" alt=""><script src="//t.example/t.js">
document.write("x")</script>"""


def test_pasted_html_becomes_text_and_link_and_a_warning_lists_the_rest(editor_client):
    data = {"name": "tools", "pasted": PASTED, "position": "named", "heading_number": 2, "order": 0}
    response = editor_client.post("/admin/blog/ad/add/", data, follow=True)
    ad = Ad.objects.get()
    assert (ad.text, ad.url) == ("製本の道具", "https://px.example/click?a=1&b=2")
    warnings = [m for m in response.context["messages"] if m.level_tag == "warning"]
    assert len(warnings) == 3


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "<p>no link</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<script>"<a href=https://x.example>"</script>',
    ],
)
def test_an_ad_without_a_link_is_refused(pasted, editor_client):
    data = {"name": "x", "pasted": pasted, "position": "named", "heading_number": 2, "order": 0}
    response = editor_client.post("/admin/blog/ad/add/", data)
    assert "url" in response.context["adminform"].form.errors
    assert not Ad.objects.exists()


# Queries
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_however_many_rows(
    rows, editor_client, django_assert_num_queries
):
    for _number in range(rows):
        make_persona()
        make_author()
    with django_assert_num_queries(8):
        editor_client.get("/admin/blog/persona/")
    with django_assert_num_queries(7):
        editor_client.get("/admin/blog/author/")


def test_get_requests_create_no_rows(owner_client):
    for model in MODELS:
        owner_client.get(address(model, "changelist"), follow=True)
    assert not Post.objects.exists()
    assert not Page.objects.exists()


@pytest.mark.parametrize("model", ["tag", "category", "series", "post", "page", "author"])
def test_a_field_that_is_no_column_is_a_bad_request(administrator_client, model):
    made = {
        "tag": make_tag,
        "category": make_category,
        "series": make_series,
        "author": make_author,
    }
    row = (
        made[model]()
        if model in made
        else published_post()
        if model == "post"
        else published_page()
    )
    addresses = [
        f"/admin/blog/{model}/",
        f"/admin/blog/{model}/add/",
        f"/admin/blog/{model}/{row.pk}/change/",
    ]
    names = {
        field.name for field in row._meta.get_fields() if not getattr(field, "concrete", False)
    }
    assert names
    for name in {*names, "nothing", "posts", "tags"}:
        for address in addresses:
            answer = administrator_client.get(address, {"_to_field": name})
            assert answer.status_code == 400, (address, name)
    assert administrator_client.get(addresses[0], {"_to_field": "id"}).status_code == 200
