"""Threads as they are shown: read flat in a few queries, walked once, nested by levels.

A page holds whole conversations up to CommentPolicy.page_size comments. A conversation that is longer
than a page shows its beginning there and goes on under an address of its own, where the comments above
the first one (its root at least) are repeated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import EmptyPage
from django.urls import reverse

from blog.models import Entry
from comments.entries import label_of
from comments.models import Comment, CommentPolicy
from comments.querysets import CommentQuerySet

Sizes = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a thread. Without a comment it marks what was removed above comments that stay."""

    pk: int
    level: int
    comment: Comment | None
    parent: Comment | None  # whom it answers, unless that was removed
    is_author: bool  # the writer signs the entry
    opens: bool  # answers follow
    closes: int  # how many lists of answers end after it

    @property
    def steps_up(self) -> range:
        """For templates: once for every list that ends here."""
        return range(self.closes)


@dataclass(frozen=True)
class ThreadPage:
    """One page of comments."""

    nodes: list[Node]
    number: int = 1
    has_next: bool = False
    rest: int = 0  # comments of its only conversation that stand under that one's own address

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def rest_url(self) -> str:
        """Where the rest of the only conversation begins."""
        return thread_address(self.nodes[0].pk, 2)


def of_entry(entry: Entry, policy: CommentPolicy, number: int = 1) -> ThreadPage:
    """Return a page of the comments on a public `entry`, in 1 query where they fit on one page, else 2.

    Raises EmptyPage where there is no such page. The entry's authorships should be prefetched.
    """
    comments = Comment.objects.for_entry(entry).approved()
    has_next = False
    sizes: Sizes = []
    if entry.comment_count > policy.page_size:
        pages = list(_packed(_first_sizes(comments, policy, number), policy.page_size))
        if number > len(pages):
            raise EmptyPage
        sizes, has_next = pages[number - 1], len(pages) > number
        comments = comments.filter(root__in=[root for root, _size in sizes])
    elif number > 1:
        raise EmptyPage
    shown = list(comments.for_thread().in_order(policy.order)[: policy.page_size])
    rest = max(0, sum(size for _root, size in sizes) - policy.page_size)
    return ThreadPage(_nodes(shown, entry), number, has_next, rest)


def of_root(entry: Entry, root: int, policy: CommentPolicy, number: int = 1) -> ThreadPage:
    """Return a page of one conversation on a public `entry`, in 2 queries.

    Raises EmptyPage where there is no such page.
    """
    comments = Comment.objects.for_entry(entry).approved().filter(root=root).for_thread().in_order()
    start = (number - 1) * policy.page_size
    found = list(comments[start : start + policy.page_size + 1])
    shown = found[: policy.page_size]
    if not shown:
        raise EmptyPage
    above = comments.filter(pk__in=shown[0].ancestors_and_self[:-1]) if number > 1 else []
    return ThreadPage(_nodes([*above, *shown], entry), number, len(found) > len(shown))


def address_of(comment: Comment, entry: Entry, policy: CommentPolicy) -> str:
    """Return path and anchor of the page that shows the public `comment`."""
    approved = Comment.objects.for_entry(entry).approved()
    before = approved.filter(root=comment.root, path__lt=comment.path).count()
    anchor = f"#comment-{comment.pk}"
    if before >= policy.page_size:
        return f"{thread_address(comment.root, before // policy.page_size + 1)}{anchor}"
    return f"{list_address(entry, _page_of_root(comment.root, entry, policy))}{anchor}"


def list_address(entry: Entry, number: int = 1) -> str:
    """Return the path of a page of comments; the first one is the entry's own."""
    if number == 1:
        return entry.get_absolute_url()
    return f"{reverse('comments:list', args=[label_of(entry), entry.pk])}?page={number}"


def thread_address(root: int, number: int = 1) -> str:
    """Return the path of a page of one conversation."""
    path = reverse("comments:thread", args=[root])
    return path if number == 1 else f"{path}?page={number}"


def _page_of_root(root: int, entry: Entry, policy: CommentPolicy) -> int:
    if entry.comment_count <= policy.page_size:
        return 1
    sizes = Comment.objects.for_entry(entry).approved().thread_sizes(policy.order)
    for number, page in enumerate(_packed(sizes.iterator(), policy.page_size), start=1):
        if any(root == other for other, _size in page):
            return number
    return 1


def _first_sizes(comments: CommentQuerySet, policy: CommentPolicy, number: int) -> Sizes:
    """Return the sizes of as many conversations as `number` pages can hold, and one more."""
    return list(comments.thread_sizes(policy.order)[: number * policy.page_size + 1])


def _packed(sizes: Iterator[tuple[int, int]] | Sizes, page_size: int) -> Iterator[Sizes]:
    """Fill pages with whole conversations; one that is longer than a page has a page to itself."""
    page: Sizes = []
    room = page_size
    for root, size in sizes:
        if page and size > room:
            yield page
            page, room = [], page_size
        page.append((root, size))
        room -= size
    if page:
        yield page


def _nodes(comments: Sequence[Comment], entry: Entry) -> list[Node]:
    """Turn comments in path order into nodes, with a mark for every ancestor that readers do not see."""
    by_key = {comment.pk: comment for comment in comments}
    chains = list(_chains(comments))
    signers = {signed.author.user_id for signed in entry.authorships.all()} - {None}
    nodes = []
    for chain, following in pairwise([*chains, chains[0][:1] if chains else []]):
        comment = by_key.get(chain[-1])
        level, next_level = len(chain) - 1, len(following) - 1
        nodes.append(
            Node(
                pk=chain[-1],
                level=level,
                comment=comment,
                parent=by_key.get(chain[-2]) if level else None,
                is_author=comment is not None and comment.user_id in signers,
                opens=next_level > level,
                closes=max(0, level - next_level),
            )
        )
    return nodes


def _chains(comments: Sequence[Comment]) -> Iterator[list[int]]:
    """Yield the keys from root to node for each node, those of hidden ancestors before the first below."""
    above: list[int] = []
    for comment in comments:
        chain = comment.ancestors_and_self
        for depth in range(1, len(chain)):
            if above[:depth] != chain[:depth]:
                yield chain[:depth]
        yield chain
        above = chain
