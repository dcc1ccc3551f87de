"""The contact form. It speaks the site's language, like the owner's words above it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.networks import network_of
from contact import receiving
from contact.forms import ContactForm
from contact.models import ContactSettings
from core.models import SiteSettings
from core.personal_pages import FORGED, is_forged, keeping_csrf, personal

View = Callable[..., HttpResponse]


def offered(view: View) -> View:
    """Answer 404 where the site has no form, else in the site's language."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        site: SiteSettings = request.site  # type: ignore[attr-defined, assignment]
        if not site.contact_form:
            raise Http404
        with translation.override(site.language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = site.language
        return response

    return answered


@csrf_exempt  # keeping_csrf checks, and the view refuses
@keeping_csrf
@personal
@require_http_methods(["GET", "HEAD", "POST"])
@offered
def form(request: HttpRequest) -> HttpResponse:
    """Show the form; take or refuse what is sent, with every character kept."""
    settings = ContactSettings.load()
    sent = ContactForm(settings, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = _take(request, sent)
        if status is None:
            return redirect("contact:sent")
        return render(
            request, "contact/form.html", {"form": sent, "settings": settings}, status=status
        )
    return render(request, "contact/form.html", {"form": sent, "settings": settings})


@personal
@require_safe
@offered
def sent(request: HttpRequest) -> HttpResponse:
    """Thank the writer. The page is the same for everybody: it tells nothing of the message."""
    return render(request, "contact/sent.html")


def _take(request: HttpRequest, sent: ContactForm) -> int | None:
    """Keep the message of a valid form and return None, else say what is wrong and return the status."""
    is_valid = sent.is_valid()
    if is_forged(request):
        sent.add_error(None, FORGED)
        return 403
    if not is_valid:
        return 422
    data = sent.cleaned_data
    try:
        receiving.receive(
            name=data["name"],
            email=data["email"],
            text=data["text"],
            moment=data["security_hash"],
            network=network_of(request),
        )
    except ValidationError as error:
        sent.add_error(None, error)
        return 429
    return None
