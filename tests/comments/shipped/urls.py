"""The package's addresses, and the page of an article with its comments by the package's own tags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from tests.comments.shipped.models import Article


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article that is no draft."""
    found = get_object_or_404(Article, slug=slug, is_draft=False)
    return render(request, "shipped/article.html", {"article": found})


urlpatterns = [
    path("articles/<slug:slug>/", article),
    path("comments/", include("django_comments_xtd.urls")),
]
