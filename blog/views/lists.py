"""Lists of posts: home, terms, authors, months."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.generic import ListView

from blog import home, months, moves
from blog.frame import Frame
from blog.models import Author, Category, Post, Series, Tag
from blog.views.errors import gone
from core.models import SiteSettings

# Moments of these years exist in UTC too, whichever side of it the site's time zone lies.
YEARS = range(1900, 9999)


class PostList(ListView[Post]):
    """Public posts as cards, a page at a time; subclasses narrow them down."""

    template_name = "blog/post_list.html"
    context_object_name = "posts"

    def get_paginate_by(self, queryset: QuerySet[Post]) -> int:
        return int(self.request.site.posts_per_page)  # type: ignore[attr-defined]

    def get_queryset(self) -> QuerySet[Post]:
        return Post.objects.published().for_card().newest_first()


class Home(PostList):
    """The newest posts, and on the first page what the owner puts above them (blog/home.py)."""

    template_name = "blog/home.html"

    def get_queryset(self) -> QuerySet[Post]:
        site: SiteSettings = self.request.site  # type: ignore[assignment,attr-defined]
        self.frame = Frame.load()
        self.top = home.Top.load(site, self.frame)
        return super().get_queryset().exclude(pk__in=[post.pk for post in self.top.pinned])

    def get_paginator(self, queryset: Any, *args: Any, **kwargs: Any) -> Paginator[Any]:
        """Return the pages of the home."""
        site: SiteSettings = self.request.site  # type: ignore[assignment,attr-defined]
        return home.paginator(queryset, site, self.top)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frame, `top`, and `cards`: the posts of the page, pinned ones before them."""
        context = super().get_context_data(frame=self.frame, top=self.top, **kwargs)
        is_first = context["page_obj"].number == 1
        context["cards"] = [*(self.top.pinned if is_first else []), *context["posts"]]
        return context


class TermDetail(PostList):
    """Posts of one thing found by its slug; the template gets it as `subject`."""

    model_of_subject: type[Any]
    lookup = "slug"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; the address of a term in the trash leads to where its posts went."""
        address = {self.lookup: kwargs["slug"]}
        self.subject = self.model_of_subject.objects.filter(**address).first()
        if self.subject is None:
            return self._absent(moves.trashed_at(self.model_of_subject, **address))
        return super().get(request, *args, **kwargs)

    def _absent(self, former: Any) -> HttpResponse:
        """301 to the successor of a term in the trash, 410 where it has none; else 404."""
        if former is None:
            raise Http404
        successor = former.successor()
        if successor is None:
            return gone(self.request)
        response = HttpResponsePermanentRedirect(successor.get_absolute_url())
        patch_cache_control(response, no_cache=True)  # it may be restored
        return response

    def get_queryset(self) -> QuerySet[Post]:
        return self.narrow(super().get_queryset())

    def narrow(self, posts: Any) -> QuerySet[Post]:
        """Return those of `posts` that belong to the subject."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(subject=self.subject, **kwargs)


class CategoryDetail(TermDetail):
    """Posts of a category and of those below it."""

    template_name = "blog/category_detail.html"
    model_of_subject = Category
    lookup = "path"

    def narrow(self, posts: Any) -> QuerySet[Post]:
        return posts.in_category(self.subject)  # type: ignore[no-any-return]


class TagDetail(TermDetail):
    """Posts with a tag."""

    template_name = "blog/tag_detail.html"
    model_of_subject = Tag

    def narrow(self, posts: Any) -> QuerySet[Post]:
        return posts.filter(tags=self.subject)  # type: ignore[no-any-return]


class SeriesDetail(TermDetail):
    """Posts of a series, in its order."""

    template_name = "blog/series_detail.html"
    model_of_subject = Series

    def narrow(self, posts: Any) -> QuerySet[Post]:
        return posts.filter(series=self.subject).order_by("series_position", "published_at")  # type: ignore[no-any-return]


class AuthorDetail(TermDetail):
    """Posts that an author signs. An author without a public post has no page."""

    template_name = "blog/author_detail.html"
    model_of_subject = Author

    def narrow(self, posts: Any) -> QuerySet[Post]:
        if not Author.objects.public().filter(pk=self.subject.pk).exists():
            raise Http404
        return posts.by_author(self.subject)  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(profiles=self.subject.profiles.all(), **kwargs)


class ArchiveMonth(PostList):
    """Posts of a month in the site's time zone."""

    template_name = "blog/archive_month.html"

    def get_queryset(self) -> QuerySet[Post]:
        if self.kwargs["year"] not in YEARS or self.kwargs["month"] not in range(1, 13):
            raise Http404
        self.month = date(self.kwargs["year"], self.kwargs["month"], 1)
        begins, ends = months.bounds(self.month)
        posts = super().get_queryset().filter(published_at__gte=begins, published_at__lt=ends)
        if not posts.exists():
            raise Http404
        return posts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(month=self.month, **kwargs)
