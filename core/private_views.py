"""Decorators of views for one person: noindex, no-store."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from core.http import View


def unlisted(view: View) -> View:
    """Decorate `view` so that search engines do not index its responses."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def private(view: View) -> View:
    """Decorate `view` so that no cache stores its responses and no search engine indexes them."""

    return cache_control(private=True, no_store=True)(unlisted(view))
