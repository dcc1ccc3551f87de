"""Pages of threads: comments are read flat in one query and nested by level (comments/thread_html.py).

A page holds whole conversations with up to CommentPolicy.page_size comments, fewer where they are long
(PageCapacity). A conversation that is longer than a page is cut there; the rest has pages under a URL of
its own, where the ancestors of the first comment are repeated. On the page of the entry, many replies to
one comment are folded, and so is what is off topic. Under the URL of the conversation nothing is folded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Self, TypedDict

from django.core.paginator import EmptyPage
from django.db.models import Sum
from django.urls import reverse
from django.utils.http import urlencode

from blog.models import Entry
from comments.enums import Rank
from comments.models import DEEPEST_LEVEL, Comment, CommentPolicy, keys_in
from comments.querysets import CommentQuerySet, size_on_page
from comments.targets import label_of

# Replies to one comment that are not folded: to the first of a conversation, and to any below it.
OPEN_REPLIES, OPEN_REPLIES_BELOW = 10, 5

# Bytes of HTML on a page: the least per comment, and the least per page.
BYTES_PER_COMMENT, SMALLEST_PAGE = 1_100, 110_000

# Root, number of comments, and bytes of each conversation.
Sizes = list[tuple[int, int, int]]


@dataclass(frozen=True)
class PageCapacity:
    """Bytes of comments that fit on a page. A comment counts with its size, `min_size` at least."""

    min_size: int
    total: int

    @classmethod
    def from_policy(cls, policy: CommentPolicy) -> Self:
        """Return the capacity for CommentPolicy.page_size comments of ordinary length."""
        min_size = max(BYTES_PER_COMMENT, SMALLEST_PAGE // policy.page_size)
        return cls(min_size, min_size * policy.page_size)

    def cumulative_sizes(self, comments: "Iterable[ShownComment]") -> list[int]:
        """Return for each of `comments` its size plus the sizes of all before it."""
        return list(accumulate(max(self.min_size, comment.size) for comment in comments))

    def fit(self, comments: "list[ShownComment]") -> "list[ShownComment]":
        """Return the first `comments`, up to and with the one that reaches the capacity."""
        return comments[: bisect_left(self.cumulative_sizes(comments), self.total) + 1]

    def paginate(self, sizes: Iterable[tuple[int, int, int]]) -> Iterator[Sizes]:
        """Yield pages of whole conversations. One that is longer than a page gets a page of its own."""
        page: Sizes = []
        left = self.total
        for conversation in sizes:
            _root, _count, size = conversation
            if page and size > left:
                yield page
                page, left = [], self.total
            page.append(conversation)
            left -= size
        if page:
            yield page


class WriterFacts(TypedDict):
    """Annotations by CommentQuerySet.for_thread()."""

    writer_author: int | None
    author_avatar: list[dict[str, Any]] | None
    account_avatar: str | None
    writer_is_staff: bool | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ShownComment = WithAnnotations[Comment, WriterFacts]


class WriterRole(Enum):
    """The role of a writer on this blog, by their account."""

    GUEST = "guest"
    MEMBER = "member"
    STAFF = "staff"
    BLOG_AUTHOR = "blog author"
    ENTRY_AUTHOR = "entry author"


@dataclass(frozen=True, slots=True)
class Node:
    """One position in a thread. Without a comment it marks a removed comment above visible replies."""

    pk: int
    level: int
    comment: "ShownComment | None"
    parent: "ShownComment | None"  # the comment that it replies to, None if removed
    writer_role: WriterRole
    rank: int  # of its conversation
    is_closed: bool  # of its conversation
    opens: bool  # a list of replies begins after it
    closes: int  # number of lists of replies that end after it
    folds: int  # comments in the fold that begins here, up to the end of its list; 0: none begins
    is_folded: bool  # is inside a fold


@dataclass(frozen=True)
class ThreadPage:
    """One page of comments."""

    nodes: list[Node]
    number: int = 1
    has_next: bool = False
    rest: int = 0  # comments of its only conversation that are on the pages of the conversation
    remaining: int = 0  # comments on later pages, by entry.comment_count
    is_one_conversation: bool = False  # a page of get_thread_page, without folds

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def on_topic(self) -> list[Node]:
        """Nodes of the conversations in the main list."""
        return [node for node in self.nodes if not self._is_off_topic(node)]

    @property
    def off_topic(self) -> list[Node]:
        """Nodes of the conversations that a moderator moved off topic, shown folded at the end."""
        return [node for node in self.nodes if self._is_off_topic(node)]

    @property
    def rest_url(self) -> str:
        """The URL of the rest of the only conversation, "" where there is no rest."""
        return thread_url(self.nodes[0].pk, 2) if self.rest else ""

    def hides(self, pk: int) -> bool:
        """Whether the comment `pk` is on this page but inside a fold."""
        return any(
            node.pk == pk and (node.is_folded or self._is_off_topic(node)) for node in self.nodes
        )

    def _is_off_topic(self, node: Node) -> bool:
        return node.rank == Rank.OFF_TOPIC and not self.is_one_conversation


def get_entry_page(
    entry: Entry, policy: CommentPolicy, number: int = 1, order: str = ""
) -> ThreadPage:
    """Return a page of the comments on a public `entry`: page 1 in one query, any other in two.

    `order` is a RootOrder and overrides the policy's. Raises EmptyPage for a number that is too large.
    The authorships of the entry should be prefetched.
    """
    comments, order = Comment.objects.for_entry(entry).approved(), order or policy.order
    if number == 1:
        return _first_page(comments, entry, policy, order)
    capacity = PageCapacity.from_policy(policy)
    sizes = comments.thread_sizes(capacity.min_size, order)[: number * policy.page_size + 1]
    pages = list(capacity.paginate(sizes))
    if number > len(pages):
        raise EmptyPage
    counts = {root: count for root, count, _size in pages[number - 1]}
    rows = comments.filter(root__in=counts).for_thread().in_order(order)
    shown = capacity.fit(list(rows[: policy.page_size]))
    rest = sum(counts.values()) - len(shown)
    up_to_here = sum(count for page in pages[:number] for _root, count, _size in page)
    remaining = max(0, entry.comment_count - up_to_here)
    return ThreadPage(_nodes(shown, entry), number, len(pages) > number, rest, remaining)


def get_thread_page(entry: Entry, root: int, policy: CommentPolicy, number: int = 1) -> ThreadPage:
    """Return a page of one conversation on a public `entry`, in two queries.

    Raises EmptyPage for a number that is too large.
    """
    comments, capacity = (
        Comment.objects.for_entry(entry).approved().filter(root=root),
        PageCapacity.from_policy(policy),
    )
    rows = comments.path_sizes(capacity.min_size)[: number * policy.page_size + 1]
    paths, sizes = zip(*rows, strict=True) if rows else ((), ())
    before = list(accumulate(sizes, initial=0))
    start, end = (
        bisect_left(before, pages * capacity.total, hi=len(paths)) for pages in (number - 1, number)
    )
    if start == end:
        raise EmptyPage
    shown = [keys_in(path)[-1] for path in paths[start:end]]
    shown_rows = comments.filter(pk__in=[*keys_in(paths[start]), *shown])
    nodes = _nodes(shown_rows.for_thread().in_order(), entry, folding=False)
    return ThreadPage(nodes, number, end < len(paths), is_one_conversation=True)


def comment_url(comment: Comment, entry: Entry, policy: CommentPolicy) -> str:
    """Return path and anchor of the page that shows the public `comment` outside of any fold."""
    approved = Comment.objects.for_entry(entry).approved()
    capacity = PageCapacity.from_policy(policy)
    above = approved.filter(root=comment.root, path__lt=comment.path)
    before = above.aggregate(total=Sum(size_on_page(capacity.min_size), default=0))["total"]
    anchor = f"#comment-{comment.pk}"
    if before < capacity.total:
        number = _page_of_root(comment.root, approved, policy)
        if not get_entry_page(entry, policy, number).hides(comment.pk):
            return f"{list_url(entry, number)}{anchor}"
    return f"{thread_url(comment.root, before // capacity.total + 1)}{anchor}"


def list_url(entry: Entry, number: int = 1, order: str = "") -> str:
    """Return the path of a page of comments, in `order` or the policy's for "".

    Page 1 in the policy's order is the page of the entry itself.
    """
    if number == 1 and not order:
        return entry.get_absolute_url()
    parameters = {"order": order, "page": number if number > 1 else ""}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{reverse('comments:list', args=[label_of(entry), entry.pk])}?{query}"


def thread_url(root: int, number: int = 1) -> str:
    """Return the path of a page of one conversation."""
    path = reverse("comments:thread", args=[root])
    return path if number == 1 else f"{path}?page={number}"


def _page_of_root(root: int, comments: CommentQuerySet, policy: CommentPolicy) -> int:
    capacity = PageCapacity.from_policy(policy)
    sizes = comments.thread_sizes(capacity.min_size, policy.order)
    for number, page in enumerate(capacity.paginate(sizes.iterator()), start=1):
        if any(root == other for other, *_size in page):
            return number
    return 1


def _first_page(
    comments: CommentQuerySet, entry: Entry, policy: CommentPolicy, order: str
) -> ThreadPage:
    """Return the first page. One row more than fits is read, to know where the page ends."""
    capacity, size = PageCapacity.from_policy(policy), policy.page_size
    is_small = entry.comment_count <= size
    rows = comments if is_small else comments.with_first_size(order)
    comments_read = list(rows.for_thread().in_order(order)[: size + 1])
    end = bisect_right(capacity.cumulative_sizes(comments_read), capacity.total)
    if end == len(comments_read):
        return ThreadPage(_nodes(comments_read, entry))
    first, next_comment = comments_read[0], comments_read[end]
    if next_comment.root != first.root:
        whole = [one for one in comments_read[:end] if one.root != next_comment.root]
        remaining = max(0, entry.comment_count - len(whole))
        return ThreadPage(_nodes(whole, entry), 1, True, remaining=remaining)
    count = sum(one.root == first.root for one in comments_read) if is_small else first.first_size
    shown = capacity.fit(comments_read)
    has_others = entry.comment_count > count
    remaining = max(0, entry.comment_count - count)
    return ThreadPage(_nodes(shown, entry), 1, has_others, count - len(shown), remaining)


def _nodes(rows: "Iterable[ShownComment]", entry: Entry, *, folding: bool = True) -> list[Node]:
    """Return nodes for comments in path order, with an empty node for every ancestor that is not public."""
    comments = list(rows)
    by_key = {comment.pk: comment for comment in comments}
    chains = list(_chains(comments))
    levels = [len(chain) - 1 for chain, _below in chains]
    shown = [chain[-1] in by_key for chain, _below in chains]
    folds = dict(_folds(levels, shown)) if folding else {}
    author_keys = {signed.author_id for signed in entry.authorships.all()}
    nodes, fold_level = [], DEEPEST_LEVEL + 1  # inside a fold while the level is at least this
    for at, (level, next_level) in enumerate(pairwise([*levels, 0])):
        chain, below = chains[at]
        comment = by_key.get(chain[-1])
        if level < fold_level:
            fold_level = level if at in folds else DEEPEST_LEVEL + 1
        nodes.append(
            Node(
                pk=chain[-1],
                level=level,
                comment=comment,
                parent=by_key.get(chain[-2]) if level else None,
                writer_role=_writer_role(comment, author_keys) if comment else WriterRole.GUEST,
                rank=below.rank,
                is_closed=below.is_closed,
                opens=next_level > level,
                closes=max(0, level - next_level),
                folds=folds.get(at, 0),
                is_folded=level >= fold_level,
            )
        )
    return nodes


def _chains(
    comments: "Sequence[ShownComment]",
) -> "Iterator[tuple[list[int], ShownComment]]":
    """Yield for each node its keys from the root down, and its comment or the first one below it.

    Ancestors that are not public come before the first comment below them.
    """
    previous: list[int] = []
    for comment in comments:
        chain = comment.ancestors_and_self
        for depth in range(1, len(chain)):
            if previous[:depth] != chain[:depth]:
                yield chain[:depth], comment
        yield chain, comment
        previous = chain


def _folds(levels: Sequence[int], shown: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the index where a fold begins, and the number of `shown` comments in it."""
    siblings = [0] * (DEEPEST_LEVEL + 2)
    for at, level in enumerate(levels):
        siblings[level] += 1
        siblings[level + 1] = 0
        limit = OPEN_REPLIES if level == 1 else OPEN_REPLIES_BELOW
        if level and siblings[level] == limit + 1:
            end = next((i for i in range(at, len(levels)) if levels[i] < level), len(levels))
            yield at, sum(shown[at:end])


def _writer_role(comment: "ShownComment", author_keys: set[int]) -> WriterRole:
    if comment.writer_author is not None:
        return (
            WriterRole.ENTRY_AUTHOR
            if comment.writer_author in author_keys
            else WriterRole.BLOG_AUTHOR
        )
    if comment.user_id is None:
        return WriterRole.GUEST
    return WriterRole.STAFF if comment.writer_is_staff else WriterRole.MEMBER
