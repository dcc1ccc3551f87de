"""The trash pages: which rows each role sees, restores and deletes permanently."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from audit import log
from audit.enums import Verb
from audit.models import Event
from blog import publishing, taxonomy
from blog.enums import Status
from blog.models import Category, Page, Post, Tag
from comments import moderation
from comments.enums import State
from comments.models import Comment
from core.trash import name_of
from desk import trash as desk_trash
from images import trash
from images.models import Image
from tests.factories import (
    approved_comment,
    draft_post,
    make_category,
    make_image,
    make_series,
    make_tag,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

TRASH, RESTORE, DELETE = "/admin/trash/", "/admin/trash/restore/", "/admin/trash/delete/"


@pytest.fixture
def things(author, moderator_user, editor_user):
    """One thing of each kind in the trash, by the label of its model."""
    post, page = published_post(title="捨てた記事", authors=[author]), published_page(title="頁")
    comment = approved_comment(published_post(authors=[author]), text="取り下げた")
    category, tag, series, image = make_category(), make_tag(), make_series(), make_image()
    with log.as_actor(log.user_actor(editor_user)):
        for entry in (post, page):
            publishing.trash(entry)
        for term in (category, tag, series):
            taxonomy.trash(term)
        trash.trash(image)
    moderation.remove(comment, by=moderator_user)
    rows = (post, page, comment, image, category, tag, series)
    return {row._meta.label_lower: row for row in rows}


def kinds(client):
    """The kinds that a person sees, with how many of each."""
    response = client.get(TRASH)
    if response.status_code != 200:
        return None
    return {tab.key: tab.count for tab in response.context["tabs"]}


ALL = {
    *("blog.post", "blog.page", "comments.comment", "images.image"),
    *("blog.category", "blog.tag", "blog.series"),
}


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [
        ("stranger", None),
        ("reader_client", None),
        ("author_client", {"blog.post": 1, "comments.comment": 1}),
        ("other_author_client", {"blog.post": 0, "comments.comment": 0}),
        ("moderator_client", {"comments.comment": 1}),
        ("editor_client", dict.fromkeys(ALL, 1)),
        ("administrator_client", dict.fromkeys(ALL, 1)),
    ],
)
def test_each_role_sees_the_rows_it_may_restore(visitor, expected, things, request):
    assert kinds(request.getfixturevalue(visitor)) == expected


def test_an_item_shows_user_date_and_deletion_date(things, editor_client, editor_user):
    item = editor_client.get(f"{TRASH}?kind=blog.tag").context["items"][0]
    assert item.trashed_by == str(editor_user)
    assert item.delete_at - item.since == timedelta(days=30)
    comment = editor_client.get(f"{TRASH}?kind=comments.comment").context["items"][0]
    assert comment.trashed_by == "moderator"


def is_in_trash(row):
    manager = getattr(type(row), "everything", type(row).objects)
    stored = manager.filter(id=row.pk).first()
    if isinstance(row, Post | Page):
        return stored.status == Status.TRASHED
    if isinstance(row, Comment):
        return stored.state == State.REMOVED
    return stored.trashed_at is not None


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [
        ("stranger", set()),
        ("reader_client", set()),
        ("author_client", {"blog.post", "comments.comment"}),
        ("other_author_client", set()),
        ("moderator_client", {"comments.comment"}),
        ("editor_client", ALL),
        ("administrator_client", ALL),
    ],
)
def test_each_role_restores_its_rows(visitor, expected, things, request):
    client = request.getfixturevalue(visitor)
    for row in things.values():
        assert client.get(RESTORE, {"thing": name_of(row)}).status_code in (302, 403, 405)
        client.post(RESTORE, {"thing": name_of(row)})
    assert {kind for kind, row in things.items() if not is_in_trash(row)} == expected


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [
        ("stranger", set()),
        ("author_client", set()),
        ("moderator_client", set()),
        ("editor_client", set()),
        ("administrator_client", ALL),
    ],
)
def test_only_administrators_delete_permanently(visitor, expected, things, request):
    client = request.getfixturevalue(visitor)
    for row in things.values():
        client.post(DELETE, {"thing": name_of(row), "sure": "yes"})
        client.post(DELETE, {"kind": row._meta.label_lower, "everything": "yes", "sure": "yes"})
    left = {
        kind
        for kind, row in things.items()
        if getattr(type(row), "everything", type(row).objects).filter(id=row.pk).exists()
    }
    assert ALL - left == expected


def test_permanent_deletion_asks_first(things, administrator_client):
    tag = things["blog.tag"]
    response = administrator_client.post(DELETE, {"thing": name_of(tag)})
    assert "元に戻せません" in response.content.decode()
    assert is_in_trash(tag)


def test_emptying_a_trash_empties_that_one(things, administrator_client):
    data = {"kind": "blog.tag", "everything": "yes", "sure": "yes"}
    administrator_client.post(DELETE, data)
    assert kinds(administrator_client) == {**dict.fromkeys(ALL, 1), "blog.tag": 0}
    assert Event.objects.filter(verb=Verb.TRASH_EMPTIED).count() == 1


def test_what_is_not_in_the_trash_is_out_of_reach(administrator_client):
    tag = make_tag()
    for address in (RESTORE, DELETE):
        response = administrator_client.post(address, {"thing": name_of(tag), "sure": "yes"})
        assert response.status_code == 404
    assert Tag.objects.get() == tag


def test_nonsense_is_answered(administrator_client):
    for thing in ("", "x", "blog.tag:", "blog.tag:99999999999999999999", "auth.group:1"):
        response = administrator_client.post(RESTORE, {"thing": thing, "kind": "\x00"})
        assert response.status_code in (302, 404)
    assert administrator_client.get(f"{TRASH}?kind=nothing&page=x").status_code == 200


def test_several_come_back_at_once(things, editor_client):
    data = {"thing": [name_of(row) for row in things.values()]}
    editor_client.post(RESTORE, data)
    assert {kind for kind, row in things.items() if is_in_trash(row)} == set()
    post = Post.objects.get(pk=things["blog.post"].pk)
    assert post.status == Status.PUBLISHED


# An address that is taken
def test_a_taken_address_is_asked_for_again_and_nothing_typed_is_lost(editor_client):
    tag = make_tag(name="糸", slug="ito")
    taxonomy.trash(tag)
    make_tag(slug="ito")
    thing = {"thing": name_of(tag)}
    body = editor_client.post(RESTORE, thing).content.decode()
    assert 'value="ito-2"' in body
    answer = editor_client.post(RESTORE, {**thing, "slug": "ito"})
    assert answer.status_code == 422
    assert 'value="ito"' in answer.content.decode()
    editor_client.post(RESTORE, {**thing, "slug": "kinu"})
    assert set(Tag.objects.values_list("slug", flat=True)) == {"ito", "kinu"}


def test_among_several_the_others_come_back(editor_client):
    taken, free = make_tag(name="取られた", slug="a"), make_tag(slug="b")
    for tag in (taken, free):
        taxonomy.trash(tag)
    make_tag(slug="a")
    data = {"thing": [name_of(taken), name_of(free)]}
    response = editor_client.post(RESTORE, data, follow=True)
    assert not is_in_trash(free)
    assert is_in_trash(taken)
    assert any("取られた" in str(message) for message in response.context["messages"])


# Into the trash, by the buttons of the admin
def test_a_term_is_moved_by_its_delete_button_and_comes_back_by_undo(editor_client, author):
    old, new = make_category(name="古い棚"), make_category(name="新しい棚")
    post = published_post(category=old, authors=[author])
    url = f"/admin/blog/category/{old.pk}/delete/"
    body = editor_client.get(url).content.decode()
    assert "1件の記事" in body
    assert [term.pk for term in editor_client.get(url).context["form"].fields["to"].queryset] == [
        new.pk
    ]
    refused = editor_client.post(url, {"post": "yes", "to": old.pk})
    assert "to" in refused.context["form"].errors
    response = editor_client.post(url, {"post": "yes", "to": new.pk}, follow=True)
    assert Post.objects.get(pk=post.pk).category == new
    message = str(next(iter(response.context["messages"])))
    assert f'name="thing" value="blog.category:{old.pk}"' in message
    editor_client.post(RESTORE, {"thing": f"blog.category:{old.pk}"})
    assert Post.objects.get(pk=post.pk).category == old


def test_several_terms_go_at_once(editor_client):
    tags = [make_tag(), make_tag()]
    data = {"action": "move_to_trash", "_selected_action": [tag.pk for tag in tags]}
    assert editor_client.post("/admin/blog/tag/", data).status_code == 200
    assert Tag.objects.count() == 2
    editor_client.post("/admin/blog/tag/", {**data, "post": "yes", "to": ""})
    assert Tag.objects.count() == 0


@pytest.mark.parametrize("visitor", ["author_client", "moderator_client", "reader_client"])
def test_other_roles_may_not_trash_a_term(visitor, request):
    category = make_category()
    client = request.getfixturevalue(visitor)
    client.post(f"/admin/blog/category/{category.pk}/delete/", {"post": "yes", "to": ""})
    data = {"action": "move_to_trash", "_selected_action": [category.pk], "post": "yes", "to": ""}
    client.post("/admin/blog/category/", data)
    assert set(Category.objects.all()) == {category}


def test_the_message_about_a_post_undoes_it(author_client, author):
    post = draft_post(authors=[author])
    response = author_client.post(f"/admin/blog/post/{post.pk}/trash/", follow=True)
    assert f'value="blog.post:{post.pk}"' in str(next(iter(response.context["messages"])))
    author_client.post(RESTORE, {"thing": f"blog.post:{post.pk}"})
    assert Post.objects.get().status == Status.DRAFT


# Comments keep their meaning
def test_a_permanently_deleted_comment_leaves_its_answers_and_the_mark(
    administrator_client, stranger, author, moderator_user
):
    post = published_post(slug="talk", authors=[author])
    root = approved_comment(post, text="最初の一言")
    approved_comment(post, text="返事", parent=root)
    moderation.remove(root, by=moderator_user)
    administrator_client.post(DELETE, {"thing": name_of(root), "sure": "yes"})
    body = stranger.get("/posts/talk/").content.decode()
    assert "返事" in body
    assert "最初の一言" not in body
    assert Comment.objects.count() == 1


# The worker
def test_the_worker_deletes_what_has_been_there_for_a_month(things):
    long_ago = timezone.now() - timedelta(days=31)
    Post.objects.update(trashed_at=long_ago)
    Comment.objects.update(removed_at=long_ago)
    Image.objects.update(trashed_at=long_ago)
    Tag.everything.update(trashed_at=long_ago)
    assert desk_trash.empty_old() == 4
    assert desk_trash.empty_old() == 0


# Queries
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("kind", sorted(ALL))
def test_the_page_takes_the_same_queries_however_many_rows(
    rows, kind, administrator_client, django_assert_max_num_queries, author, moderator_user
):
    for _number in range(rows):
        publishing.trash(published_post(authors=[author]))
        publishing.trash(published_page())
        moderation.remove(approved_comment(published_post(authors=[author])), by=moderator_user)
        trash.trash(make_image())
        for make in (make_category, make_tag, make_series):
            taxonomy.trash(make())
    with django_assert_max_num_queries(15):
        administrator_client.get(f"{TRASH}?kind={kind}")


@pytest.mark.parametrize(
    ("make", "is_restored"), [(published_post, False), (draft_post, True)], ids=["public", "draft"]
)
def test_restoring_does_not_publish_past_the_permission(
    make, is_restored, author, author_user, author_client
):
    """A person who may change posts and not publish them restores only what was not public."""
    Group.objects.get(name="author").permissions.remove(
        *Permission.objects.filter(codename__in=["publish_post", "publish_page"])
    )
    post = make(authors=[author])
    publishing.trash(post)
    author_client.post(RESTORE, {"thing": name_of(post)})
    assert (Post.objects.get(pk=post.pk).status != Status.TRASHED) is is_restored
    author_client.post(f"/admin/blog/post/{post.pk}/restore/")
    assert (Post.objects.get(pk=post.pk).status != Status.TRASHED) is is_restored
