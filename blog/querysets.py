"""QuerySets of the blog. Every public list, feed, sitemap and search starts at published()."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Count, Expression, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from blog.enums import Status
from blog.signals import posts_written

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models import Author


#: Statuses of entries that readers see, from the moment of publication on.
SHOWN = (Status.PUBLISHED, Status.SCHEDULED)
#: The current time, or its placeholder in a cached statement (core.prepared_queries).
Moment = datetime | Expression


def public_now(now: Moment | None = None, prefix: str = "") -> Q:
    """The definition of "public", as a condition on entries reached through `prefix`.

    A scheduled entry becomes public at its minute by this condition, even if the worker is down;
    its `published_at` equals `go_live_at`.
    """
    now = now or timezone.now()
    return Q(
        **{
            f"{prefix}status__in": SHOWN,
            f"{prefix}published_at__lte": now,
        }
    ) & (Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": now}))


def below(path: str) -> Q:
    """The condition that the `category` of a row is at `path` or below it."""
    return Q(category__path=path) | Q(category__path__startswith=f"{path}/")


class EntryQuerySet(models.QuerySet[Any]):
    """QuerySet of posts and pages."""

    def published(self, now: Moment | None = None) -> Self:
        """Entries that every reader sees at `now` (default: the current time)."""
        return self.filter(public_now(now))

    def protected(self, now: Moment | None = None) -> Self:
        """Entries that readers with the password read at `now`; none of them is published()."""
        now = now or timezone.now()
        rows = self.filter(status=Status.PROTECTED, published_at__lte=now)
        return rows.filter(Q(expire_at=None) | Q(expire_at__gt=now))

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """Entries that `user` may change: all for editors, their own for authors."""
        if user.is_authenticated and user.has_perm(f"blog.edit_any_{self.model._meta.model_name}"):
            return self
        return self.filter(pk__in=self._own(user))

    def _own(self, user: "User | AnonymousUser") -> models.QuerySet[models.Model]:
        """Primary keys of the entries that have `user` as an author, if they may change entries."""
        model = self.model
        if not user.is_authenticated or not user.has_perm(f"blog.change_{model._meta.model_name}"):
            return model.objects.none().values("pk")
        return model.objects.filter(authors__user=user).values("pk")

    def trashed(self) -> Self:
        """Entries in the trash."""
        return self.filter(status=Status.TRASHED)

    def returned(self) -> Self:
        """Drafts whose last review returned them, with its `remark`."""
        reviews = self.model._meta.get_field("reviews").related_model._default_manager
        name = self.model._meta.model_name
        newest = reviews.filter(**{name: OuterRef("pk")}).order_by("-pk")
        return (
            self.filter(status=Status.DRAFT)
            .annotate(
                review_outcome=Subquery(newest.values("outcome")[:1]),
                remark=Subquery(newest.values("remark")[:1]),
            )
            .filter(review_outcome="returned")
        )

    def due(self, now: datetime) -> Self:
        """Scheduled entries whose publication time has passed: they are public but not announced."""
        return self.filter(status=Status.SCHEDULED, published_at__lte=now)

    def expired(self, now: datetime) -> Self:
        """Published, scheduled or protected entries whose expiry has passed."""
        return self.filter(status__in=(*SHOWN, Status.PROTECTED), expire_at__lte=now)

    def with_authors(self) -> Self:
        """Prefetch the ordered authors (`entry.authorships.all()` → `.author`) with one query."""
        through = self.model._meta.get_field("authors").remote_field.through
        rows = through.objects.select_related("author", "author__avatar")
        return self.prefetch_related(Prefetch("authorships", queryset=rows))

    def for_page(self) -> Self:
        """Join what the page of an entry shows; its tags are in PageContext."""
        entries = self.with_cover().with_authors()
        if self.model._meta.model_name == "post":
            entries = entries.select_related("category", "series")
        return entries

    def with_cover(self) -> Self:
        """Join the cover image."""
        return self.select_related("cover")


class PostQuerySet(EntryQuerySet):
    """Posts. What it writes past Post.save() is announced, with the write in one transaction."""

    def update(self, **values: Any) -> int:
        with transaction.atomic():
            changed = super().update(**values)
            posts_written.send(sender=self.model, fields=set(values))
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, *args: Any, **options: Any) -> list[Any]:
        with transaction.atomic():
            made = super().bulk_create(*args, **options)
            fields = {field.name for field in self.model._meta.concrete_fields}
            posts_written.send(sender=self.model, fields=fields)
        return made

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def newest_first(self) -> Self:
        """Order by publication, newest first; the key breaks ties, so pages never overlap."""
        return self.order_by("-published_at", "-pk")

    def for_card(self) -> Self:
        """Join what a card in a list shows; defer the long texts."""
        return (
            self.select_related("category")
            .with_cover()
            .defer("body", "body_html", "body_text", "toc", "questions")
        )

    def for_feed(self) -> Self:
        """Join what a feed item needs, without its terms (blog.queries.term_names); defer long texts."""
        return (
            self.select_related("category")
            .with_cover()
            .with_authors()
            .defer("body", "body_text", "toc", "questions")
        )

    def in_category(self, path: str) -> Self:
        """Posts whose main category or a further one is at `path` or below it; each post once."""
        further = self.model.further_categories.through.objects.filter(below(path))
        return self.filter(below(path) | Q(pk__in=further.values("post")))

    def by_author(self, author: "Author") -> Self:
        """Posts with this author, alone or with others."""
        return self.filter(authorships__author=author)


class TermQuerySet(models.QuerySet[Any]):
    """QuerySet of categories, tags and series."""

    def in_use(self, now: Moment | None = None) -> Self:
        """Terms with a public post at `now`, annotated with `post_count`, most used first."""
        return (
            self.annotate(
                post_count=Count("posts", filter=public_now(now, "posts__"), distinct=True)
            )
            .filter(post_count__gt=0)
            .order_by(F("post_count").desc(), "name")
        )

    def trashed(self) -> Self:
        """Terms in the trash. Use the manager `everything`: `objects` excludes them."""
        return self.exclude(trashed_at=None)


class TermManager(models.Manager.from_queryset(TermQuerySet)):  # type: ignore[misc]
    """Default manager: terms that are not in the trash."""

    def get_queryset(self) -> TermQuerySet:
        rows: TermQuerySet = super().get_queryset()
        return rows.filter(trashed_at=None)


class AuthorQuerySet(models.QuerySet[Any]):
    """QuerySet of authors."""

    def public(self, now: Moment | None = None) -> Self:
        """Authors with a public post at `now`: only they have a page."""
        signed = self.model.posts.through.objects.filter(author=OuterRef("pk"))
        public = signed.filter(public_now(now, "post__")).order_by().values("author")
        # A limit, unlike EXISTS, keeps PostgreSQL from joining all posts before it finds the first.
        return self.filter(pk=Subquery(public[:1]))


class AdQuerySet(models.QuerySet[Any]):
    """QuerySet of ads."""

    def shown(self) -> Self:
        """Active ads, joined with their images."""
        return self.filter(is_active=True).select_related("image")
