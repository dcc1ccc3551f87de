"""The text of a password-protected post or page, for readers who entered the password."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog import players, protection
from blog.entry_context import entry_context
from blog.http import BlogRequest
from blog.models import Entry, Page, Post
from core.private_views import private

MODELS: dict[str, type[Post] | type[Page]] = {"post": Post, "page": Page}


# The form is on a public page, which has no token. The password itself shows who sends the request,
# and a forged one could only open a text to a reader whose sender knows it.
@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: BlogRequest, kind: str, pk: int) -> HttpResponse:
    """Check the password (POST) and redirect here; show the text to readers with the cookie.

    Others get the form, with 403 for a wrong password and 429 over the limit of tries. Raise Http404
    for an entry that is not protected.
    """
    model = MODELS.get(kind)
    entry = model.objects.protected().for_page().filter(pk=pk).first() if model else None
    if entry is None:
        raise Http404
    with translation.override(request.site.language):
        response = _response(request, entry, kind)
    response["Content-Language"] = request.site.language
    return response


def _response(request: BlogRequest, entry: Entry, kind: str) -> HttpResponse:
    if request.method == "POST":
        return _submit(request, entry)
    if not protection.is_unlocked(request, entry):
        return _form(request, entry)
    context = {kind: entry, "is_unlocked": True, "noindex": True}
    context |= entry_context(entry, request.blog_settings)
    response = render(request, f"blog/{kind}_detail.html", context)
    return players.allow(response, entry, request.blog_settings)


def _submit(request: BlogRequest, entry: Entry) -> HttpResponse:
    try:
        protection.check(request, entry, request.POST.get("password", ""))
    except ValidationError as error:
        status = 429 if error.code == "flood" else 403
        return _form(request, entry, error=error.messages[0], status=status)
    response = redirect(protection.unlock_url(entry))
    protection.add_cookie(response, entry)
    return response


def _form(
    request: BlogRequest, entry: Entry, *, error: str = "", status: int = 200
) -> HttpResponse:
    context = protection.form_context(entry, error)
    return render(request, "blog/protected_form.html", context, status=status)
