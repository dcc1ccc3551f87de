"""Which rows: every list, feed, sitemap and search starts at published() or visible_to()."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, Expression, F, OuterRef, Prefetch, Q
from django.utils import timezone

from blog.enums import Status

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models import Author, Category


#: The present, or what stands for it in a statement that is kept (core.statements).
Moment = datetime | Expression


def public_now(now: Moment | None = None, prefix: str = "") -> Q:
    """The one definition of "public", as a condition on entries reached through `prefix`.

    A scheduled entry becomes public at its minute by this condition alone, whether or not the
    worker runs; `published_at` holds its go-live moment.
    """
    now = now or timezone.now()
    return Q(
        **{
            f"{prefix}status__in": [Status.PUBLISHED, Status.SCHEDULED],
            f"{prefix}published_at__lte": now,
        }
    ) & (Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": now}))


class EntryQuerySet(models.QuerySet[Any]):
    """Posts and pages."""

    def published(self, now: Moment | None = None) -> Self:
        """Those that every reader sees (at `now`, default the present)."""
        return self.filter(public_now(now))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Those that `user` may read: the public ones, and unpublished ones they may edit."""
        if user.is_authenticated and user.has_perm(f"blog.edit_any_{self.model._meta.model_name}"):
            return self
        return self.filter(public_now() | Q(pk__in=self._own(user)))

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """Those that `user` may change: all for editors, their own for authors."""
        if user.is_authenticated and user.has_perm(f"blog.edit_any_{self.model._meta.model_name}"):
            return self
        return self.filter(pk__in=self._own(user))

    def _own(self, user: "User | AnonymousUser") -> models.QuerySet[Any, Any]:
        """Primary keys of the entries that `user` signs and may change."""
        model = self.model
        if not user.is_authenticated or not user.has_perm(f"blog.change_{model._meta.model_name}"):
            return model.objects.none().values("pk")
        return model.objects.filter(authors__user=user).values("pk")

    def trashed(self) -> Self:
        """Those in the trash."""
        return self.filter(status=Status.TRASHED)

    def due(self, now: datetime) -> Self:
        """Scheduled entries whose moment has come but which have not been announced."""
        return self.filter(status=Status.SCHEDULED, published_at__lte=now)

    def expired(self, now: datetime) -> Self:
        """Published or scheduled entries whose time is over."""
        return self.filter(status__in=[Status.PUBLISHED, Status.SCHEDULED], expire_at__lte=now)

    def with_authors(self) -> Self:
        """With authors in their order, as `entry.authorships.all()` → `.author`, in one more query."""
        through = self.model._meta.get_field("authors").remote_field.through
        rows = through.objects.select_related("author", "author__avatar")
        return self.prefetch_related(Prefetch("authorships", queryset=rows))

    def for_page(self) -> Self:
        """With what the page of one entry shows besides its stored HTML; its tags come with Frame."""
        entries = self.with_cover().with_authors()
        if self.model._meta.model_name == "post":
            entries = entries.select_related("category", "series")
        return entries

    def with_cover(self) -> Self:
        """With the cover, in the same query."""
        return self.select_related("cover")


class PostQuerySet(EntryQuerySet):
    """Posts."""

    def newest_first(self) -> Self:
        """By publication, newest first; the key breaks ties so that pages never overlap."""
        return self.order_by("-published_at", "-pk")

    def for_card(self) -> Self:
        """With what a card in a list shows, without the long texts."""
        return (
            self.select_related("category")
            .with_cover()
            .defer("body", "body_html", "body_text", "toc")
        )

    def for_feed(self) -> Self:
        """With what an item of a feed holds: the stored HTML, but neither source nor plain text."""
        return (
            self.select_related("category")
            .with_cover()
            .with_authors()
            .prefetch_related("tags")
            .defer("body", "body_text", "toc")
        )

    def in_category(self, category: "Category") -> Self:
        """Posts of the category and of those below it."""
        return self.filter(Q(category=category) | Q(category__path__startswith=f"{category.path}/"))

    def by_author(self, author: "Author") -> Self:
        """Posts that the author signs, alone or with others."""
        return self.filter(authorships__author=author)


class TermQuerySet(models.QuerySet[Any]):
    """Categories, tags, series."""

    def in_use(self, now: Moment | None = None) -> Self:
        """Those with at least one public post (at `now`), with `post_count`, most used first."""
        return (
            self.annotate(
                post_count=Count("posts", filter=public_now(now, "posts__"), distinct=True)
            )
            .filter(post_count__gt=0)
            .order_by(F("post_count").desc(), "name")
        )

    def trashed(self) -> Self:
        """Those in the trash; a model's `objects` knows none of them, its `everything` does."""
        return self.exclude(trashed_at=None)


class TermManager(models.Manager.from_queryset(TermQuerySet)):  # type: ignore[misc]
    """Terms that are not in the trash."""

    def get_queryset(self) -> TermQuerySet:
        rows: TermQuerySet = super().get_queryset()
        return rows.filter(trashed_at=None)


class AuthorQuerySet(models.QuerySet[Any]):
    """Authors."""

    def public(self, now: Moment | None = None) -> Self:
        """Those who sign at least one public post (at `now`): only they have a page."""
        signed = self.model.posts.through.objects.filter(author=OuterRef("pk"))
        return self.filter(Exists(signed.filter(public_now(now, "post__"))))


class AdQuerySet(models.QuerySet[Any]):
    """Ads."""

    def shown(self) -> Self:
        """Active ads with their pictures."""
        return self.filter(is_active=True).select_related("image")
