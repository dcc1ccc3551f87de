"""Threads as they are shown: read flat in one query, walked once, nested by levels (comments/markup.py).

A page holds whole conversations up to CommentPolicy.page_size comments, fewer where they are long: a
comment takes the room of its HTML (Room). A conversation that is longer than a page shows its beginning there and
goes on under an address of its own, where the comments above the first one (its root at least) are repeated.
Many answers to one comment are folded away on the page of the entry, as is what is off topic; under the
address of the conversation everything lies open.
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

from blog.models import Entry
from comments.entries import label_of
from comments.enums import Rank
from comments.models import DEEPEST_LEVEL, Comment, CommentPolicy, keys_in
from comments.querysets import CommentQuerySet, room_of

# So many answers to one comment lie open: to the first of a conversation, and to any further down.
OPEN_ANSWERS, OPEN_ANSWERS_BELOW = 10, 5

# Bytes that a page has room for: so many a comment, so many in all at least.
ROOM_OF_COMMENT, SMALLEST_ROOM = 1_100, 110_000

# Root, number of comments and the room they take, of each conversation.
Sizes = list[tuple[int, int, int]]


@dataclass(frozen=True)
class Room:
    """The room for comments on a page, in bytes; each takes its size, `unit` at least."""

    unit: int
    total: int

    @classmethod
    def of(cls, policy: CommentPolicy) -> Self:
        """Return the room for CommentPolicy.page_size comments that are not long."""
        unit = max(ROOM_OF_COMMENT, SMALLEST_ROOM // policy.page_size)
        return cls(unit, unit * policy.page_size)

    def taken(self, comments: "Iterable[ShownComment]") -> list[int]:
        """Return how much of it `comments` take in order, each with all before it."""
        return list(accumulate(max(self.unit, comment.size) for comment in comments))

    def begin(self, comments: "list[ShownComment]") -> "list[ShownComment]":
        """Return the beginning of a conversation: the comments that some room is left for."""
        return comments[: bisect_left(self.taken(comments), self.total) + 1]

    def pages(self, sizes: Iterable[tuple[int, int, int]]) -> Iterator[Sizes]:
        """Fill pages with whole conversations; one that is longer than a page has a page to itself."""
        page: Sizes = []
        left = self.total
        for size in sizes:
            _root, _count, taken = size
            if page and taken > left:
                yield page
                page, left = [], self.total
            page.append(size)
            left -= taken
        if page:
            yield page


class WriterFacts(TypedDict):
    """What CommentQuerySet.for_thread() adds to a comment."""

    writer_author: int | None
    writer_face: list[dict[str, Any]] | None
    writer_portrait: str | None
    writer_is_staff: bool | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ShownComment = WithAnnotations[Comment, WriterFacts]


class Standing(Enum):
    """Who a writer is on this blog, as far as their account says."""

    GUEST = "guest"
    MEMBER = "member"
    STAFF = "staff"
    WRITES_HERE = "writes here"
    SIGNS = "signs the entry"


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a thread. Without a comment it marks what was removed above comments that stay."""

    pk: int
    level: int
    comment: "ShownComment | None"
    parent: "ShownComment | None"  # whom it answers, unless that was removed
    standing: Standing
    rank: int  # of its conversation, as is is_closed
    is_closed: bool
    opens: bool  # answers follow
    closes: int  # how many lists of answers end after it
    folds: (
        int  # so many comments are folded away from here to the end of its list; 0: no fold begins
    )
    is_folded: bool  # lies in a fold

    @property
    def is_author(self) -> bool:
        """Whether the writer signs the entry."""
        return self.standing == Standing.SIGNS


@dataclass(frozen=True)
class ThreadPage:
    """One page of comments."""

    nodes: list[Node]
    number: int = 1
    has_next: bool = False
    rest: int = 0  # comments of its only conversation that stand under that one's own address
    is_one_conversation: bool = False  # the page of a conversation, where nothing is folded away

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def on_topic(self) -> list[Node]:
        """What lies open."""
        return [node for node in self.nodes if not self._is_aside(node)]

    @property
    def off_topic(self) -> list[Node]:
        """What a moderator put aside; it stands at the end."""
        return [node for node in self.nodes if self._is_aside(node)]

    @property
    def rest_url(self) -> str:
        """Where the rest of the only conversation begins, "" where this is all of it."""
        return thread_address(self.nodes[0].pk, 2) if self.rest else ""

    def hides(self, pk: int) -> bool:
        """Whether the comment `pk` is on this page but folded away."""
        return any(
            node.pk == pk and (node.is_folded or self._is_aside(node)) for node in self.nodes
        )

    def _is_aside(self, node: Node) -> bool:
        return node.rank == Rank.OFF_TOPIC and not self.is_one_conversation


def of_entry(entry: Entry, policy: CommentPolicy, number: int = 1) -> ThreadPage:
    """Return a page of the comments on a public `entry`: the first in 1 query, the others in 2.

    Raises EmptyPage where there is no such page. The entry's authorships should be prefetched.
    """
    comments = Comment.objects.for_entry(entry).approved()
    if number == 1:
        return _first_page(comments, entry, policy)
    room = Room.of(policy)
    sizes = comments.thread_sizes(room.unit, policy.order)[: number * policy.page_size + 1]
    pages = list(room.pages(sizes))
    if number > len(pages):
        raise EmptyPage
    counts = {root: count for root, count, _taken in pages[number - 1]}
    rows = comments.filter(root__in=counts).for_thread().in_order(policy.order)
    shown = room.begin(list(rows[: policy.page_size]))
    rest = sum(counts.values()) - len(shown)
    return ThreadPage(_nodes(shown, entry), number, len(pages) > number, rest)


def of_root(entry: Entry, root: int, policy: CommentPolicy, number: int = 1) -> ThreadPage:
    """Return a page of one conversation on a public `entry`, in 2 queries.

    Raises EmptyPage where there is no such page.
    """
    comments, room = Comment.objects.for_entry(entry).approved().filter(root=root), Room.of(policy)
    places = comments.rooms(room.unit)[: number * policy.page_size + 1]
    paths, rooms = zip(*places, strict=True) if places else ((), ())
    before = list(accumulate(rooms, initial=0))
    start, end = (
        bisect_left(before, pages * room.total, hi=len(paths)) for pages in (number - 1, number)
    )
    if start == end:
        raise EmptyPage
    shown = [keys_in(path)[-1] for path in paths[start:end]]
    rows = comments.filter(pk__in=[*keys_in(paths[start]), *shown]).for_thread().in_order()
    nodes = _nodes(rows, entry, folding=False)
    return ThreadPage(nodes, number, end < len(paths), is_one_conversation=True)


def address_of(comment: Comment, entry: Entry, policy: CommentPolicy) -> str:
    """Return path and anchor of a page that shows the public `comment` without a fold to be opened."""
    approved, room = Comment.objects.for_entry(entry).approved(), Room.of(policy)
    above = approved.filter(root=comment.root, path__lt=comment.path)
    before = above.aggregate(taken=Sum(room_of(room.unit), default=0))["taken"]
    anchor = f"#comment-{comment.pk}"
    if before < room.total:
        number = _page_of_root(comment.root, approved, policy)
        if not of_entry(entry, policy, number).hides(comment.pk):
            return f"{list_address(entry, number)}{anchor}"
    return f"{thread_address(comment.root, before // room.total + 1)}{anchor}"


def list_address(entry: Entry, number: int = 1) -> str:
    """Return the path of a page of comments; the first one is the entry's own."""
    if number == 1:
        return entry.get_absolute_url()
    return f"{reverse('comments:list', args=[label_of(entry), entry.pk])}?page={number}"


def thread_address(root: int, number: int = 1) -> str:
    """Return the path of a page of one conversation."""
    path = reverse("comments:thread", args=[root])
    return path if number == 1 else f"{path}?page={number}"


def _page_of_root(root: int, comments: CommentQuerySet, policy: CommentPolicy) -> int:
    room = Room.of(policy)
    sizes = comments.thread_sizes(room.unit, policy.order)
    for number, page in enumerate(room.pages(sizes.iterator()), start=1):
        if any(root == other for other, *_size in page):
            return number
    return 1


def _first_page(comments: CommentQuerySet, entry: Entry, policy: CommentPolicy) -> ThreadPage:
    """Return the first page. One row more than it can hold tells where it ends."""
    room, size = Room.of(policy), policy.page_size
    is_small = entry.comment_count <= size
    rows = comments if is_small else comments.with_first_size(policy.order)
    found = list(rows.for_thread().in_order(policy.order)[: size + 1])
    end = bisect_right(room.taken(found), room.total)
    if end == len(found):
        return ThreadPage(_nodes(found, entry))
    first, beyond = found[0], found[end]
    if beyond.root != first.root:
        whole = [one for one in found[:end] if one.root != beyond.root]
        return ThreadPage(_nodes(whole, entry), 1, True)
    count = sum(one.root == first.root for one in found) if is_small else first.first_size
    shown = room.begin(found)
    has_others = entry.comment_count > count
    return ThreadPage(_nodes(shown, entry), 1, has_others, count - len(shown))


def _nodes(rows: "Iterable[ShownComment]", entry: Entry, *, folding: bool = True) -> list[Node]:
    """Turn comments in path order into nodes, with a mark for every ancestor that readers do not see."""
    comments = list(rows)
    by_key = {comment.pk: comment for comment in comments}
    places = list(_places(comments))
    levels = [len(chain) - 1 for chain, _below in places]
    shown = [chain[-1] in by_key for chain, _below in places]
    folds = dict(_folds(levels, shown)) if folding else {}
    signers = {signed.author_id for signed in entry.authorships.all()}
    nodes, fold_level = [], DEEPEST_LEVEL + 1  # in a fold as long as the level is at least this
    for at, (level, next_level) in enumerate(pairwise([*levels, 0])):
        chain, below = places[at]
        comment = by_key.get(chain[-1])
        if level < fold_level:
            fold_level = level if at in folds else DEEPEST_LEVEL + 1
        nodes.append(
            Node(
                pk=chain[-1],
                level=level,
                comment=comment,
                parent=by_key.get(chain[-2]) if level else None,
                standing=_standing(comment, signers) if comment else Standing.GUEST,
                rank=below.rank,
                is_closed=below.is_closed,
                opens=next_level > level,
                closes=max(0, level - next_level),
                folds=folds.get(at, 0),
                is_folded=level >= fold_level,
            )
        )
    return nodes


def _places(
    comments: "Sequence[ShownComment]",
) -> "Iterator[tuple[list[int], ShownComment]]":
    """Yield for each node the keys from root to node, and the comment there or first below.

    Ancestors that readers do not see come before the first comment below them.
    """
    above: list[int] = []
    for comment in comments:
        chain = comment.ancestors_and_self
        for depth in range(1, len(chain)):
            if above[:depth] != chain[:depth]:
                yield chain[:depth], comment
        yield chain, comment
        above = chain


def _folds(levels: Sequence[int], shown: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where a fold begins, and how many of the `shown` comments it hides."""
    siblings = [0] * (DEEPEST_LEVEL + 2)
    for at, level in enumerate(levels):
        siblings[level] += 1
        siblings[level + 1] = 0
        limit = OPEN_ANSWERS if level == 1 else OPEN_ANSWERS_BELOW
        if level and siblings[level] == limit + 1:
            end = next((i for i in range(at, len(levels)) if levels[i] < level), len(levels))
            yield at, sum(shown[at:end])


def _standing(comment: "ShownComment", signers: set[int]) -> Standing:
    """Return who wrote a comment, as far as their account says."""
    if comment.writer_author is not None:
        return Standing.SIGNS if comment.writer_author in signers else Standing.WRITES_HERE
    if comment.user_id is None:
        return Standing.GUEST
    return Standing.STAFF if comment.writer_is_staff else Standing.MEMBER
