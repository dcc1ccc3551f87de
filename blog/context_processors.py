"""Template context of every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from blog.models import BlogSettings
from blog.navigation.page_context import PageContext


def site(request: HttpRequest) -> dict[str, object]:
    """Return `site`, `blog_settings`, `base_url` (the site's origin) and `page_context`.

    All but the origin are lazy: a query runs only if the template uses them.
    """
    blog_settings: Any = getattr(request, "blog_settings", SimpleLazyObject(BlogSettings.load))
    return {
        "site": getattr(request, "site", SimpleLazyObject(lambda: blog_settings.site)),
        "blog_settings": blog_settings,
        "base_url": settings.BASE_URL,
        "page_context": SimpleLazyObject(PageContext.load),
    }
