"""Account pages: overview, profile, language, avatar."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.login import LanguageForm
from accounts.forms.profile import ProfileForm
from accounts.models import Avatar
from images.views import HEADERS


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "account/overview.html")


@require_safe
@never_cache
@login_required
def protect(request: HttpRequest) -> HttpResponse:
    """Offer a passkey or a second factor to an administrator."""
    return render(request, "account/protect.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Change the display name and the avatar."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProfileForm(*data, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("account_profile")
    return render(request, "account/profile.html", {"form": form})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Store the language in a cookie and in the account of a signed-in user; redirect to `next`.

    `next` must be a path of this site.
    """
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    language = form.cleaned_data["language"]
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    target = request.POST.get("next", "")
    if not get_adapter().is_safe_url(target):
        target = reverse("account_login")
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def avatar(request: HttpRequest, name: str) -> HttpResponse:
    """Return an avatar. It is public: public pages link to it."""
    row = get_object_or_404(Avatar, name=name)
    return HttpResponse(bytes(row.webp), content_type="image/webp", headers=HEADERS)
