"""The request type after our middleware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.models import SiteSettings

View = Callable[..., HttpResponse]


class SiteRequest(HttpRequest):
    """A request with `site`, which core.middleware.SiteMiddleware or a subclass sets."""

    site: SiteSettings  # type: ignore[assignment]  # the stubs name django.contrib.sites
