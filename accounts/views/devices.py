"""Pages about where a person is signed in."""

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
    """Where the person is signed in."""
    return render(request, "account/devices.html", {"devices": devices.signed_in(request)})


@require_POST
@login_required
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """End the session on one of the person's devices."""
    if devices.sign_out(request.user, pk):  # type: ignore[arg-type]
        messages.success(request, _("That device is signed out."))
    return redirect("account_devices")


@require_POST
@login_required
def sign_out_others(request: HttpRequest) -> HttpResponse:
    """End every session of the person but this one."""
    devices.sign_out_everywhere_else(request)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("account_devices")
