"""The package's addresses, and two pages made of its tags: an article, and what was said of late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from tests.comments.package.shipped.models import Article


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article that is no draft."""
    found = get_object_or_404(Article, slug=slug, is_draft=False)
    return render(request, "shipped/article.html", {"article": found})


def latest(request: HttpRequest) -> HttpResponse:
    """Show the latest comments."""
    return render(request, "shipped/latest.html")


urlpatterns = [
    path("articles/<slug:slug>/", article),
    path("latest/", latest),
    path("comments/", include("django_comments_xtd.urls")),
]
