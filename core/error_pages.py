"""Error views (400, 403, 404, 410, 429, 500)."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

from core import disk
from core.kept_texts import RETRY_SECONDS
from core.log_formatters import request_id


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a missing or expired CSRF token (CSRF_FAILURE_VIEW)."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """410 for a page that was deleted permanently."""
    return render(request, "410.html", status=410)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429 for a rate limit of django-allauth, which counts per minute."""
    response = render(request, "429.html", {"is_form": True}, status=429)
    response["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 507 where the disk is full.

    Names the request in the log. Needs neither database nor settings, for they may be what failed.
    """
    disk_is_full = disk.is_full(sys.exc_info()[1])
    status = 507 if disk_is_full else 500
    context = {"request_id": request_id.get(), "status": status, "disk_is_full": disk_is_full}
    response = HttpResponse(get_template("500.html").render(context), status=status)
    add_never_cache_headers(response)
    return response
