"""Error responses that repeat the text of a submitted form, so that it is not lost.

`OUTAGES` are the errors of a database or cache that is stopped, full or locked. A form view responds to
them with 503 and renders its form again. `keeping_text` is the fallback if even that fails.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from core.http import View

try:
    from redis.exceptions import RedisError
except ImportError:  # the package is optional

    class RedisError(Exception):  # type: ignore[no-redef]
        """A placeholder that is never raised."""


OUTAGES = (OperationalError, InterfaceError, RedisError, OSError)
UNAVAILABLE = _(
    "The site cannot save anything at the moment. Your text is still here. Please "
    "send it again in a few minutes."
)
#: Seconds after which a browser or program may try again.
RETRY_SECONDS = 60


def keeping_text(field: str) -> Callable[[View], View]:
    """Decorate a form view: the error response to a POST repeats the submitted value of `field`.

    404 if the view raises Http404, 503 if it raises one of OUTAGES. Other methods are not affected.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            try:
                return view(request, *args, **kwargs)
            except Http404:
                text = request.POST.get(field, "")
                return render(request, "text_kept.html", {"text": text}, status=404)
            except OUTAGES:
                return _unavailable(request.POST.get(field, ""))

        return wrapper

    return decorate


def retry_later(response: HttpResponse) -> HttpResponse:
    """Add Retry-After to a 503 response; return the response."""
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _unavailable(text: str) -> HttpResponse:
    """Render a 503 page, which needs neither database nor cache."""
    page = get_template("text_kept_unavailable.html").render({"text": text})
    response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    add_never_cache_headers(response)
    return retry_later(response)
