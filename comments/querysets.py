"""Which comments: whatever readers see starts at public(), or at approved() of a public entry."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q, Subquery

from comments.entries import MODELS, key_of, keys_of
from comments.enums import RootOrder, State

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models import Entry
    from comments.writers import Writer

MODERATE = "django_comments.can_moderate"
SHOWN = [  # columns of a comment that a thread reads
    *("user", "user_name", "submit_date", "edited_at", "daily_id", "body_html", "language"),
    *("root", "path", "rank", "is_closed"),
]


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
