"""Feeds of the blog and of its parts."""

from django.http import HttpRequest, HttpResponse


def rss(request: HttpRequest, scope: str, slug: str = "") -> HttpResponse:
    """RSS 2.0."""
    raise NotImplementedError


atom = json = guide = rss
