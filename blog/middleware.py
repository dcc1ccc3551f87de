"""Middleware that puts the blog's settings on every request."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from blog.http import BlogRequest
from blog.models import BlogSettings
from core.http import SiteRequest
from core.middleware import SiteMiddleware
from core.models import SiteSettings


class BlogSettingsMiddleware(SiteMiddleware):
    """Sets `request.blog_settings` and `request.site` lazily: one query when either is first used."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazy = SimpleLazyObject(BlogSettings.load)
        cast(BlogRequest, request).blog_settings = lazy  # type: ignore[assignment]
        return super().__call__(request)

    def load(self, request: SiteRequest) -> SiteSettings:
        return cast(BlogRequest, request).blog_settings.site
