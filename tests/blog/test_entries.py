"""Admin of posts and pages, permissions, saving and rejected forms: blog/admin/entries.py."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from blog.enums import Status
from blog.models import Author, Page, Post, PostAuthor, PreviousPath, Tag
from tests.factories import (
    draft_post,
    in_review_post,
    make_author,
    make_category,
    make_tag,
    make_user,
    private_post,
    published_page,
    published_post,
    scheduled_post,
    trashed_post,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/post/"
ADD = "/admin/blog/post/add/"


def admin_url(name, post):
    return reverse(f"admin:blog_post_{name}", args=[post.pk])


def form_data(response):
    """The fields of the page's form as a browser would send them."""
    form = response.context["adminform"].form
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(value, bool):
            data |= {name: "on"} if value else {}
        elif isinstance(value, list) and name in ("signers", "tags", "further_categories"):
            data[name] = form[name].field.prepare_value(value) if name == "tags" else value
        elif value is not None:
            data[name] = field.widget.format_value(value) or ""
    data["status"] = form["status"].value() or Status.DRAFT
    return data


def save(client, url, button="_continue", **changes):
    """Open the form at `url`, change some fields, press a button."""
    data = form_data(client.get(url)) | changes | {button: "1"}
    return client.post(url, {name: value for name, value in data.items() if value is not None})


# Saving
def test_an_author_writes_a_draft_and_signs_it(author_client, author, stranger):
    response = save(author_client, ADD, title="綴じ糸の話", body="本文。", tags="製本、道具")
    post = Post.objects.get()
    assert response.url == admin_url("change", post)
    assert (post.title, post.status, post.slug) == ("綴じ糸の話", Status.DRAFT, post.slug)
    assert post.body_html == "<p>本文。</p>\n"
    assert [row.author for row in post.authorships.all()] == [author]
    assert {tag.name for tag in post.tags.all()} == {"製本", "道具"}
    assert stranger.get(post.get_absolute_url()).status_code == 404


def test_the_button_publishes(author_client, stranger):
    save(author_client, ADD, "_publish", title="公開する話", body="本文。")
    post = Post.objects.get()
    assert post.is_published
    assert stranger.get(post.get_absolute_url()).status_code == 200


def test_the_button_publishes_what_was_scheduled(author_client, author):
    post = scheduled_post(authors=[author])
    save(author_client, admin_url("change", post), "_publish")
    post.refresh_from_db()
    assert (post.status, post.is_published, post.go_live_at) == (Status.PUBLISHED, True, None)


def test_a_post_is_scheduled(author_client, author):
    post = draft_post(authors=[author])
    moment = timezone.localtime() + timedelta(days=3)
    save(
        author_client,
        admin_url("change", post),
        status=Status.SCHEDULED,
        go_live_at=f"{moment:%Y-%m-%dT%H:%M}",
    )
    post.refresh_from_db()
    assert post.status == Status.SCHEDULED
    assert post.published_at == moment.replace(second=0, microsecond=0)


def test_scheduling_needs_a_moment(author_client, author):
    post = draft_post(authors=[author])
    response = save(author_client, admin_url("change", post), status=Status.SCHEDULED)
    assert set(response.context["adminform"].form.errors) == {"go_live_at"}


def test_taking_a_scheduled_post_back_forgets_its_date(author_client, author):
    post = scheduled_post(authors=[author])
    save(author_client, admin_url("change", post), status=Status.DRAFT)
    post.refresh_from_db()
    assert (post.status, post.published_at, post.go_live_at) == (Status.DRAFT, None, None)


def test_saving_without_a_change_changes_no_moment(author_client, author):
    post = published_post(authors=[author])
    moments = (post.published_at, post.updated_at)
    save(author_client, admin_url("change", post))
    post.refresh_from_db()
    assert (post.published_at, post.updated_at) == moments


def test_a_rejected_form_keeps_every_character(author_client, author):
    typed = {
        "title": "題" * 201,
        "body": "書きかけの本文。\n\n:::point\n名：値\n:::  ",
        "tags": "甲、乙 丙,",
        "excerpt": "抜き書き",
        "cover_alt": "表紙",
        "meta_description": "説明",
        "slug": "my slug!",
        "expire_at": "昨日",
    }
    response = save(author_client, ADD, **typed)
    form = response.context["adminform"].form
    assert set(form.errors) == {"title", "expire_at"}
    assert {name: form[name].value() for name in typed} == typed
    assert not Post.objects.exists()


def test_an_old_address_leads_to_the_new_one(author_client, author, stranger):
    post = published_post(slug="old", authors=[author])
    save(author_client, admin_url("change", post), slug="New Slug")
    response = stranger.get("/posts/old/")
    assert (response.status_code, response["Location"]) == (301, "/posts/new-slug/")
    assert PreviousPath.objects.count() == 1


def test_the_same_title_gets_another_slug(author_client):
    for _number in range(3):
        save(author_client, ADD, title="ショック", body="")
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["shokku", "shokku-2", "shokku-3"]


def test_a_slug_that_is_taken_is_refused(author_client):
    draft_post(slug="taken")
    response = save(author_client, ADD, title="題", slug="taken")
    assert set(response.context["adminform"].form.errors) == {"slug"}


def test_tags_match_regardless_of_case(author_client):
    tag = make_tag(name="Python", slug="python")
    save(author_client, ADD, title="題", tags="PYTHON, python、Python")
    assert list(Post.objects.get().tags.all()) == [tag]
    assert Tag.objects.count() == 1


def test_authors_keep_their_order_and_an_author_cannot_lose_their_own_post(author_client, author):
    second = make_author(name="二人目")
    post = draft_post(authors=[author])
    save(author_client, admin_url("change", post), signers=[second.pk, author.pk])
    assert [row.author for row in post.authorships.all()] == [second, author]
    save(author_client, admin_url("change", post), signers=[second.pk])
    assert [row.author for row in post.authorships.all()] == [second, author]


def test_an_editor_may_assign_a_post_to_another_author(editor_client, author):
    post = draft_post(authors=[author])
    other = make_author()
    save(editor_client, admin_url("change", post), signers=[other.pk])
    assert list(PostAuthor.objects.values_list("author", flat=True)) == [other.pk]


def test_a_user_without_an_author_profile_gets_one_that_hides_their_username(client_of):
    user = make_user("secret-login", role="author", name="水無月あお")
    save(client_of(user), ADD, title="初めての記事")
    author = Post.objects.get().authors.get()
    assert author.user == user
    assert author.name == "水無月あお"
    assert "secret" not in author.slug


def test_opening_the_form_writes_nothing(client_of):
    user = make_user("new", role="author", name="新人")
    assert client_of(user).get(ADD).status_code == 200
    assert not Author.objects.filter(user=user).exists()


def test_a_very_long_japanese_text_is_saved(author_client):
    body = "綴" * 390_000
    save(author_client, ADD, title="長い話", body=body)
    assert Post.objects.get().body == body


# Without the permission to publish
@pytest.fixture
def trainee_client(client_of):
    user = make_user("trainee", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["add_post", "change_post", "view_post"])
    )
    make_author(user=user, name="見習い", slug="minarai")
    return client_of(user)


def test_without_the_permission_one_submits_but_does_not_publish(trainee_client):
    save(trainee_client, ADD, "_publish", title="題")
    assert Post.objects.get().status == Status.DRAFT
    save(trainee_client, admin_url("change", Post.objects.get()), "_review")
    assert Post.objects.get().status == Status.IN_REVIEW
    response = save(
        trainee_client, admin_url("change", Post.objects.get()), status=Status.PUBLISHED
    )
    assert set(response.context["adminform"].form.errors) == {"status"}


def test_without_the_permission_one_changes_nothing_that_readers_see(trainee_client):
    post = published_post(authors=[get_author("trainee")])
    assert trainee_client.get(admin_url("change", post)).status_code == 200
    assert trainee_client.post(admin_url("change", post), {"title": "改竄"}).status_code == 403
    assert trainee_client.post(admin_url("trash", post)).status_code == 404


def test_an_unknown_tag_is_refused_to_those_who_may_make_none(trainee_client):
    response = save(trainee_client, ADD, title="題", tags="新語")
    assert set(response.context["adminform"].form.errors) == {"tags"}


def get_author(username):
    return Author.objects.get(user__username=username)


# Permissions
STATES = {
    "draft": draft_post,
    "in review": in_review_post,
    "scheduled": scheduled_post,
    "published": published_post,
    "private": private_post,
    "trashed": trashed_post,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("visitor", "opens"),
    [
        ("stranger", False),
        ("reader_client", False),
        ("moderator_client", False),
        ("other_author_client", False),
        ("author_client", True),
        ("editor_client", True),
    ],
)
def test_who_opens_a_post_and_its_preview(visitor, opens, state, request, author):
    post = STATES[state](title="秘密の目印", authors=[author])
    client = request.getfixturevalue(visitor)
    for name in ("change", "preview"):
        response = client.get(admin_url(name, post))
        assert (response.status_code == 200) is opens
        assert ("秘密の目印" in response.content.decode()) is opens
    history = client.get(admin_url("history", post))
    assert ("/admin/audit/event/" in history.get("Location", "")) is opens
    before = Post.objects.values_list("title", "status").get(pk=post.pk)
    for name in ("change", "trash", "restore"):
        if not opens:
            client.post(admin_url(name, post), {"title": "改竄", "status": "published"})
    assert Post.objects.values_list("title", "status").get(pk=post.pk) == before


def test_the_list_of_an_author_holds_their_own_posts_alone(author_client, author, other_author):
    own = draft_post(authors=[author])
    draft_post(authors=[other_author])
    assert list(author_client.get(LIST).context["cl"].queryset) == [own]


def test_the_list_leaves_the_trash_out_until_it_is_asked_for(editor_client):
    shown, gone = draft_post(), trashed_post()
    assert list(editor_client.get(LIST).context["cl"].queryset) == [shown]
    assert list(editor_client.get(f"{LIST}?status=trashed").context["cl"].queryset) == [gone]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_many_posts(
    rows, editor_client, django_assert_num_queries
):
    category = make_category()
    for _number in range(rows):
        published_post(authors=[make_author()], category=category)
    with django_assert_num_queries(LIST_QUERIES):
        editor_client.get(LIST)


LIST_QUERIES = 11


def test_only_the_preview_says_that_it_is_one(editor_client, client):
    draft, live = draft_post(), published_post()
    of_draft, of_live = (
        editor_client.get(admin_url("preview", post)).content.decode() for post in (draft, live)
    )
    (words_of_draft,) = re.findall(r'preview-notice"[^>]*>(.*?)</p>', of_draft)
    (words_of_live,) = re.findall(r'preview-notice"[^>]*>(.*?)</p>', of_live)
    assert words_of_draft != words_of_live
    assert "preview-notice" not in client.get(live.get_absolute_url()).content.decode()


def test_the_preview_is_not_cached(editor_client):
    response = editor_client.get(admin_url("preview", private_post(title="非公開の記事")))
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"


def test_a_private_post_is_read_in_the_admin_and_nowhere_else(author_client, author):
    post = private_post(title="仲間うちの記事", authors=[author])
    assert author_client.get(post.get_absolute_url()).status_code == 404
    assert "仲間うちの記事" in author_client.get(admin_url("preview", post)).content.decode()


# Trash and actions
def test_trash_and_restore(author_client, author, stranger):
    post = published_post(authors=[author])
    author_client.post(admin_url("trash", post))
    assert stranger.get(post.get_absolute_url()).status_code == 410
    author_client.post(admin_url("restore", post))
    assert stranger.get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["trash", "restore"])
def test_a_get_moves_nothing(name, author_client, author):
    post = trashed_post(authors=[author]) if name == "restore" else draft_post(authors=[author])
    status = post.status
    assert author_client.get(admin_url(name, post)).status_code == 405
    post.refresh_from_db()
    assert post.status == status


def test_only_administrators_delete_and_only_out_of_the_trash(
    author_client, editor_client, administrator_client, author
):
    kept, gone = draft_post(authors=[author]), trashed_post(authors=[author])
    for client in (author_client, editor_client, administrator_client):
        assert client.post(admin_url("delete", kept), {"post": "yes"}).status_code == 403
    for client in (author_client, editor_client):
        assert client.post(admin_url("delete", gone), {"post": "yes"}).status_code == 403
    administrator_client.post(admin_url("delete", gone), {"post": "yes"})
    assert list(Post.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("publish", draft_post, Status.PUBLISHED),
        ("publish", scheduled_post, Status.PUBLISHED),
        ("publish", trashed_post, Status.TRASHED),
        ("unpublish", published_post, Status.DRAFT),
        ("trash", published_post, Status.TRASHED),
        ("restore", trashed_post, Status.PUBLISHED),
        ("restore", draft_post, Status.DRAFT),
    ],
)
def test_actions_on_several(action, before, after, editor_client):
    post = before()
    url = f"{LIST}?status={post.status}"
    editor_client.post(url, {"action": action, "_selected_action": [post.pk], "index": 0})
    post.refresh_from_db()
    assert post.status == after


def test_an_author_acts_on_no_post_of_others(author_client, other_author):
    post = published_post(authors=[other_author])
    author_client.post(LIST, {"action": "trash", "_selected_action": [post.pk], "index": 0})
    post.refresh_from_db()
    assert post.status == Status.PUBLISHED


def test_the_trash_takes_the_place_of_deleting(administrator_client):
    draft_post()
    actions = administrator_client.get(LIST).context["action_form"].fields["action"].choices
    assert {name for name, _label in actions} == {
        *("", "publish", "unpublish", "trash", "restore"),
        *("pin", "pick", "unplace"),
    }


# Pages
def test_a_page_cannot_hide_behind_an_address_of_the_site(editor_client):
    url = "/admin/blog/page/add/"
    response = save(editor_client, url, title="題", slug="feed")
    assert set(response.context["adminform"].form.errors) == {"slug"}
    save(editor_client, url, title="Search")
    assert Page.objects.get().slug == "search-2"


def test_an_author_writes_no_pages(author_client):
    published_page()
    assert author_client.get("/admin/blog/page/").status_code == 403
    assert author_client.get("/admin/blog/page/add/").status_code == 403


# Fields
@pytest.mark.parametrize("field", ["published_at", "expire_at", "go_live_at"])
@pytest.mark.parametrize("year", ["0001", "0999", "9999"])
def test_a_year_beyond_the_calendar_is_refused_and_nothing_is_lost(
    author_client, author, field, year
):
    post = draft_post(authors=[author])
    values = {field: f"{year}-01-01T00:00", "body": "新しい本文"}
    if field == "go_live_at":
        values["status"] = Status.SCHEDULED
    response = save(author_client, admin_url("change", post), **values)
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert field in form.errors
    assert form["body"].value() == "新しい本文"


@pytest.mark.parametrize("hour", [5, 6])
def test_a_post_from_the_repeated_hour_is_saved_as_it_is(author_client, author, settings, hour):
    """New York, 2025-11-02: 01:30 is there twice, at 05:30 and 06:30 UTC."""
    settings.TIME_ZONE = "America/New_York"
    moment = datetime(2025, 11, 2, hour, 30, 12, tzinfo=UTC)
    post = published_post(authors=[author], published_at=moment)
    response = save(author_client, admin_url("change", post), title="改題")
    assert response.status_code == 302
    post.refresh_from_db()
    assert (post.title, post.published_at) == ("改題", moment)


def test_seconds_that_are_typed_are_kept(author_client, author):
    post = published_post(authors=[author], published_at=datetime(2025, 3, 1, 3, 4, 5, tzinfo=UTC))
    save(author_client, admin_url("change", post), published_at="2025-03-01T12:04:30")
    post.refresh_from_db()
    assert post.published_at == datetime(2025, 3, 1, 3, 4, 30, tzinfo=UTC)
    save(author_client, admin_url("change", post), published_at="2025-03-01 12:04:00")
    post.refresh_from_db()
    assert post.published_at == datetime(2025, 3, 1, 3, 4, 30, tzinfo=UTC)


def test_a_moment_that_summer_time_repeats_is_refused_when_it_is_new(
    author_client, author, settings
):
    settings.TIME_ZONE = "America/New_York"
    post = published_post(authors=[author], published_at=datetime(2025, 11, 1, tzinfo=UTC))
    response = save(author_client, admin_url("change", post), published_at="2025-11-02T01:30")
    assert "published_at" in response.context["adminform"].form.errors


def test_a_line_end_counts_as_one_character(author_client, author):
    post = draft_post(authors=[author])
    excerpt = "\r\n".join(["文" * 9] * 50)  # 499 as browsers count
    response = save(author_client, admin_url("change", post), excerpt=f"{excerpt}。")
    assert response.status_code == 302
    post.refresh_from_db()
    assert post.excerpt == f"{excerpt}。".replace("\r\n", "\n")
    assert len(post.excerpt) == 500
    refused = save(author_client, admin_url("change", post), excerpt=f"{excerpt}。。")
    assert "excerpt" in refused.context["adminform"].form.errors


def test_control_characters_do_not_get_into_a_post(author_client, author):
    post = draft_post(authors=[author])
    save(
        author_client,
        admin_url("change", post),
        title="題\b名\x1f　二\n行\ufffe👩\u200d👧",
        tags="糸\x08、紙\x7f",
        excerpt="一\x0b二\x00",
    )
    post.refresh_from_db()
    assert post.title == "題名　二 行👩\u200d👧"
    assert set(post.tags.values_list("name", flat=True)) == {"糸", "紙"}
    assert post.excerpt == "一\n二"


def test_a_title_of_invisible_characters_is_none(author_client, author):
    post = draft_post(authors=[author])
    response = save(author_client, admin_url("change", post), title="\u200b\b")
    assert "title" in response.context["adminform"].form.errors


def test_a_post_keeps_its_tags_while_others_of_their_names_exist(author_client, author):
    make_tag(name="万年筆", slug="pen")
    own = make_tag(name="万年筆", slug="fountain-pen")
    post = draft_post(authors=[author], tags=[own])
    save(author_client, admin_url("change", post), title="改題")
    assert list(post.tags.all()) == [own]
    save(author_client, admin_url("change", post), tags="万年筆、Fountain Pen")
    assert set(post.tags.values_list("slug", flat=True)) == {"fountain-pen", "fountain-pen-2"}


def test_a_tag_in_letters_of_another_width_is_the_same(author_client, author):
    tag = make_tag(name="AI", slug="ai")
    post = draft_post(authors=[author])
    save(author_client, admin_url("change", post), tags="ＡＩ､ai、ﾃｽﾄ､テスト")
    assert set(post.tags.values_list("name", flat=True)) == {"AI", "ﾃｽﾄ"}
    assert tag in post.tags.all()
    assert Tag.objects.count() == 2


def test_an_address_in_full_width_letters_is_written_in_ascii(author_client, author):
    post = draft_post(authors=[author])
    save(author_client, admin_url("change", post), slug="ｓａｍｅ－ｓｌｕｇ")
    post.refresh_from_db()
    assert post.slug == "same-slug"
