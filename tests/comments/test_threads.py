"""How threads are read, nested, cut into pages and found again."""

import re

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from blog.models import Post
from comments import deletion, moderation, submission, threads
from comments.enums import Rank
from comments.models import Comment, CommentPolicy
from tests.comments.thread_pages import conversation, copy_of, loaded, rendered, shape
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


# Order
def test_a_thread_reads_depth_first_and_oldest_first_whenever_its_parts_were_written(
    post: Post,
) -> None:
    first, second = approved_comment(post), approved_comment(post)
    late = approved_comment(post, parent=first)
    deep = approved_comment(post, parent=late)
    later = approved_comment(post, parent=first)
    page = threads.get_entry_page(loaded(post), CommentPolicy.load())
    assert shape(page) == [(first.pk, 0), (late.pk, 1), (deep.pk, 2), (later.pk, 1), (second.pk, 0)]


def test_newest_first_turns_conversations_round_but_not_their_answers(post: Post) -> None:
    first, second = approved_comment(post), approved_comment(post)
    one, two = approved_comment(post, parent=first), approved_comment(post, parent=first)
    page = threads.get_entry_page(loaded(post), CommentPolicy(order="newest"))
    assert shape(page) == [(second.pk, 0), (first.pk, 0), (one.pk, 1), (two.pk, 1)]


def test_only_approved_comments_of_this_entry_are_in_its_thread(post: Post) -> None:
    shown = approved_comment(post)
    held_comment(post)
    rejected_comment(post)
    removed_comment(post)
    approved_comment(published_post())
    approved_comment(published_page())
    assert shape(threads.get_entry_page(loaded(post), CommentPolicy.load())) == [(shown.pk, 0)]


# What was removed
def test_a_removed_parent_leaves_a_mark_while_public_answers_hang_below(
    post: Post, moderator_user: User
) -> None:
    root = approved_comment(post)
    middle = approved_comment(post, parent=root)
    answer = approved_comment(post, parent=middle)
    deletion.delete(Comment.objects.filter(pk=root.pk))
    moderation.remove(middle, by=moderator_user)
    nodes = threads.get_entry_page(loaded(post), CommentPolicy.load()).nodes
    assert [(node.pk, node.level, node.comment is None) for node in nodes] == [
        (root.pk, 0, True),
        (middle.pk, 1, True),
        (answer.pk, 2, False),
    ]
    assert nodes[2].parent is None


def test_a_removed_comment_without_answers_leaves_nothing(post: Post) -> None:
    root = approved_comment(post)
    removed_comment(post, parent=root)
    nodes = threads.get_entry_page(loaded(post), CommentPolicy.load()).nodes
    assert [(node.pk, node.opens) for node in nodes] == [(root.pk, False)]


# What moderators made of it
def test_pinned_conversations_come_first_and_off_topic_ones_last_in_a_fold(post: Post) -> None:
    usual, aside, pinned = (conversation(post, 1)[0] for _number in range(3))
    Comment.objects.filter(root=pinned.pk).update(rank=Rank.PINNED)
    Comment.objects.filter(root=aside.pk).update(rank=Rank.OFF_TOPIC)
    page = threads.get_entry_page(loaded(post), CommentPolicy())
    assert [node.pk for node in page.on_topic if not node.level] == [pinned.pk, usual.pk]
    assert [node.pk for node in page.off_topic if not node.level] == [aside.pk]
    html = rendered(page)
    assert texts(html, "details h3") == ["話題外 2"]
    marked = [
        comment.get("id") for comment in html.xpath("//li[article//*[@class='comment-mark']]")
    ]
    assert marked == [f"comment-{pinned.pk}", f"comment-{aside.pk}"]


def test_a_conversation_that_is_off_topic_lies_open_under_its_own_address(post: Post) -> None:
    root, answer = conversation(post, 1)
    Comment.objects.update(rank=Rank.OFF_TOPIC)
    page = threads.get_thread_page(loaded(post), root.pk, CommentPolicy())
    assert [node.pk for node in page.on_topic] == [root.pk, answer.pk]
    assert page.off_topic == []


@pytest.mark.parametrize("root_is_gone", [False, True])
def test_a_closed_conversation_takes_no_answers_at_any_level(
    post: Post, root_is_gone: bool
) -> None:
    root = approved_comment(post)
    approved_comment(post, parent=root)
    other = approved_comment(post)
    Comment.objects.filter(root=root.pk).update(is_closed=True)
    if root_is_gone:
        deletion.delete(Comment.objects.filter(pk=root.pk))
    page = rendered(threads.get_entry_page(loaded(post), CommentPolicy()))
    links = select(page, "[data-comment-reply]")
    assert [link.get("data-comment-reply") for link in links] == [str(other.pk)]
    assert len(select(page, ".comment-mark")) == (0 if root_is_gone else 1)


# Folds
def test_many_answers_to_one_comment_are_folded_away(post: Post) -> None:
    _root, *answers = conversation(post, 13)
    deep = [copy_of(answers[0], parent=answers[0]) for _number in range(7)]
    deletion.recount(post)
    page = threads.get_entry_page(loaded(post), CommentPolicy())
    assert {node.pk: node.folds for node in page.nodes if node.folds} == {
        answers[10].pk: 3,
        deep[5].pk: 2,
    }
    folded = [node.pk for node in page.nodes if node.is_folded]
    assert folded == [one.pk for one in [*deep[5:], *answers[10:]]]
    inside = rendered(page).xpath("//details//li/@id")
    assert inside == [f"comment-{pk}" for pk in folded]


def test_few_answers_and_many_conversations_lie_open(post: Post) -> None:
    for _number in range(12):
        conversation(post, 2)
    nodes = threads.get_entry_page(loaded(post), CommentPolicy()).nodes
    assert not any(node.folds or node.is_folded for node in nodes)


def test_a_permanent_address_never_leads_into_a_fold(stranger: Client, post: Post) -> None:
    root, *answers = conversation(post, 12)
    aside = approved_comment(post)
    Comment.objects.filter(pk=aside.pk).update(rank=Rank.OFF_TOPIC)
    for comment, page in (
        (answers[9], post.get_absolute_url()),
        (answers[10], f"/comments/thread/{root.pk}/"),
        (aside, f"/comments/thread/{aside.pk}/"),
    ):
        address = stranger.get(comment.get_absolute_url())["Location"]
        assert address == f"{page}#comment-{comment.pk}"
        there = tree(stranger.get(page))
        [element] = select(there, f"#comment-{comment.pk}")
        assert not list(element.iterancestors("details"))


# Cost


def test_writing_an_answer_costs_the_same_in_a_short_and_in_a_long_thread(post: Post) -> None:
    costs = []
    root = approved_comment(post)
    for size in (1, 60):
        for _number in range(size):
            copy_of(root, parent=root)
        with CaptureQueriesContext(connection) as queries:
            submission.submit(entry=post, text="答え", name="読者", reply_to=root.pk)
        costs.append(len(queries))
    assert costs[0] == costs[1]


# Reading on in place
def test_the_part_that_the_script_appends_is_the_list_alone_the_same_for_everybody(
    stranger: Client, moderator_client: Client, post: Post
) -> None:
    CommentPolicy(page_size=3).save()
    root, *answers = conversation(post, 4)
    other = conversation(post, 0)[0]
    for path, expected in (
        (f"/comments/on/blog.post/{post.pk}/?page=2", [other]),
        (f"/comments/thread/{root.pk}/?page=2", [root, *answers[2:]]),
    ):
        part = stranger.get(f"{path}&fragment=1")
        assert part.content == moderator_client.get(f"{path}&fragment=1").content
        assert not part.cookies
        assert part["X-Robots-Tag"] == "noindex"
        assert tree(part).tag == "div"
        shown = [int(item.get("data-comment")) for item in select(tree(part), "li")]
        assert shown == [one.pk for one in expected]
        page = select(tree(stranger.get(path)), ".thread-part li")
        assert [int(item.get("data-comment")) for item in page] == shown


# Pages
def test_pages_hold_whole_conversations(post: Post) -> None:
    policy = CommentPolicy(page_size=4)
    roots = [conversation(post, answers)[0].pk for answers in (1, 2, 0, 1)]
    pages = [threads.get_entry_page(loaded(post), policy, number) for number in (1, 2)]
    assert [[node.pk for node in page.nodes if not node.level] for page in pages] == [
        [roots[0]],
        [roots[1], roots[2]],
    ]
    assert [(page.has_previous, page.has_next) for page in pages] == [(False, True), (True, True)]
    with pytest.raises(EmptyPage):
        threads.get_entry_page(loaded(post), policy, 4)


def test_every_comment_is_on_exactly_one_page(post: Post) -> None:
    policy = CommentPolicy(page_size=3, order="newest")
    everything = [one.pk for answers in (0, 1, 2, 0, 0) for one in conversation(post, answers)]
    shown, number, more = [], 1, True
    while more:
        page = threads.get_entry_page(loaded(post), policy, number)
        shown += [node.pk for node in page.nodes]
        number, more = number + 1, page.has_next
    assert sorted(shown) == sorted(everything)


def test_a_conversation_longer_than_a_page_continues_under_its_own_url_with_its_root(
    stranger: Client, post: Post
) -> None:
    policy = CommentPolicy(page_size=3)
    policy.save()
    root, *answers = conversation(post, 6)
    other = conversation(post, 0)[0]
    page = threads.get_entry_page(loaded(post), policy)
    assert ([node.pk for node in page.nodes], page.rest) == (
        [one.pk for one in [root, *answers[:2]]],
        4,
    )
    assert page.rest_url == f"/comments/thread/{root.pk}/?page=2"
    second = threads.get_thread_page(loaded(post), root.pk, policy, 2)
    assert [node.pk for node in second.nodes] == [root.pk, *(one.pk for one in answers[2:5])]
    body = stranger.get(page.rest_url).content.decode()
    assert [int(pk) for pk in re.findall(r'id="comment-(\d+)"', body)] == [
        node.pk for node in second.nodes
    ]
    assert [node.pk for node in threads.get_entry_page(loaded(post), policy, 2).nodes] == [other.pk]


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


# Pages of long comments
def make_long(*comments: Comment) -> None:
    """Let each of `comments` take as much room as three."""
    Comment.objects.filter(pk__in=[one.pk for one in comments]).update(
        size=3 * threads.PageCapacity.from_policy(CommentPolicy.load()).min_size
    )


def test_a_page_with_long_comments_holds_fewer_of_them(post: Post) -> None:
    policy = CommentPolicy(page_size=4)
    policy.save()
    comments = [conversation(post, 0)[0] for _number in range(6)]
    make_long(comments[1], comments[3])
    pages = [threads.get_entry_page(loaded(post), policy, number) for number in (1, 2)]
    assert [[node.pk for node in page.nodes] for page in pages] == [
        [one.pk for one in comments[:3] if one is not comments[2]],
        [one.pk for one in comments[2:4]],
    ]


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_with_long_comments_everything_is_on_one_page_to_which_its_address_leads(
    stranger: Client, post: Post, order: str
) -> None:
    policy = CommentPolicy(page_size=4, order=order)
    policy.save()
    talks = [conversation(post, answers) for answers in (1, 12, 0, 2, 0, 0)]
    make_long(talks[0][1], *talks[1][::3], talks[3][2], talks[5][0])
    shown, number, more = [], 1, True
    while more:
        page = threads.get_entry_page(loaded(post), policy, number)
        shown += [node.pk for node in page.nodes]
        if page.rest:
            shown += _rest_of(post, page.nodes[0].pk, policy, page.rest)
        number, more = number + 1, page.has_next
    with pytest.raises(EmptyPage):
        threads.get_entry_page(loaded(post), policy, number)
    everything = [one for talk in talks for one in talk]
    assert sorted(shown) == [one.pk for one in everything]
    for comment in everything:
        address, _hash, anchor = stranger.get(comment.get_absolute_url())["Location"].partition("#")
        assert f'id="{anchor}"' in stranger.get(address).content.decode()


def _rest_of(post: Post, root: int, policy: CommentPolicy, number: int) -> list[int]:
    """The comments behind the first page of a conversation; there are `number`."""
    found: list[int] = []
    page, more = 2, True
    while more:
        part = threads.get_thread_page(loaded(post), root, policy, page)
        above = part.nodes[1].comment.ancestors_and_self[:-1] if part.nodes[1].comment else []
        found += [node.pk for node in part.nodes if node.pk not in above]
        page, more = page + 1, part.has_next
    assert len(found) == number
    return found


def test_a_comment_longer_than_a_page_has_one_to_itself(post: Post) -> None:
    policy = CommentPolicy(page_size=1)
    policy.save()
    first, second = conversation(post, 1)[0], conversation(post, 0)[0]
    make_long(first, second)
    page = threads.get_entry_page(loaded(post), policy)
    assert ([node.pk for node in page.nodes], page.rest, page.has_next) == ([first.pk], 1, True)
    assert [node.pk for node in threads.get_entry_page(loaded(post), policy, 2).nodes] == [
        second.pk
    ]


def test_a_page_that_does_not_exist_is_not_found(stranger: Client, post: Post) -> None:
    root = approved_comment(post)
    for path in (f"/comments/on/blog.post/{post.pk}/", f"/comments/thread/{root.pk}/"):
        assert stranger.get(path).status_code == 200
        for number in ("0", "2", "-1", "x", "１", "9" * 40):
            assert stranger.get(path, {"page": number}).status_code == 404
