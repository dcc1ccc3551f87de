"""Which comments: whatever readers see starts at public(), or at approved() of a public entry."""

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

from comments.entries import MODELS, key_of, keys_of
from comments.enums import RootOrder, State

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models import Entry
    from comments.writers import Writer

MODERATE = "django_comments.can_moderate"
SHOWN = [  # columns of a comment that a thread reads
    *("user", "user_name", "submit_date", "edited_at", "daily_id", "body_html", "language"),
    *("shown_at", "size", "root", "path", "rank", "is_closed"),
]
#: More words of one search are not looked at.
MOST_WORDS = 8
#: What tells writers apart. What is not above the value here is not known; the first that is known decides.
IDENTITY: dict[str, Any] = {"user_id": 0, "writer_key": "", "user_email": "", "user_name": ""}


class NumberOf(Subquery):
    """How many rows `queryset` has, in the query of another; of a slice, so many at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


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

        Adds `writer_author` (key of the blog's author who signed in to write, or None), `writer_is_staff`
        and what `with_faces` adds.
        """
        facts = {"writer_author": F("user__author__pk"), "writer_is_staff": F("user__is_staff")}
        return self.with_faces().annotate(**facts).only(*SHOWN)

    def with_faces(self) -> Self:
        """With what `faces.picture_of` needs: `writer_face` (renditions of the author's picture, or None)
        and `writer_portrait` (name of the account's picture, or None)."""
        return self.annotate(
            writer_face=F("user__author__avatar__renditions"),
            writer_portrait=F("user__portrait__name"),
        )

    def with_first_size(self, order: str = RootOrder.OLDEST) -> Self:
        """With `first_size`, on every row the number of comments in the first conversation of `order`."""
        first = self.in_order(order).values("root")[:1]
        rows = self.order_by().filter(root=Subquery(first)).values("entry_key")
        return self.annotate(
            first_size=Subquery(rows.annotate(number=Count("pk")).values("number"))
        )

    def thread_sizes(
        self, unit: int, order: str = RootOrder.OLDEST
    ) -> models.QuerySet[Any, tuple[int, int, int]]:
        """Return (root, number of comments, room they take) of each conversation, in `order`.

        One index answers it. A comment takes its size, `unit` at least.
        """
        first = "-root" if order == RootOrder.NEWEST else "root"
        rows = self.order_by("rank", first).values_list("root")
        return rows.annotate(number=Count("pk"), taken=Sum(room_of(unit)))

    def rooms(self, unit: int) -> models.QuerySet[Any, tuple[str, int]]:
        """Return (path, room it takes) of each comment, depth first."""
        return self.order_by("path").annotate(room=room_of(unit)).values_list("path", "room")

    def moderatable_by(self, user: "User | AnonymousUser") -> Self:
        """Those that `user` may decide about: all for moderators, else those on entries they edit."""
        if user.is_authenticated and user.has_perm(MODERATE):
            return self
        first, *others = (keys_of(model.objects.editable_by(user)) for model in MODELS.values())
        return self.filter(entry_key__in=first.union(*others, all=True))

    def reported(self) -> Self:
        """Those with reports that nobody has decided about, in whatever state."""
        return self.filter(reports__isnull=False, reports__settled_at=None).distinct()

    def holding(self, words: str) -> Self:
        """Those that hold `words`."""
        return self.filter(_holds(words))

    def keys_with_hits(self, words: str) -> models.QuerySet[Any, tuple[int, bool]]:
        """Return the key of each, and whether it holds `words`.

        Filtered, a database would look into all texts first; of a slice it looks into no others.
        """
        return self.annotate(is_hit=_holds(words)).values_list("pk", "is_hit")

    def by_writer_of(self, comment: Any) -> Self:
        """Those of whoever wrote `comment`, itself among them: alike in the first known of IDENTITY."""
        rows = self
        for column in IDENTITY:
            if known := getattr(comment, column):
                return rows.filter(**{column: known})
            rows = rows._without(column)
        return self.filter(pk=comment.pk)

    def with_others(self, most: int) -> Self:
        """With `others`: how many other comments their writers wrote, counted up to `most`."""
        rows, cases = self.model.objects.exclude(pk=OuterRef("pk")).order_by(), []
        for column, nothing in IDENTITY.items():
            same = rows.filter(**{column: OuterRef(column)}).values("pk")[:most]
            cases.append(When(**{f"{column}__gt": nothing}, then=NumberOf(same)))
            rows = rows._without(column)
        return self.annotate(others=Case(*cases, default=0))

    def _without(self, column: str) -> Self:
        """Those of whom `column` of IDENTITY is not known. Said so that no index of it is taken."""
        return self.exclude(**{f"{column}__gt": IDENTITY[column]})

    def behind(self, key: int | None, *, newest_first: bool) -> Self:
        """Those behind the comment `key`, all where it is None, in the order of the queue.

        A page begins behind a comment, not at a number: what is decided meanwhile moves nothing.
        """
        rows = self
        if key is not None:
            rows = rows.filter(pk__lt=key) if newest_first else rows.filter(pk__gt=key)
        return rows.order_by("-pk" if newest_first else "pk")


def room_of(unit: int) -> Greatest:
    """Return the room that a comment takes on a page: its size, `unit` at least."""
    return Greatest("size", Value(unit))


def _holds(words: str) -> Q:
    """Text, name or e-mail address holds every one of `words`, as typed or in NFKC."""
    found = Q()
    for word in words.replace("\x00", "").split()[:MOST_WORDS]:
        hit = Q()
        for spelling in {word, unicodedata.normalize("NFKC", word)}:
            for column in ("comment", "user_name", "user_email"):
                hit |= Q(**{f"{column}__icontains": spelling})
        found &= hit
    return found
