"""Pages of a person's account that django-allauth does not have."""

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

from accounts.forms.profile import ProfileForm
from accounts.forms.sign_in import LanguageForm
from accounts.models import Portrait
from images.views import HEADERS


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What a person can do with their account."""
    return render(request, "account/overview.html")


@require_safe
@never_cache
@login_required
def protect(request: HttpRequest) -> HttpResponse:
    """Offer a passkey or a second factor to somebody whose account may do everything."""
    return render(request, "account/protect.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Let people change the name and the picture that others see."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProfileForm(*data, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("account_profile")
    return render(request, "account/profile.html", {"form": form})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language: in the account of whoever is signed in, and in a cookie for forms.

    `next` is followed only to a page of this site.
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
def portrait(request: HttpRequest, name: str) -> HttpResponse:
    """Send the picture of an account to anybody: its address stands on public pages."""
    found = get_object_or_404(Portrait, name=name)
    return HttpResponse(bytes(found.webp), content_type="image/webp", headers=HEADERS)
