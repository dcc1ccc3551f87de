"""Pages for what went wrong: plain words, a search box, and the way home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

from core.logs import request_id


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be understood."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in or not, this is not allowed."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or stale; says so without losing the way back."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: with search and the newest posts."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: it was here once and will not come back."""
    return render(request, "410.html", status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: names the request in the log; needs neither database nor settings, for they may be what failed."""
    page = get_template("500.html").render({"request_id": request_id.get()})
    response = HttpResponse(page, status=500)
    add_never_cache_headers(response)
    return response
