"""The way through a long thread: orders for readers, what remains, the form in reach."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from blog.models import Post
from comments.models import Comment, CommentPolicy
from tests.comments.conftest import form_url
from tests.factories import approved_comment, held_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def roots(post: Post) -> list[int]:
    """Five conversations on pages of two."""
    CommentPolicy(page_size=2, admission="open").save()
    return [approved_comment(post).pk for _number in range(5)]


def shown(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<li class="comment" id="comment-(\d+)"', page)]


def walk(client: Client, address: str) -> tuple[list[list[int]], list[str]]:
    """Follow the way on to its end; return the comments of each page and the words of each link."""
    pages, words = [], []
    while address:
        page = client.get(address).content.decode()
        pages.append(shown(page))
        link = re.search(r'href="([^"]*)" rel="next" data-thread-more>([^<]*)<', page)
        address = link[1].replace("&amp;", "&") if link else ""
        words += [link[2]] if link else []
    return pages, words


def test_the_way_on_says_how_many_remain(stranger: Client, post: Post, roots: list[int]) -> None:
    pages, words = walk(stranger, post.get_absolute_url())
    assert pages == [roots[:2], roots[2:4], roots[4:]]
    assert words == ["ほかのコメントを読む（あと3件）", "ほかのコメントを読む（あと1件）"]


def test_readers_choose_the_order_and_keep_it_through_the_pages(
    stranger: Client, post: Post, roots: list[int]
) -> None:
    page = stranger.get(post.get_absolute_url()).content.decode()
    address = f"/comments/on/blog.post/{post.pk}/?order=newest"
    assert f'href="{address}#comments"' in page
    newest = roots[::-1]
    assert walk(stranger, address)[0] == [newest[:2], newest[2:4], newest[4:]]
    assert f'href="{post.get_absolute_url()}#comments"' in stranger.get(address).content.decode()


@pytest.mark.parametrize("order", ["", "x", "oldest", "newest "])
def test_no_other_order_than_the_two_changes_anything(
    stranger: Client, post: Post, roots: list[int], order: str
) -> None:
    page = stranger.get(f"/comments/on/blog.post/{post.pk}/", {"order": order}).content.decode()
    assert shown(page) == roots[:2]


def test_every_order_is_the_same_page_for_everybody(
    stranger: Client, moderator_client: Client, post: Post, roots: list[int]
) -> None:
    address = f"/comments/on/blog.post/{post.pk}/?order=newest&page=2"
    bodies = {client.get(address).content for client in (stranger, moderator_client)}
    assert len(bodies) == 1


def test_the_head_of_a_post_and_its_card_lead_to_the_comments_and_the_thread_to_the_form(
    stranger: Client, post: Post
) -> None:
    count = '<a class="facts-comments" href="{}#comments">'
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert count.format("") not in page
    approved_comment(post)
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert count.format("") in page
    assert count.format(post.get_absolute_url()) in stranger.get("/").content.decode()
    head = page[page.index('id="comments-title"') : page.index("data-thread-part")]
    assert f'href="{form_url(post)}"' in head
    CommentPolicy(admission="closed").save()
    page = stranger.get(post.get_absolute_url()).content.decode()
    assert "data-comment-write" not in page


# Without a script
@pytest.mark.parametrize("act", ["edit", "delete"])
def test_editing_or_deleting_a_held_comment_is_confirmed_in_the_list_of_own_comments(
    stranger: Client, post: Post, write: Callable[..., HttpResponse], act: str
) -> None:
    write(stranger, post)
    comment = Comment.objects.get()
    sent = {"comment": "直した文章"} if act == "edit" else {}
    answer = stranger.post(f"/comments/my/{comment.pk}/{act}/", sent, follow=True)
    assert answer.request["PATH_INFO"] == "/comments/my/"
    words = {"edit": "コメントを保存しました。", "delete": "コメントを削除しました。"}
    assert re.search(rf'role="status">{words[act]}', answer.content.decode())
    assert ("直した文章" in answer.content.decode()) == (act == "edit")


def test_who_edits_what_is_public_is_led_to_it(
    stranger: Client, post: Post, write: Callable[..., HttpResponse], open_policy: CommentPolicy
) -> None:
    write(stranger, post)
    comment = Comment.objects.get()
    answer = stranger.post(f"/comments/my/{comment.pk}/edit/", {"comment": "直した文章"})
    assert answer["Location"] == f"/comments/{comment.pk}/"


@pytest.mark.parametrize("done", ["", "x", "<b>"])
def test_nothing_else_is_confirmed(stranger: Client, post: Post, done: str) -> None:
    held_comment(post)
    page = stranger.get("/comments/my/", {"done": done}).content.decode()
    assert '<p class="message" role="status">' not in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("comment", "", "まだ何も書かれていません。"),
        ("comment", "字" * 3001, "コメントは3000文字までです。いま3001文字あります。"),
        ("name", "", "名前を入力してください。"),
        ("name", "字" * 51, "名前は50文字までです。いま51文字あります。"),
        ("email", "だれか", "メールアドレスの形になっていません。"),
    ],
)
def test_the_form_says_what_is_wrong_in_plain_words(
    stranger: Client,
    post: Post,
    write: Callable[..., HttpResponse],
    field: str,
    value: str,
    words: str,
) -> None:
    page = write(stranger, post, **{field: value}).content.decode()
    assert words in page
    assert "このフィールド" not in page
