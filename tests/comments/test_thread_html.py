"""The HTML of threads: lists, badges, avatars, marks, labels."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from blog.models import Author, Post
from comments import moderation, submission, threads
from comments.enums import Rank
from comments.models import Comment, CommentPolicy
from tests.comments.thread_pages import loaded, rendered
from tests.factories import (
    approved_comment,
    held_comment,
    make_author,
    make_image,
    make_user,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def test_the_lists_of_the_page_open_and_close_rightly(stranger: Client, post: Post) -> None:
    first = approved_comment(post)
    second = approved_comment(post, parent=first)
    approved_comment(post, parent=second)
    approved_comment(post, parent=first)
    approved_comment(post)
    page = stranger.get(post.get_absolute_url()).content.decode()
    thread = page[page.index('<ol class="thread"') : page.index('class="comment-write"')]
    depth, depths = 0, []
    for tag in re.findall(r"<(/?ol|li)\b", thread):
        depth += {"ol": 1, "/ol": -1}.get(tag, 0)
        depths += [depth] if tag == "li" else []
    assert depths == [1, 2, 3, 2, 1]
    assert depth == 0
    assert thread.count("<li") == thread.count("</li>")


def test_an_answer_names_whom_it_answers_and_links_there(stranger: Client, post: Post) -> None:
    root = approved_comment(post, name="花子")
    approved_comment(post, parent=root)
    page = stranger.get(post.get_absolute_url()).content.decode()
    link = re.search(rf'<a href="#comment-{root.pk}">([^<]*)</a>', page)
    assert link
    assert "花子" in link[1]


def test_only_the_account_of_an_author_gets_the_badge_not_the_name(
    stranger: Client, post: Post, author: Author, other_author: Author
) -> None:
    post.authors.add(author)
    submission.submit(entry=post, text="著者より", name=author.name, user=author.user)
    submission.submit(entry=post, text="同僚より", name=other_author.name, user=other_author.user)
    moderation.approve(Comment.objects.first(), by=author.user)
    approved_comment(post, name=author.name)
    nodes = threads.get_entry_page(loaded(post), CommentPolicy.load()).nodes
    assert [
        node.comment.user for node in nodes if node.writer_role == threads.WriterRole.ENTRY_AUTHOR
    ] == [author.user]
    page = tree(stranger.get(post.get_absolute_url()))
    assert [
        (select(comment, ".comment-name")[0].text_content(), len(select(comment, ".comment-badge")))
        for comment in select(page, ".comments article")
    ] == [(author.name, 1), (other_author.name, 1), (author.name, 0)]
    assert texts(page, ".comment-badge")[0] == "この記事の著者"


def test_the_people_of_the_blog_wear_a_badge_and_readers_with_an_account_none(
    stranger: Client, open_policy: CommentPolicy, post: Post, moderator_user: User
) -> None:
    for name, user in (("運営", moderator_user), ("会員", make_user()), ("客", None)):
        submission.submit(entry=post, text=f"{name}より", name=name, user=user)
    roles = [node.writer_role for node in threads.get_entry_page(loaded(post), open_policy).nodes]
    assert roles == [
        threads.WriterRole.STAFF,
        threads.WriterRole.MEMBER,
        threads.WriterRole.GUEST,
    ]
    page = tree(stranger.get(post.get_absolute_url()))
    articles = select(page, ".comments article")
    assert [len(select(article, ".comment-badge")) for article in articles] == [1, 0, 0]
    assert [len(select(article, ".comment-member")) for article in articles] == [1, 1, 0]


def test_an_author_has_their_picture_and_everybody_else_a_letter_without_more_queries(
    stranger: Client, open_policy: CommentPolicy, post: Post, author_user: User
) -> None:
    make_author(user=author_user, name="綴野はじめ", avatar=make_image())
    submission.submit(entry=post, text="ひとつ", name="綴野はじめ", user=author_user)
    submission.submit(entry=post, text="ふたつ", name="emily")
    with CaptureQueriesContext(connection) as queries:
        page = threads.get_entry_page(loaded(post), open_policy)
        [by_author, by_guest] = select(rendered(page), "article")
    assert len(queries) == 4  # twice the post, its authors, the comments
    [picture] = select(by_author, "img.comment-face")
    assert picture.get("src").endswith(".webp")
    assert picture.get("alt") == ""
    assert texts(by_guest, ".comment-face") == ["E"]


def test_the_colour_of_a_letter_depends_on_the_name_only(
    open_policy: CommentPolicy, post: Post
) -> None:
    for name, writer_key in (("花子", "one"), ("花子", "other"), ("次郎", "one")):
        Comment.objects.filter(pk=approved_comment(post, name=name).pk).update(
            writer_key=writer_key
        )
    page = rendered(threads.get_entry_page(loaded(post), open_policy))
    first, second, third = (tile.get("class") for tile in select(page, ".comment-face"))
    assert first == second != third


@pytest.mark.parametrize("shows", [True, False])
def test_daily_ids_are_shown_where_the_policy_says_so(post: Post, shows: bool) -> None:
    approved_comment(post)
    Comment.objects.update(daily_id="aB3-xY_9")
    policy = CommentPolicy(daily_ids=shows)
    page = rendered(threads.get_entry_page(loaded(post), policy), policy)
    assert texts(page, ".comment-id") == (["ID:aB3-xY_9"] if shows else [])


def test_an_edited_comment_says_so_and_when(post: Post) -> None:
    edited, _other = approved_comment(post), approved_comment(post)
    moment = datetime(2025, 1, 31, 15, 30, tzinfo=UTC)
    Comment.objects.filter(pk=edited.pk).update(edited_at=moment)
    page = rendered(threads.get_entry_page(loaded(post), CommentPolicy()))
    [mark] = select(page, ".comment-edited")
    assert mark.get("datetime") == "2025-02-01T00:30:00+09:00"
    assert "2025年2月1日 0:30" in mark.get("title")


def test_a_comment_approved_later_has_the_time_of_publication(
    post: Post, moderator_user: User
) -> None:
    at_once, waited = approved_comment(post), held_comment(post)
    Comment.objects.filter(pk=at_once.pk).update(published_at=None)
    before = int(timezone.now().timestamp() * 1_000)
    moderation.approve(waited, by=moderator_user)
    page = rendered(threads.get_entry_page(loaded(post), CommentPolicy()))
    items = {item.get("id"): item.get("data-since") for item in select(page, "li.comment")}
    assert items[f"comment-{at_once.pk}"] is None
    assert before <= int(items[f"comment-{waited.pk}"]) <= timezone.now().timestamp() * 1_000


def test_every_comment_is_named_by_level_and_writer_and_no_heading_is_skipped(
    stranger: Client, post: Post
) -> None:
    root = approved_comment(post, name="花子")
    approved_comment(post, parent=root, name="<太郎>")
    aside = approved_comment(post)
    Comment.objects.filter(pk=aside.pk).update(rank=Rank.OFF_TOPIC)
    with translation.override("en"):
        labels = [
            article.get("aria-label")
            for article in select(
                rendered(threads.get_entry_page(loaded(post), CommentPolicy())), "article"
            )
        ]
    assert labels[:2] == ["Comment by 花子", "Level 2: comment by <太郎>"]
    for path in (post.get_absolute_url(), f"/comments/on/blog.post/{post.pk}/"):
        levels = [
            int(heading.tag[1])
            for heading in tree(stranger.get(path)).xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        ]
        assert all(level - before <= 1 for before, level in pairwise(levels)), (path, levels)
