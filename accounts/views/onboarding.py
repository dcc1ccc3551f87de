"""Onboarding by link: invitations and the first administrator. A GET changes nothing."""

from allauth.account.utils import perform_login
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import author_profiles, initial_admin, invitations, tokens
from accounts.forms.onboarding import (
    FirstAdministratorForm,
    InvitationAcceptanceForm,
    RoleAcceptanceForm,
)
from accounts.models import Invitation, User

form_methods = require_http_methods(["GET", "HEAD", "POST"])
TAKEN = _("The name or email address was just taken by someone else. Please choose again.")


@form_methods
@never_cache
@sensitive_post_parameters("password")
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Create the first administrator. 404 if there is a superuser."""
    link = initial_admin.get_by_token(token)
    if link is None:
        return render(request, "account/first_administrator_gone.html", status=404)
    form = FirstAdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            user = initial_admin.create_administrator(link, **form.cleaned_data)
        except tokens.InvalidLinkError:
            return render(request, "account/first_administrator_gone.html", status=404)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return _sign_in(request, user, reverse("account_protect"))
    status = 422 if form.errors else 200
    return render(request, "account/first_administrator.html", {"form": form}, status=status)


@form_methods
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation and accept it, with a new account or as the signed-in user."""
    invitation = invitations.get_by_token(token)
    if invitation is None or not invitations.is_open(invitation):
        return _render_closed(request, invitation)
    owner = invitations.get_account(invitation)
    try:
        if owner is None and not request.user.is_authenticated:
            return _accept_as_new(request, invitation)
        if request.user != owner:
            return _ask_to_sign_in(request, invitation)
        return _accept_as(request, invitation, owner)
    except tokens.InvalidLinkError:
        return _render_closed(request, invitations.get_by_token(token))


def _accept_as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    profiles = author_profiles.provider_for(invitation.roles)
    form = InvitationAcceptanceForm(request.POST or None, email=invitation.email, profiles=profiles)
    if form.is_valid():
        try:
            user = invitations.accept_as_new(invitation, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return _sign_in(request, user, _welcome_url())
    return _render_form(request, invitation, form)


def _accept_as(request: HttpRequest, invitation: Invitation, owner: User) -> HttpResponse:
    profiles = author_profiles.provider_for(invitation.roles, owner)
    form = RoleAcceptanceForm(request.POST if request.method == "POST" else None, profiles=profiles)
    if form.is_valid():
        try:
            invitations.accept_as(invitation, owner, **form.cleaned_data)
        except IntegrityError:
            form.add_error(None, TAKEN)
        else:
            return HttpResponseRedirect(_welcome_url())
    return _render_form(request, invitation, form)


def _render_form(request: HttpRequest, invitation: Invitation, form: Form) -> HttpResponse:
    context = {"invitation": invitation, "form": form}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def _ask_to_sign_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Render the page for an address with an account that is not the signed-in one; change nothing."""
    status = 403 if request.method == "POST" else 200
    context = {"invitation": invitation}
    return render(request, "account/invitation_sign_in.html", context, status=status)


def _render_closed(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """Render the page of an invalid link: 410 for an invitation that cannot be accepted, else 404."""
    context = {"invitation": invitation}
    return render(
        request, "account/invitation_closed.html", context, status=410 if invitation else 404
    )


def _welcome_url() -> str:
    """Return the URL of the admin's start page with the welcome message."""
    return f"{reverse('admin:index')}?welcome=1"


def _sign_in(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """Sign `user` in by django-allauth, with its signals and second factors."""
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=target
    )
    return response
