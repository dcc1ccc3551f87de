"""QuerySet of comments. What readers see starts at public(), or at approved() of a public entry."""

import unicodedata
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Greatest

from comments.enums import RootOrder, State
from comments.targets import MODELS, key_of, keys_of

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models import Entry
    from comments.identity import Identity
    from comments.models import Comment

MODERATE = "django_comments.can_moderate"
SHOWN = [  # columns that a thread needs
    *("user", "user_name", "submit_date", "edited_at", "daily_id", "body_html", "language"),
    *("published_at", "size", "root", "path", "rank", "is_closed"),
]
#: Words of one search; further words are ignored.
MOST_WORDS = 8
#: Columns that identify a writer, each with its empty value. The first column that is not empty counts.
IDENTITY: dict[str, Any] = {"user_id": 0, "writer_key": "", "user_email": "", "user_name": ""}


class SubqueryCount(Subquery):
    """The number of rows of a queryset, as a subquery. A slice limits the count."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class CommentQuerySet(models.QuerySet[Any]):
    def with_key(self, pk: int) -> Self:
        """The comment with a key from a request; empty for a number out of the range of the column.

        It looks up `id`, because a lookup of `pk`, a OneToOneField, does not check the range.
        """
        return self.filter(id=pk)

    def public(self) -> Self:
        """Comments that readers see: approved, on a public entry."""
        shown = Q()
        for model in MODELS.values():
            shown |= Q(entry_key__in=keys_of(model.objects.published()))
        return self.approved().filter(shown)

    def approved(self) -> Self:
        """Comments in the state APPROVED, whether or not their entry is public."""
        return self.filter(state=State.APPROVED)

    def for_entry(self, entry: "Entry") -> Self:
        return self.filter(entry_key=key_of(entry))

    def waiting(self) -> Self:
        """Comments that their writers see as waiting: held, or marked as spam by the filter alone."""
        return self.filter(Q(state=State.HELD) | Q(state=State.SPAM, previous_state=""))

    def written_by(self, writer: "Identity") -> Self:
        """Comments of an account, else of a guest's browser; none for a guest without a cookie."""
        if writer.user_id:
            return self.filter(user=writer.user_id)
        return self.filter(user=None, writer_key=writer.key) if writer.key else self.none()

    def in_order(self, order: str = RootOrder.OLDEST) -> Self:
        """Order by pinned, normal, off topic; then conversations in `order`; then depth first, oldest first."""
        return self.order_by("rank", "-root" if order == RootOrder.NEWEST else "root", "path")

    def for_feed(self) -> Self:
        """Load the HTML without its source."""
        return self.defer("comment")

    def for_thread(self) -> Self:
        """Load the columns that a thread shows, with annotations for the writer, in one query.

        Annotates `writer_author` (key of the author profile of the account, or None), `writer_is_staff`,
        and those of `with_avatars`.
        """
        facts = {"writer_author": F("user__author__pk"), "writer_is_staff": F("user__is_staff")}
        return self.with_avatars().annotate(**facts).only(*SHOWN)

    def with_avatars(self) -> Self:
        """Annotate what comments/avatars.py needs.

        `author_avatar` (renditions of the picture of the author profile, or None) and `account_avatar`
        (name of the avatar of the account, or None).
        """
        return self.annotate(
            author_avatar=F("user__author__avatar__renditions"),
            account_avatar=F("user__avatar__name"),
        )

    def with_first_size(self, order: str = RootOrder.OLDEST) -> Self:
        """Annotate `first_size`: on every row, the number of comments in the first conversation of `order`."""
        first = self.in_order(order).values("root")[:1]
        rows = self.order_by().filter(root=Subquery(first)).values("entry_key")
        return self.annotate(
            first_size=Subquery(rows.annotate(number=Count("pk")).values("number"))
        )

    def thread_sizes(
        self, min_size: int, order: str = RootOrder.OLDEST
    ) -> "models.QuerySet[Comment, tuple[int, int, int]]":
        """Return (root, number of comments, bytes) of each conversation, in `order`.

        The index comment_in_thread covers the query. A comment counts with `min_size` at least.
        """
        first = "-root" if order == RootOrder.NEWEST else "root"
        rows = self.order_by("rank", first).values_list("root")
        return rows.annotate(number=Count("pk"), bytes=Sum(size_on_page(min_size)))

    def path_sizes(self, min_size: int) -> "models.QuerySet[Comment, tuple[str, int]]":
        """Return (path, bytes) of each comment, depth first."""
        sizes = self.order_by("path").annotate(bytes=size_on_page(min_size))
        return sizes.values_list("path", "bytes")

    def moderatable_by(self, user: "User | AnonymousUser") -> Self:
        """Comments that `user` may decide about: all for moderators, else those on entries that they may edit."""
        if user.is_authenticated and user.has_perm(MODERATE):
            return self
        first, *others = (keys_of(model.objects.editable_by(user)) for model in MODELS.values())
        return self.filter(entry_key__in=first.union(*others, all=True))

    def reported(self) -> Self:
        """Comments with open reports, in every state."""
        return self.filter(reports__isnull=False, reports__resolved_at=None).distinct()

    def containing(self, words: str) -> Self:
        """Comments that contain every one of `words` (see `_contains`)."""
        return self.filter(_contains(words))

    def keys_with_hits(self, words: str) -> "models.QuerySet[Comment, tuple[int, bool]]":
        """Return (key, whether it contains `words`) of each comment.

        A filter would scan all texts. With an annotation, a slice scans its own rows only.
        """
        return self.annotate(is_hit=_contains(words)).values_list("pk", "is_hit")

    def by_writer_of(self, comment: "Comment") -> Self:
        """Comments by the writer of `comment`, itself included: equal in the first known column of IDENTITY."""
        rows = self
        for column in IDENTITY:
            if known := getattr(comment, column):
                return rows.filter(**{column: known})
            rows = rows._without(column)
        return self.filter(pk=comment.pk)

    def with_others(self, most: int) -> Self:
        """Annotate `others`: the number of other comments by the same writer, counted up to `most`."""
        rows, cases = self.model.objects.exclude(pk=OuterRef("pk")).order_by(), []
        for column, empty in IDENTITY.items():
            same = rows.filter(**{column: OuterRef(column)}).values("pk")[:most]
            cases.append(When(**{f"{column}__gt": empty}, then=SubqueryCount(same)))
            rows = rows._without(column)
        return self.annotate(others=Case(*cases, default=0))

    def _without(self, column: str) -> Self:
        """Comments whose `column` of IDENTITY is empty, in a form for which the database uses no index."""
        return self.exclude(**{f"{column}__gt": IDENTITY[column]})

    def after_key(self, key: int | None, *, newest_first: bool) -> Self:
        """Comments after the comment `key` in the order of the queue; all for None (keyset pagination).

        A decision meanwhile does not shift the next page, as an offset would.
        """
        rows = self
        if key is not None:
            rows = rows.filter(pk__lt=key) if newest_first else rows.filter(pk__gt=key)
        return rows.order_by("-pk" if newest_first else "pk")


def size_on_page(min_size: int) -> Greatest:
    """Return the expression for the bytes of a comment on a page: its size, `min_size` at least."""
    return Greatest("size", Value(min_size))


def _contains(words: str) -> Q:
    """Return the condition that text, name or email address contain every word, as typed or in NFKC."""
    condition = Q()
    for word in words.replace("\x00", "").split()[:MOST_WORDS]:
        hit = Q()
        for spelling in {word, unicodedata.normalize("NFKC", word)}:
            for column in ("comment", "user_name", "user_email"):
                hit |= Q(**{f"{column}__icontains": spelling})
        condition &= hit
    return condition
