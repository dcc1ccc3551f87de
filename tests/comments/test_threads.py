"""How threads are read, nested, cut into pages and found again."""

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from lxml import html as lxml_html

from accounts.models import User
from benchmarks.crowd import comment_on
from blog.models import Author, Post
from comments import moderation, threads
from comments.enums import Rank
from comments.models import Comment, CommentPolicy
from tests.factories import (
    approved_comment,
    held_comment,
    make_author,
    make_image,
    make_user,
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


def rendered(page: threads.ThreadPage, policy: CommentPolicy | None = None) -> Any:
    """The list of a page of comments as a tree."""
    facts = {"entry": Post.objects.get(), "page": page, "policy": policy or CommentPolicy()}
    return lxml_html.fromstring(
        render_to_string("comments/_thread.html", {**facts, "is_open": True, "later": ""})
    )


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


# Who writes
def test_the_people_of_the_blog_wear_a_badge_and_readers_with_an_account_none(
    stranger: Client, open_policy: CommentPolicy, post: Post, moderator_user: User
) -> None:
    for name, user in (("運営", moderator_user), ("会員", make_user()), ("客", None)):
        moderation.submit(entry=post, text=f"{name}より", name=name, user=user)
    standings = [node.standing for node in threads.of_entry(loaded(post), open_policy).nodes]
    assert standings == [threads.Standing.STAFF, threads.Standing.MEMBER, threads.Standing.GUEST]
    page = tree(stranger.get(post.get_absolute_url()))
    articles = select(page, ".comments article")
    assert [len(select(article, ".comment-badge")) for article in articles] == [1, 0, 0]
    assert [len(select(article, ".comment-member")) for article in articles] == [1, 1, 0]


def test_an_author_has_their_picture_and_everybody_else_a_letter_without_more_queries(
    stranger: Client, open_policy: CommentPolicy, post: Post, author_user: User
) -> None:
    make_author(user=author_user, name="綴野はじめ", avatar=make_image())
    moderation.submit(entry=post, text="ひとつ", name="綴野はじめ", user=author_user)
    moderation.submit(entry=post, text="ふたつ", name="emily")
    with CaptureQueriesContext(connection) as queries:
        page = threads.of_entry(loaded(post), open_policy)
        [by_author, by_guest] = select(rendered(page), "article")
    assert len(queries) == 4  # twice the post, its authors, the comments
    [picture] = select(by_author, "img.comment-face")
    assert picture.get("src").endswith(".webp")
    assert picture.get("alt") == ""
    assert texts(by_guest, ".comment-face") == ["E"]


def test_a_letter_keeps_its_colour_and_tells_no_more_than_the_name(
    open_policy: CommentPolicy, post: Post
) -> None:
    for name, writer_key in (("花子", "one"), ("花子", "other"), ("次郎", "one")):
        Comment.objects.filter(pk=approved_comment(post, name=name).pk).update(
            writer_key=writer_key
        )
    page = rendered(threads.of_entry(loaded(post), open_policy))
    first, second, third = (tile.get("class") for tile in select(page, ".comment-face"))
    assert first == second != third


@pytest.mark.parametrize("shows", [True, False])
def test_the_id_of_the_day_stands_beside_the_names_of_guests_where_the_owner_wants_it(
    post: Post, shows: bool
) -> None:
    approved_comment(post)
    Comment.objects.update(daily_id="aB3-xY_9")
    policy = CommentPolicy(daily_ids=shows)
    page = rendered(threads.of_entry(loaded(post), policy), policy)
    assert texts(page, ".comment-id") == (["ID:aB3-xY_9"] if shows else [])


def test_an_edited_comment_says_so_and_when(post: Post) -> None:
    edited, _other = approved_comment(post), approved_comment(post)
    moment = datetime(2025, 1, 31, 15, 30, tzinfo=UTC)
    Comment.objects.filter(pk=edited.pk).update(edited_at=moment)
    page = rendered(threads.of_entry(loaded(post), CommentPolicy()))
    [mark] = select(page, ".comment-edited")
    assert mark.get("datetime") == "2025-02-01T00:30:00+09:00"
    assert "2025年2月1日 0:30" in mark.get("title")


def test_a_comment_that_waited_tells_since_when_it_stands(post: Post, moderator_user: User) -> None:
    at_once, waited = approved_comment(post), held_comment(post)
    Comment.objects.filter(pk=at_once.pk).update(shown_at=None)
    before = int(timezone.now().timestamp() * 1_000)
    moderation.approve(waited, by=moderator_user)
    page = rendered(threads.of_entry(loaded(post), CommentPolicy()))
    items = {item.get("id"): item.get("data-since") for item in select(page, "li.comment")}
    assert items[f"comment-{at_once.pk}"] is None
    assert before <= int(items[f"comment-{waited.pk}"]) <= timezone.now().timestamp() * 1_000


# What moderators made of it
def test_pinned_conversations_stand_first_and_off_topic_ones_last_in_a_fold(post: Post) -> None:
    usual, aside, pinned = (conversation(post, 1)[0] for _number in range(3))
    Comment.objects.filter(root=pinned.pk).update(rank=Rank.PINNED)
    Comment.objects.filter(root=aside.pk).update(rank=Rank.OFF_TOPIC)
    page = threads.of_entry(loaded(post), CommentPolicy())
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
    page = threads.of_root(loaded(post), root.pk, CommentPolicy())
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
        moderation.delete(Comment.objects.filter(pk=root.pk))
    page = rendered(threads.of_entry(loaded(post), CommentPolicy()))
    links = select(page, "[data-comment-reply]")
    assert [link.get("data-comment-reply") for link in links] == [str(other.pk)]
    assert len(select(page, ".comment-mark")) == (0 if root_is_gone else 1)


# Folds
def test_many_answers_to_one_comment_are_folded_away(post: Post) -> None:
    _root, *answers = conversation(post, 13)
    deep = [_copy(answers[0], parent=answers[0]) for _number in range(7)]
    moderation.recount(post)
    page = threads.of_entry(loaded(post), CommentPolicy())
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
    nodes = threads.of_entry(loaded(post), CommentPolicy()).nodes
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


# For those who cannot see the lines
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
                rendered(threads.of_entry(loaded(post), CommentPolicy())), "article"
            )
        ]
    assert labels[:2] == ["Comment by 花子", "Level 2: comment by <太郎>"]
    for path in (post.get_absolute_url(), f"/comments/on/blog.post/{post.pk}/"):
        levels = [
            int(heading.tag[1])
            for heading in tree(stranger.get(path)).xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        ]
        assert all(level - before <= 1 for before, level in pairwise(levels)), (path, levels)


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


@pytest.mark.parametrize("under_one_root", [False, True])
@pytest.mark.parametrize(
    ("characters", "shown"), [(55, range(100, 101)), (130, range(98, 101)), (3_000, range(11, 14))]
)
def test_the_page_of_a_crowded_post_stays_light(
    stranger: Client, post: Post, under_one_root: bool, characters: int, shown: range
) -> None:
    root = approved_comment(post)
    comment_on(post, 1_000, under=root if under_one_root else None, text="話" * characters)
    Comment.objects.update(shown_at=root.shown_at)
    page = stranger.get(post.get_absolute_url())
    assert len(page.content) <= 150 * 1024
    assert len(select(tree(page), ".comments article")) in shown


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


# Pages of long comments
def make_long(*comments: Comment) -> None:
    """Let each of `comments` take as much room as three."""
    Comment.objects.filter(pk__in=[one.pk for one in comments]).update(
        size=3 * threads.Room.of(CommentPolicy.load()).unit
    )


def test_a_page_with_long_comments_holds_fewer_of_them(post: Post) -> None:
    policy = CommentPolicy(page_size=4)
    policy.save()
    comments = [conversation(post, 0)[0] for _number in range(6)]
    make_long(comments[1], comments[3])
    pages = [threads.of_entry(loaded(post), policy, number) for number in (1, 2)]
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
        page = threads.of_entry(loaded(post), policy, number)
        shown += [node.pk for node in page.nodes]
        if page.rest:
            shown += _rest_of(post, page.nodes[0].pk, policy, page.rest)
        number, more = number + 1, page.has_next
    with pytest.raises(EmptyPage):
        threads.of_entry(loaded(post), policy, number)
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
        part = threads.of_root(loaded(post), root, policy, page)
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
    page = threads.of_entry(loaded(post), policy)
    assert ([node.pk for node in page.nodes], page.rest, page.has_next) == ([first.pk], 1, True)
    assert [node.pk for node in threads.of_entry(loaded(post), policy, 2).nodes] == [second.pk]


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
