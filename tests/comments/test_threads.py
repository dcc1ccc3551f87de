"""How threads are read, nested, cut into pages and found again."""

import re
from itertools import pairwise

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Author, Post
from comments import moderation, threads
from comments.models import Comment, CommentPolicy
from tests.factories import (
    approved_comment,
    held_comment,
    published_page,
    published_post,
    rejected_comment,
    removed_comment,
)
from tests.html import select, texts, tree

pytestmark = pytest.mark.django_db


def loaded(post: Post) -> Post:
    """The post as its page loads it."""
    return Post.objects.published().for_page().get(pk=post.pk)


def shape(page: threads.ThreadPage) -> list[tuple[int, int]]:
    """Key and level of every visible comment in order."""
    return [(node.pk, node.level) for node in page.nodes if node.comment]


def conversation(post: Post, answers: int) -> list[Comment]:
    """A root and so many answers to it, written without the cost of submitting each."""
    root = approved_comment(post)
    below = [_copy(root, parent=root) for _number in range(answers)]
    moderation.recount(post)
    return [root, *below]


def _copy(comment: Comment, parent: Comment) -> Comment:
    copy = Comment(
        **{
            field: getattr(comment, field)
            for field in (
                "content_type",
                "object_pk",
                "entry_key",
                "site_id",
                "user_name",
                "comment",
            )
        },
        state="approved",
        body_html=comment.body_html,
        submit_date=comment.submit_date,
        parent_id=parent.pk,
    )
    copy.save()
    return copy


# Order
def test_a_thread_reads_depth_first_and_oldest_first_whenever_its_parts_were_written(
    post: Post,
) -> None:
    first, second = approved_comment(post), approved_comment(post)
    late = approved_comment(post, parent=first)
    deep = approved_comment(post, parent=late)
    later = approved_comment(post, parent=first)
    page = threads.of_entry(loaded(post), CommentPolicy.load())
    assert shape(page) == [(first.pk, 0), (late.pk, 1), (deep.pk, 2), (later.pk, 1), (second.pk, 0)]


def test_newest_first_turns_conversations_round_but_not_their_answers(post: Post) -> None:
    first, second = approved_comment(post), approved_comment(post)
    one, two = approved_comment(post, parent=first), approved_comment(post, parent=first)
    page = threads.of_entry(loaded(post), CommentPolicy(order="newest"))
    assert shape(page) == [(second.pk, 0), (first.pk, 0), (one.pk, 1), (two.pk, 1)]


def test_only_approved_comments_of_this_entry_are_in_its_thread(post: Post) -> None:
    shown = approved_comment(post)
    held_comment(post)
    rejected_comment(post)
    removed_comment(post)
    approved_comment(published_post())
    approved_comment(published_page())
    assert shape(threads.of_entry(loaded(post), CommentPolicy.load())) == [(shown.pk, 0)]


# What was removed
def test_a_removed_parent_leaves_a_mark_while_public_answers_hang_below(
    post: Post, moderator_user: User
) -> None:
    root = approved_comment(post)
    middle = approved_comment(post, parent=root)
    answer = approved_comment(post, parent=middle)
    moderation.delete(Comment.objects.filter(pk=root.pk))
    moderation.remove(middle, by=moderator_user)
    nodes = threads.of_entry(loaded(post), CommentPolicy.load()).nodes
    assert [(node.pk, node.level, node.comment is None) for node in nodes] == [
        (root.pk, 0, True),
        (middle.pk, 1, True),
        (answer.pk, 2, False),
    ]
    assert nodes[2].parent is None


def test_a_removed_comment_without_answers_leaves_nothing(post: Post) -> None:
    root = approved_comment(post)
    removed_comment(post, parent=root)
    nodes = threads.of_entry(loaded(post), CommentPolicy.load()).nodes
    assert [(node.pk, node.opens) for node in nodes] == [(root.pk, False)]


# Nesting
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


def test_authors_wear_a_badge_and_nobody_else_of_the_same_name(
    stranger: Client, post: Post, author: Author, other_author: Author
) -> None:
    post.authors.add(author)
    moderation.submit(entry=post, text="著者より", name=author.name, user=author.user)
    moderation.submit(entry=post, text="同僚より", name=other_author.name, user=other_author.user)
    moderation.approve(Comment.objects.first(), by=author.user)
    approved_comment(post, name=author.name)
    nodes = threads.of_entry(loaded(post), CommentPolicy.load()).nodes
    assert [node.comment.user for node in nodes if node.is_author] == [author.user]
    page = tree(stranger.get(post.get_absolute_url()))
    assert [
        (select(comment, ".comment-name")[0].text_content(), len(select(comment, ".comment-badge")))
        for comment in select(page, ".comments article")
    ] == [(author.name, 1), (other_author.name, 1), (author.name, 0)]
    assert texts(page, ".comment-badge")[0] == "この記事の著者"


# Cost
@pytest.mark.parametrize("answers", [0, 2, 199])
def test_the_section_of_a_page_takes_two_queries_for_any_number_of_comments(
    post: Post, answers: int
) -> None:
    CommentPolicy(page_size=300).save()
    conversation(post, answers)
    entry = loaded(post)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = Template('{% include "comments/_section.html" with entry=entry only %}').render(
            Context({"entry": entry})
        )
    assert html.count("<article") == answers + 1
    assert len(queries) == 2


@pytest.mark.parametrize("answers", [1, 4])
def test_a_section_that_goes_on_elsewhere_takes_two_queries_too(post: Post, answers: int) -> None:
    CommentPolicy(page_size=2).save()
    for _number in range(3):
        conversation(post, answers)
    entry = loaded(post)
    with CaptureQueriesContext(connection) as queries:
        Template('{% include "comments/_section.html" with entry=entry only %}').render(
            Context({"entry": entry})
        )
    assert len(queries) == 2


def test_writing_an_answer_costs_the_same_in_a_short_and_in_a_long_thread(post: Post) -> None:
    costs = []
    root = approved_comment(post)
    for size in (1, 60):
        for _number in range(size):
            _copy(root, parent=root)
        with CaptureQueriesContext(connection) as queries:
            moderation.submit(entry=post, text="答え", name="読者", reply_to=root.pk)
        costs.append(len(queries))
    assert costs[0] == costs[1]


# Pages
def test_pages_hold_whole_conversations(post: Post) -> None:
    policy = CommentPolicy(page_size=4)
    roots = [conversation(post, answers)[0].pk for answers in (1, 2, 0, 1)]
    pages = [threads.of_entry(loaded(post), policy, number) for number in (1, 2)]
    assert [[node.pk for node in page.nodes if not node.level] for page in pages] == [
        [roots[0]],
        [roots[1], roots[2]],
    ]
    assert [(page.has_previous, page.has_next) for page in pages] == [(False, True), (True, True)]
    with pytest.raises(EmptyPage):
        threads.of_entry(loaded(post), policy, 4)


def test_every_comment_is_on_exactly_one_page(post: Post) -> None:
    policy = CommentPolicy(page_size=3, order="newest")
    everything = [one.pk for answers in (0, 1, 2, 0, 0) for one in conversation(post, answers)]
    shown, number, more = [], 1, True
    while more:
        page = threads.of_entry(loaded(post), policy, number)
        shown += [node.pk for node in page.nodes]
        number, more = number + 1, page.has_next
    assert sorted(shown) == sorted(everything)


def test_a_conversation_longer_than_a_page_goes_on_under_its_own_address_with_its_root(
    stranger: Client, post: Post
) -> None:
    policy = CommentPolicy(page_size=3)
    policy.save()
    root, *answers = conversation(post, 6)
    other = conversation(post, 0)[0]
    page = threads.of_entry(loaded(post), policy)
    assert ([node.pk for node in page.nodes], page.rest) == (
        [one.pk for one in [root, *answers[:2]]],
        4,
    )
    assert page.rest_url == f"/comments/thread/{root.pk}/?page=2"
    second = threads.of_root(loaded(post), root.pk, policy, 2)
    assert [node.pk for node in second.nodes] == [root.pk, *(one.pk for one in answers[2:5])]
    body = stranger.get(page.rest_url).content.decode()
    assert [int(pk) for pk in re.findall(r'id="comment-(\d+)"', body)] == [
        node.pk for node in second.nodes
    ]
    assert [node.pk for node in threads.of_entry(loaded(post), policy, 2).nodes] == [other.pk]


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_a_permanent_address_leads_to_the_page_that_shows_the_comment(
    stranger: Client, post: Post, order: str
) -> None:
    CommentPolicy(page_size=3, order=order).save()
    everything = [one for answers in (1, 5, 0, 2) for one in conversation(post, answers)]
    for comment in everything:
        answer = stranger.get(comment.get_absolute_url())
        address, _hash, anchor = answer["Location"].partition("#")
        assert answer.status_code == 302
        assert f'id="{anchor}"' in stranger.get(address).content.decode()
        assert anchor == f"comment-{comment.pk}"


def test_a_page_that_does_not_exist_is_not_found(stranger: Client, post: Post) -> None:
    root = approved_comment(post)
    for path in (f"/comments/on/blog.post/{post.pk}/", f"/comments/thread/{root.pk}/"):
        assert stranger.get(path).status_code == 200
        for number in ("0", "2", "-1", "x", "１", "9" * 40):
            assert stranger.get(path, {"page": number}).status_code == 404


def test_paths_sort_as_their_comments_were_written_whatever_their_keys(post: Post) -> None:
    keys = [9, 10, 99, 100, 2**31 - 1]
    paths = [f"{key:010d}" for key in keys]
    assert all(one < other for one, other in pairwise(paths))
    assert Comment(path="".join(paths)).ancestors_and_self == keys
