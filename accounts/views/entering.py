"""Coming in behind a link: an invitation, or the first administrator's. A GET changes nothing."""

from typing import Any

from allauth.account.utils import perform_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import faces, first_steps, invitations, tokens
from accounts.forms.joining import FirstAdministratorForm, InvitationAcceptanceForm, JoiningForm
from accounts.models import Invitation, User

METHODS = require_http_methods(["GET", "HEAD", "POST"])
TAKEN = _("Somebody has just taken one of these. Please choose again.")


@METHODS
@never_cache
@sensitive_post_parameters("password")
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever runs the site make the first account. 404 as soon as there is a superuser."""
    step = first_steps.find(token)
    if step is None:
        return render(request, "account/first_administrator_gone.html", status=404)
    form = FirstAdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            user = first_steps.take(step, **form.cleaned_data)
        except tokens.SpentError:
            return render(request, "account/first_administrator_gone.html", status=404)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return _signed_in(request, user, reverse("account_protect"))
    status = 422 if form.errors else 200
    return render(request, "account/first_administrator.html", {"form": form}, status=status)


@METHODS
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what one is invited to, and take the answer: as a new account or as the one signed in."""
    found = invitations.find(token)
    if found is None or not invitations.is_open(found):
        return _closed(request, found)
    owner = invitations.account_of(found)
    try:
        if owner is None and not request.user.is_authenticated:
            return _accept_as_new(request, found)
        if request.user != owner:
            return _ask_to_sign_in(request, found)
        return _accept_as(request, found, owner)
    except tokens.SpentError:
        return _closed(request, invitations.find(token))


def _accept_as_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    maker = faces.needed(found.roles)
    form = InvitationAcceptanceForm(request.POST or None, email=found.email, faces=maker)
    if form.is_valid():
        try:
            user = invitations.accept_as_new(found, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return _signed_in(request, user, _welcome())
    return _asked(request, found, form)


def _accept_as(request: HttpRequest, found: Invitation, owner: User) -> HttpResponse:
    maker = faces.needed(found.roles, owner)
    form = JoiningForm(request.POST if request.method == "POST" else None, faces=maker)
    if form.is_valid():
        try:
            invitations.accept_as(found, owner, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return HttpResponseRedirect(_welcome())
    return _asked(request, found, form)


def _asked(request: HttpRequest, found: Invitation, form: Any) -> HttpResponse:
    context = {"invitation": found, "form": form}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def _ask_to_sign_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The invited address has an account, or somebody else is signed in: say so, and change nothing."""
    status = 403 if request.method == "POST" else 200
    context = {"invitation": found}
    return render(request, "account/invitation_sign_in.html", context, status=status)


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """Say why the link opens nothing, and what to do."""
    context = {"invitation": found}
    return render(request, "account/invitation_closed.html", context, status=410 if found else 404)


def _welcome() -> str:
    """Return the address of the desk, which greets somebody new there."""
    return f"{reverse('admin:index')}?welcome=1"


def _signed_in(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """Sign `user` in through django-allauth, so that its signals and second factors hold."""
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=target
    )
    return response
