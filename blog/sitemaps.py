"""What crawlers should know of."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest) -> HttpResponse:
    """The sitemap."""
    raise NotImplementedError
