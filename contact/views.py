"""Views of the contact form, in the site's language like the introduction."""

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_ip import network_of
from blog.http import BlogRequest
from contact import submissions
from contact.forms import ContactForm
from contact.models import ContactSettings
from core.csrf import FORGED, csrf_failed, keeping_csrf
from core.http import View
from core.kept_texts import OUTAGES, UNAVAILABLE, keeping_text, retry_later
from core.private_views import private


def require_contact_form(view: View) -> View:
    """Decorator: 404 if the form is disabled; else activate the site's language."""

    @wraps(view)
    def wrapper(request: BlogRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.blog_settings.contact_form:
            raise Http404
        with translation.override(request.site.language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = request.site.language
        return response

    return wrapper


@csrf_exempt  # keeping_csrf checks the token, and `_submit` refuses
@keeping_csrf
@private
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_text("text")
@require_contact_form
def form(request: BlogRequest) -> HttpResponse:
    """Show the form, or submit it; a refused form is shown again with its text."""
    settings = ContactSettings.load()
    sent = ContactForm(settings, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = _submit(request, sent)
        if status is None:
            return redirect("contact:sent")
        context = {"form": sent, "settings": settings}
        return retry_later(render(request, "contact/form.html", context, status=status))
    return render(request, "contact/form.html", {"form": sent, "settings": settings})


@private
@require_safe
@require_contact_form
def sent(request: BlogRequest) -> HttpResponse:
    """Thank the sender. The page is the same for everyone and shows nothing of the message."""
    return render(request, "contact/sent.html")


def _submit(request: BlogRequest, sent: ContactForm) -> int | None:
    """Store the message of a valid form and return None, else add the error and return the status."""
    is_valid = sent.is_valid()
    if csrf_failed(request):
        sent.add_error(None, FORGED)
        return 403
    if not is_valid:
        return 422
    data = sent.cleaned_data
    try:
        submissions.submit(
            name=data["name"],
            email=data["email"],
            text=data["text"],
            form_signature=data["security_hash"],
            network=network_of(request),
        )
    except ValidationError as error:
        sent.add_error(None, error)
        return 429
    except OUTAGES:
        sent.add_error(None, UNAVAILABLE)
        return 503
    return None
