"""Signed-in devices: list, sign out one, sign out all others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import devices


@require_safe
@never_cache
@login_required
def device_list(request: HttpRequest) -> HttpResponse:
    return render(request, "account/devices.html", {"devices": devices.list_signed_in(request)})


@require_POST
@login_required
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    if devices.sign_out(request.user, pk):  # type: ignore[arg-type]
        messages.success(request, _("That device is signed out."))
    return redirect("account_devices")


@require_POST
@login_required
def sign_out_others(request: HttpRequest) -> HttpResponse:
    devices.sign_out_everywhere_else(request)
    messages.success(request, _("You are signed out of all other devices."))
    return redirect("account_devices")
