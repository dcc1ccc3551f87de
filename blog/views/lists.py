"""List views of posts: home page, terms, authors, monthly archives."""

from datetime import date
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.generic import ListView

from blog import home
from blog.feeds.paths import Subject
from blog.http import BlogRequest
from blog.models import Author, Category, Post, Series, Tag
from blog.models.taxonomy import Term
from blog.navigation import archive_months
from blog.navigation.page_context import PageContext
from blog.querysets import PostQuerySet
from blog.redirects import slug_history
from core.addresses import checked
from core.error_pages import gone
from core.site_urls import with_query


class PostList(ListView[Post]):
    """Base of the paginated lists of public posts."""

    request: BlogRequest
    template_name = "blog/post_list.html"
    context_object_name = "posts"

    def get_paginate_by(self, queryset: QuerySet[Post]) -> int:
        return self.request.blog_settings.posts_per_page

    def get_queryset(self) -> QuerySet[Post]:
        return Post.objects.published().for_card().newest_first()


class Home(PostList):
    """Home page: the newest posts, and on the first page the sections of blog/home.py."""

    template_name = "blog/home.html"

    def get_queryset(self) -> QuerySet[Post]:
        self.page_context = PageContext.load()
        self.top = home.Top.load(self.request.blog_settings, self.page_context)
        return super().get_queryset().exclude(pk__in=[post.pk for post in self.top.pinned])

    def get_paginator(self, queryset: Any, *args: Any, **kwargs: Any) -> Paginator[Post]:
        return home.paginator(queryset, self.request.blog_settings, self.top)

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        """Add `page_context`, `top`, and `cards`: the posts of the page after the pinned ones."""
        context = super().get_context_data(page_context=self.page_context, top=self.top, **kwargs)
        is_first = context["page_obj"].number == 1
        context["cards"] = [*(self.top.pinned if is_first else []), *context["posts"]]
        return context


class TermDetail(PostList):
    """Base of the lists about a term or an author; the template gets it as `subject`."""

    model_of_subject: type[Subject]
    lookup = "slug"
    subject: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; redirect the URL of a trashed term to its successor."""
        lookup = {self.lookup: kwargs["slug"]}
        self.subject = self.model_of_subject._default_manager.filter(**lookup).first()
        if self.subject is None:
            return self._redirect_or_404(slug_history.trashed_term(self.model_of_subject, **lookup))
        return super().get(request, *args, **kwargs)

    def _redirect_or_404(self, trashed: Term | None) -> HttpResponse:
        """Return 301 to the successor of the trashed term, 410 without one; else raise Http404."""
        if trashed is None:
            raise Http404
        successor = trashed.successor()
        if successor is None:
            return gone(self.request)
        location = with_query(successor.get_absolute_url(), self.request)
        response = HttpResponsePermanentRedirect(location)
        patch_cache_control(response, no_cache=True)  # it may be restored
        return response

    def get_queryset(self) -> QuerySet[Post]:
        return self.narrow(cast(PostQuerySet, super().get_queryset()))

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        """Filter `posts` by the subject."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        return super().get_context_data(subject=self.subject, **kwargs)


class CategoryDetail(TermDetail):
    """Posts of a category and its subcategories."""

    template_name = "blog/category_detail.html"
    model_of_subject = Category
    lookup = "path"

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        return posts.in_category(self.subject.path)


class TagDetail(TermDetail):
    """Posts with a tag."""

    template_name = "blog/tag_detail.html"
    model_of_subject = Tag

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        return posts.filter(tags=self.subject)


class SeriesDetail(TermDetail):
    """Posts of a series, in its order."""

    template_name = "blog/series_detail.html"
    model_of_subject = Series

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        return posts.filter(series=self.subject).order_by("series_position", "published_at")


class AuthorDetail(TermDetail):
    """Posts of an author. An author without a public post has no page."""

    template_name = "blog/author_detail.html"
    model_of_subject = Author

    def narrow(self, posts: PostQuerySet) -> PostQuerySet:
        if not Author.objects.public().filter(pk=self.subject.pk).exists():
            raise Http404
        return posts.by_author(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        return super().get_context_data(
            profiles=[row for row in self.subject.profiles.all() if checked(row.url)], **kwargs
        )


class ArchiveMonth(PostList):
    """Posts of a month in the site's time zone."""

    template_name = "blog/archive_month.html"

    def get_queryset(self) -> QuerySet[Post]:
        if self.kwargs["year"] not in archive_months.YEARS or self.kwargs["month"] not in range(
            1, 13
        ):
            raise Http404
        self.month = date(self.kwargs["year"], self.kwargs["month"], 1)
        start, end = archive_months.bounds(self.month)
        posts = super().get_queryset().filter(published_at__gte=start, published_at__lt=end)
        if not posts.exists():
            raise Http404
        return posts

    def get_context_data(self, **kwargs: Any) -> dict[str, object]:
        return super().get_context_data(month=self.month, **kwargs)
