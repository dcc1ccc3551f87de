"""Which comments: whatever readers see starts at public(), or at approved() of a public entry."""

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q, Subquery

from comments.entries import MODELS, key_of, keys_of
from comments.enums import RootOrder, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from blog.models import Entry
    from comments.writers import Writer

MODERATE = "django_comments.can_moderate"
SHOWN = [  # columns of a comment that a thread reads
    *("user", "user_name", "submit_date", "edited_at", "daily_id", "body_html", "language"),
    *("root", "path", "rank", "is_closed"),
]
#: More words of one search are not looked at.
MOST_WORDS = 8


class CommentQuerySet(models.QuerySet[Any]):
    """Comments."""

    def with_key(self, pk: int) -> Self:
        """The one with a key that came from outside; nothing where no column could hold the number.

        `pk` is the link to the package's row, and a lookup through a link does not know the range.
        """
        return self.filter(id=pk)

    def public(self) -> Self:
        """Those that readers see: approved, on an entry that readers see."""
        shown = Q()
        for model in MODELS.values():
            shown |= Q(entry_key__in=keys_of(model.objects.published()))
        return self.approved().filter(shown)

    def approved(self) -> Self:
        """Those that a moderator or the policy let through, whether or not their entry is public."""
        return self.filter(state=State.APPROVED)

    def for_entry(self, entry: "Entry") -> Self:
        """Those on one post or page."""
        return self.filter(entry_key=key_of(entry))

    def waiting(self) -> Self:
        """Those that their writers see as waiting: held, or put among spam by nobody but the filter."""
        return self.filter(Q(state=State.HELD) | Q(state=State.SPAM, previous_state=""))

    def written_by(self, writer: "Writer") -> Self:
        """Those of an account, else of a guest's browser; none of a guest without the secret."""
        if writer.user_id:
            return self.filter(user=writer.user_id)
        return self.filter(user=None, writer_key=writer.key) if writer.key else self.none()

    def in_order(self, order: str = RootOrder.OLDEST) -> Self:
        """Pinned conversations, then all in `order`, then what is off topic; each depth first, oldest first."""
        return self.order_by("rank", "-root" if order == RootOrder.NEWEST else "root", "path")

    def for_feed(self) -> Self:
        """With what a feed holds: the HTML, without the source."""
        return self.defer("comment")

    def for_thread(self) -> Self:
        """With what a thread shows, in the same query: the HTML without its source, and who writes.

        Adds `writer_author` (key of the blog's author who signed in to write, or None), `writer_face`
        (renditions of their picture) and `writer_is_staff`.
        """
        return self.annotate(
            writer_author=F("user__author__pk"),
            writer_face=F("user__author__avatar__renditions"),
            writer_is_staff=F("user__is_staff"),
        ).only(*SHOWN)

    def with_first_size(self, order: str = RootOrder.OLDEST) -> Self:
        """With `first_size`, on every row the number of comments in the first conversation of `order`."""
        first = self.in_order(order).values("root")[:1]
        rows = self.order_by().filter(root=Subquery(first)).values("entry_key")
        return self.annotate(first_size=Subquery(rows.annotate(size=Count("pk")).values("size")))

    def thread_sizes(self, order: str = RootOrder.OLDEST) -> models.QuerySet[Any, tuple[int, int]]:
        """Return (root, number of comments) of each conversation, in `order`; one index answers it."""
        first = "-root" if order == RootOrder.NEWEST else "root"
        return self.order_by("rank", first).values_list("root").annotate(Count("pk"))

    def moderatable_by(self, user: "User | AnonymousUser") -> Self:
        """Those that `user` may decide about: all for moderators, else those on entries they edit."""
        if user.is_authenticated and user.has_perm(MODERATE):
            return self
        own = Q(pk__in=[])
        for model in MODELS.values():
            own |= Q(entry_key__in=keys_of(model.objects.editable_by(user)))
        return self.filter(own)

    def reported(self) -> Self:
        """Those with reports that nobody has decided about, in whatever state."""
        return self.filter(reports__isnull=False, reports__settled_at=None).distinct()

    def holding(self, words: str) -> Self:
        """Those whose text, name or e-mail address holds every one of `words`, as typed or in NFKC."""
        rows = self
        for word in words.replace("\x00", "").split()[:MOST_WORDS]:
            hit = Q()
            for spelling in {word, unicodedata.normalize("NFKC", word)}:
                for column in ("comment", "user_name", "user_email"):
                    hit |= Q(**{f"{column}__icontains": spelling})
            rows = rows.filter(hit)
        return rows

    def by_writer_of(self, comment: Any) -> Self:
        """Those of whoever wrote `comment`, itself among them: the same `writer_identity`."""
        kind, value = writer_identity(comment)
        known: dict[str, dict[str, Any]] = {
            "user": {"user": value},
            "key": {"user": None, "writer_key": value},
            "email": {"user": None, "writer_key": "", "user_email": value},
            "name": {"user": None, "writer_key": "", "user_email": "", "user_name": value},
        }
        return self.filter(**known[kind])

    def count_by_writer(self, comments: "Iterable[Any]") -> Counter[tuple[str, Any]]:
        """Count the comments of everybody who wrote one of `comments`, by `writer_identity`; one query."""
        wanted: dict[str, set[Any]] = {}
        for comment in comments:
            kind, value = writer_identity(comment)
            wanted.setdefault(kind, set()).add(value)
        columns = {"user": "user", "key": "writer_key", "email": "user_email", "name": "user_name"}
        theirs = Q(pk__in=[])
        # Only what is asked for: names and addresses have no index.
        for kind, values in wanted.items():
            theirs |= Q(**{f"{columns[kind]}__in": values})
        rows = self.filter(theirs).order_by().values_list(*columns.values()).annotate(Count("pk"))
        counts: Counter[tuple[str, Any]] = Counter()
        for *who, number in rows:
            counts[_identity(*who)] += number
        return counts

    def keys_in_queue(self, *, newest_first: bool, after: int | None, limit: int) -> list[int]:
        """Return at most `limit` keys in the order of the queue, behind the comment `after`.

        A page begins behind a comment, not at a number: what is decided meanwhile moves nothing.
        """
        rows = self
        if after is not None:
            rows = rows.filter(pk__lt=after) if newest_first else rows.filter(pk__gt=after)
        return list(
            rows.order_by("-pk" if newest_first else "pk").values_list("pk", flat=True)[:limit]
        )


def writer_identity(comment: Any) -> tuple[str, Any]:
    """Return what tells the writer of `comment` from others: account, else key, else address, else name."""
    return _identity(comment.user_id, comment.writer_key, comment.user_email, comment.user_name)


def _identity(user_pk: Any, key: str, email: str, name: str) -> tuple[str, Any]:
    if user_pk:
        return "user", user_pk
    if key:
        return "key", key
    return ("email", email) if email else ("name", name)
